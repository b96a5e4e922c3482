import { describe, expect, it } from 'vitest';
import type { Customer } from '@/api/types';
import { initialState } from './listState';
import { countOf, cursorBefore, lastList, pageNumber, useNeighbours, walked } from './listTrail';

const files = (...ids: string[]) => ids.map((id) => ({ id }) as Customer);
const first = { ...initialState, q: '江' };
const second = { ...first, after: 'c2' };
const third = { ...first, after: 'c3' };

describe('the way through a list', () => {
  it('goes back by the cursors it came by', () => {
    walked(first, { items: files('a', 'b'), next: 'c2', count: 5, countIsExact: true });
    walked(second, { items: files('c', 'd'), next: 'c3' });
    walked(third, { items: files('e'), next: null });
    expect([cursorBefore(third), cursorBefore(second), cursorBefore(first)]).toEqual(['c2', '', '']);
    expect([pageNumber(first), pageNumber(second), pageNumber(third)]).toEqual([1, 2, 3]);
    expect(countOf(third)).toEqual({ count: 5, exact: true });
  });

  it('starts anew when the list is another', () => {
    const other = { ...initialState, q: '成都' };
    walked(other, { items: files('x'), next: null });
    expect(pageNumber(second)).toBeUndefined();
    expect(cursorBefore(second)).toBe('');
    expect(countOf(other)).toBeUndefined();
    expect(lastList()).toEqual({ q: '成都' });
  });

  it('knows the place of a file and its neighbours', async () => {
    walked(first, { items: files('a', 'b'), next: 'c2', count: 5 });
    const { position, step } = useNeighbours(() => 'b');
    expect(position.value).toMatchObject({ number: 2, count: 5, first: false, last: false });
    expect(await step(-1)).toBe('a');
    expect(useNeighbours(() => 'zz').position.value).toBeUndefined();
  });

  it('leads back into the view that the list was left in', () => {
    const base = { ...initialState, view: 'v1', sort: 'name' };
    walked({ ...base, q: '江' }, { items: files('a'), next: null }, base);
    expect(lastList()).toEqual({ view: 'v1', q: '江' });
    walked({ ...base, sort: '-updatedAt' }, { items: files('a'), next: null }, base);
    expect(lastList()).toEqual({ view: 'v1', sort: '-updatedAt' });
  });
});
