import { describe, expect, it } from 'vitest';
import type { SavedView } from '@/api/types';
import { initialState } from './listState';
import { baseOf, shownBy } from './views';

const plain = { id: 'v1', kind: 'TABLE', density: 'COMFORTABLE' } as SavedView;

describe('a saved view', () => {
  it('is the plain list where it says nothing', () => {
    expect(baseOf(plain)).toEqual({ ...initialState, view: 'v1' });
    expect(baseOf({ ...plain, filter: null, sort: null, columns: null })).toEqual({ ...initialState, view: 'v1' });
  });

  it('keeps what the list shows, and shows it again', () => {
    const state = {
      ...initialState,
      view: 'v1',
      filter: { field: 'grade', op: 'eq' as const, value: 'A' },
      sort: '-name',
      columns: ['name', 'grade'],
      widths: { name: 260 },
      density: 'COMPACT' as const,
    };
    expect(baseOf({ ...plain, ...shownBy(state) } as SavedView)).toEqual(state);
  });

  it('keeps neither the words of the search nor the page', () => {
    expect(shownBy({ ...initialState, q: '13800138000', after: 'x' })).toEqual(shownBy(initialState));
  });
});
