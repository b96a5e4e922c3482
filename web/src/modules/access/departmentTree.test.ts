import { describe, expect, it } from 'vitest';
import { inOrder, withBelow } from './departmentTree';

const branches = [
  { key: 'team', name: '', parent: 'sales' },
  { key: 'sales', name: '' },
  { key: 'service', name: '' },
  { key: 'desk', name: '', parent: 'team' },
  { key: 'lost', name: '', parent: 'nowhere' },
];

describe('the tree of departments', () => {
  it('reads from the top down, children under their parent', () => {
    expect(inOrder(branches).map(({ branch, depth }) => `${depth} ${branch.key}`)).toEqual([
      '0 sales',
      '1 team',
      '2 desk',
      '0 service',
      '0 lost',
    ]);
  });

  it('finds everything below a department, which may not become its parent', () => {
    expect([...withBelow(branches, 'sales')].sort()).toEqual(['desk', 'sales', 'team']);
  });
});
