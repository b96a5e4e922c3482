import { describe, expect, it } from 'vitest';
import { changedState, initialState, nextSort, readState, writeState, type ListState } from './listState';

const everything: ListState = {
  q: '江岳 cqjy',
  filter: { and: [{ field: 'grade', op: 'eq', value: 'A' }, { not: { field: 'owner', op: 'missing' } }] },
  sort: 'name',
  columns: ['name', 'address.city'],
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
});
