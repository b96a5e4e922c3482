import { describe, expect, it } from 'vitest';
import { changedState, initialState, isChanged, nextSort, readState, writeState, type ListState } from './listState';

const everything: ListState = {
  q: '江岳 cqjy',
  filter: { and: [{ field: 'grade', op: 'eq', value: 'A' }, { not: { field: 'owner', op: 'missing' } }] },
  sort: 'name',
  columns: ['name', 'address.city'],
  widths: { name: 260 },
  density: 'COMPACT',
  view: 'all',
  voided: true,
  after: 'eyJ2IjoxfQ',
};

describe('the state of a list in the address', () => {
  it('comes back from the address as it went in', () => {
    expect(readState(writeState(everything) as Record<string, string>)).toEqual(everything);
  });

  it('is an empty query for the plain list', () => {
    expect(writeState(initialState)).toEqual({});
    expect(readState({})).toEqual(initialState);
  });

  it('takes no filter and no order that is none', () => {
    const state = readState({ f: '{"and":[{"field":"grade","op":"drop"}]}', sort: "name'; --" });
    expect(state.filter).toBeUndefined();
    expect(state.sort).toBe('-updatedAt');
  });

  it('starts from the beginning when it is narrowed', () => {
    expect(changedState(everything, { q: 'x' }).after).toBe('');
    expect(changedState(everything, { after: 'next' }).after).toBe('next');
  });

  it('sorts upwards, downwards, and as usual again', () => {
    expect(nextSort('-updatedAt', 'name')).toBe('name');
    expect(nextSort('name', 'name')).toBe('-name');
    expect(nextSort('-name', 'name')).toBe('-updatedAt');
    expect(nextSort('-updatedAt', 'updatedAt')).toBe('updatedAt');
    expect(nextSort('updatedAt', 'updatedAt')).toBe('-updatedAt');
  });

  it('is the view that it names, but for what it says itself', () => {
    const base: ListState = { ...everything, q: '', voided: false, after: '', view: 'v1' };
    expect(readState({ view: 'v1' }, base)).toEqual(base);
    const open = { ...base, filter: undefined, sort: '-updatedAt', columns: undefined, widths: {}, density: 'COMFORTABLE' as const };
    const address = writeState(open, base) as Record<string, string>;
    expect(address).toEqual({ view: 'v1', f: '', sort: '-updatedAt', columns: '', density: 'comfortable' });
    expect(readState(address, base)).toEqual(open);
    expect(writeState({ ...base, sort: '-name' }, base)).toEqual({ view: 'v1', sort: '-name' });
  });

  it('is changed by what a view keeps, and by nothing else', () => {
    const base: ListState = { ...everything, q: '', voided: false, after: '', view: 'v1' };
    expect(isChanged({ ...base, q: '江岳', after: 'next' }, base)).toBe(false);
    const turned = { and: [{ value: 'A', op: 'eq', field: 'grade' }, { not: { op: 'missing', field: 'owner' } }] };
    expect(isChanged({ ...base, filter: turned as ListState['filter'] }, base)).toBe(false);
    expect(isChanged({ ...base, filter: undefined }, base)).toBe(true);
    expect(isChanged({ ...base, widths: { name: 300 } }, base)).toBe(true);
    expect(isChanged({ ...base, density: 'COMFORTABLE' }, base)).toBe(true);
    expect(isChanged({ ...base, columns: ['address.city', 'name'] }, base)).toBe(true);
  });
});
