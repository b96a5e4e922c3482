import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { readCondition, type Condition } from '@/shared/condition/condition';

/** What a list shows: all of it stands in the address, so that back, reload and a sent link show the same. */
export interface ListState {
  q: string;
  filter: Condition | undefined;
  sort: string;
  columns: string[] | undefined;
  voided: boolean;
  after: string;
}

export const initialState: ListState = {
  q: '',
  filter: undefined,
  sort: '-updatedAt',
  columns: undefined,
  voided: false,
  after: '',
};

export function readState(query: LocationQuery): ListState {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const columns = text('columns').split(',').filter(Boolean);
  return {
    q: text('q'),
    filter: readCondition(text('f')),
    sort: /^-?[\w.]+$/.test(text('sort')) ? text('sort') : initialState.sort,
    columns: columns.length ? columns : undefined,
    voided: text('voided') === 'true',
    after: text('after'),
  };
}

/** Only what differs from the plain list. */
export function writeState(state: ListState): LocationQueryRaw {
  const query: LocationQueryRaw = {};
  if (state.voided) query.voided = 'true';
  if (state.q) query.q = state.q;
  if (state.filter) query.f = JSON.stringify(state.filter);
  if (state.sort !== initialState.sort) query.sort = state.sort;
  if (state.columns) query.columns = state.columns.join(',');
  if (state.after) query.after = state.after;
  return query;
}

/** A list that is narrowed or sorted otherwise starts from its beginning. */
export function changedState(state: ListState, change: Partial<ListState>): ListState {
  return { ...state, after: '', ...change };
}

/** What a click on a column's head asks for: upwards, downwards, then the usual order. */
export function nextSort(current: string, field: string): string {
  if (current === field) return `-${field}`;
  if (current === `-${field}`) return field === initialState.sort.slice(1) ? field : initialState.sort;
  return field;
}

export function requestOf(state: ListState) {
  return {
    q: state.q || undefined,
    filter: state.filter ? JSON.stringify(state.filter) : undefined,
    // A search has an order of its own: names first.
    sort: state.sort === initialState.sort ? undefined : state.sort,
    after: state.after || undefined,
    columns: state.columns?.join(','),
    count: state.after ? undefined : ('some' as const),
    voided: state.voided || undefined,
    size: 50,
  };
}
