import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { readCondition, type Condition } from '@/shared/condition/condition';

export type Density = 'COMFORTABLE' | 'COMPACT';

/** What a list shows: all of it stands in the address, so that back, reload and a sent link show the same. */
export interface ListState {
  q: string;
  filter: Condition | undefined;
  sort: string;
  columns: string[] | undefined;
  /** In CSS pixels, of columns that do not take what their content takes. */
  widths: Record<string, number>;
  density: Density;
  /** The id of the saved view that this is, or was before it was changed; `all` for none where one opens by itself. */
  view: string;
  voided: boolean;
  after: string;
}

export const initialState: ListState = {
  q: '',
  filter: undefined,
  sort: '-updatedAt',
  columns: undefined,
  widths: {},
  density: 'COMFORTABLE',
  view: '',
  voided: false,
  after: '',
};

/** A column as the address has it: its key, with a width behind a colon if it has one of its own. */
function columnsIn(text: string): Pick<ListState, 'columns' | 'widths'> {
  const parts = text.split(',').filter(Boolean).map((part) => part.split(':') as [string, string?]);
  const widths = parts.filter(([, width]) => /^\d{2,3}$/.test(width ?? '')).map(([key, width]) => [key, Number(width)]);
  return { columns: parts.length ? parts.map(([key]) => key) : undefined, widths: Object.fromEntries(widths) };
}

function columnsText({ columns, widths }: ListState): string {
  return (columns ?? []).map((key) => (widths[key] ? `${key}:${widths[key]}` : key)).join(',');
}

/**
 * @param base what the view shows that the address names, or else the plain list: what the address does not say is as
 * there, what it names and leaves empty is as in the plain list
 */
export function readState(query: LocationQuery, base: ListState = initialState): ListState {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const says = (name: string) => typeof query[name] === 'string';
  const { columns, widths } = says('columns') ? columnsIn(text('columns')) : base;
  const sort = says('sort') ? text('sort') : base.sort;
  return {
    q: text('q'),
    filter: says('f') ? readCondition(text('f')) : base.filter,
    sort: /^-?[\w.]+$/.test(sort) ? sort : initialState.sort,
    columns,
    widths,
    density: says('density') ? (text('density') === 'compact' ? 'COMPACT' : 'COMFORTABLE') : base.density,
    view: text('view'),
    voided: text('voided') === 'true',
    after: text('after'),
  };
}

/** Only what differs from the view, or else from the plain list. */
export function writeState(state: ListState, base: ListState = initialState): LocationQueryRaw {
  const query: LocationQueryRaw = {};
  if (state.view) query.view = state.view;
  if (state.voided) query.voided = 'true';
  if (state.q) query.q = state.q;
  if (!alike(state.filter, base.filter)) query.f = state.filter ? JSON.stringify(state.filter) : '';
  if (state.sort !== base.sort) query.sort = state.sort;
  if (columnsText(state) !== columnsText(base)) query.columns = columnsText(state);
  if (state.density !== base.density) query.density = state.density.toLowerCase();
  if (state.after) query.after = state.after;
  return query;
}

/** Whether two conditions are the same, however their members are ordered. */
function alike(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown) =>
    JSON.stringify(value, (_, each: unknown) =>
      each && typeof each === 'object' && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    );
  return sorted(one) === sorted(other);
}

/** Whether a list shows otherwise than its view; words of the search and the page are no part of a view. */
export function isChanged(state: ListState, base: ListState): boolean {
  return ['f', 'sort', 'columns', 'density'].some((part) => part in writeState(state, base));
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
