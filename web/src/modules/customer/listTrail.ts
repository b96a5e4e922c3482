import { computed, ref } from 'vue';
import type { LocationQueryRaw } from 'vue-router';
import { api, bodyOf } from '@/api/client';
import type { CustomerPage } from '@/api/types';
import { initialState, requestOf, writeState, type ListState } from './listState';

/**
 * The way through a list: the cursors of the pages seen so far (the server only pages forward), and the files of the
 * last page, so that the page of a file can step to its neighbours.
 */
interface Trail {
  list: string;
  cursors: string[];
  ids: string[];
  start: number;
  state: ListState;
  /** What the view shows, from which the address of the list differs. */
  base: ListState;
  next: string;
  count?: number;
  exact: boolean;
}

const trail = ref<Trail>();

function listKey(state: ListState): string {
  const { q, filter, sort, voided } = state;
  return JSON.stringify([q, filter, sort, voided]);
}

/** Called with every page that is shown. */
export function walked(state: ListState, page: CustomerPage, base: ListState = initialState) {
  const list = listKey(state);
  const known = trail.value?.list === list ? trail.value : undefined;
  const before = known?.cursors ?? [''];
  const place = before.indexOf(state.after);
  const cursors = state.after === '' ? [''] : place >= 0 ? before.slice(0, place + 1) : [...before, state.after];
  trail.value = {
    list,
    cursors,
    ids: page.items.map(({ id }) => id),
    start: (cursors.length - 1) * 50,
    state,
    base,
    next: page.next ?? '',
    count: page.count ?? known?.count,
    exact: page.count == null ? (known?.exact ?? true) : (page.countIsExact ?? true),
  };
}

/** The cursor of the page before, or the list's beginning where it is not known (a link was opened). */
export function cursorBefore(state: ListState): string {
  const known = trail.value?.list === listKey(state) ? trail.value.cursors : [];
  const place = known.indexOf(state.after);
  return place > 0 ? known[place - 1]! : '';
}

export function pageNumber(state: ListState): number | undefined {
  const place = trail.value?.list === listKey(state) ? trail.value.cursors.indexOf(state.after) : -1;
  return place >= 0 ? place + 1 : state.after === '' ? 1 : undefined;
}

/** How many files the list has, as far as they were counted with its first page. */
export function countOf(state: ListState): { count: number; exact: boolean } | undefined {
  if (trail.value?.list !== listKey(state) || trail.value.count === undefined) return undefined;
  return { count: trail.value.count, exact: trail.value.exact };
}

/** Where the list was left: the way back from a file. */
export function lastList(): LocationQueryRaw {
  return trail.value ? writeState(trail.value.state, trail.value.base) : {};
}

export function fetchPage(state: ListState, signal?: AbortSignal) {
  return bodyOf(api.GET('/customers', { params: { query: requestOf(state) }, signal }));
}

/** The place of a file in the list it was opened from, and the steps to its neighbours. */
export function useNeighbours(id: () => string) {
  const place = computed(() => trail.value?.ids.indexOf(id()) ?? -1);

  async function step(by: 1 | -1): Promise<string | undefined> {
    const here = trail.value;
    if (!here || place.value < 0) return undefined;
    const near = here.ids[place.value + by];
    if (near) return near;
    const after = by === 1 ? here.next : here.cursors.length > 1 ? here.cursors.at(-2)! : undefined;
    if (after === undefined || (by === 1 && !after)) return undefined;
    const state = { ...here.state, after };
    walked(state, await fetchPage(state), here.base);
    return by === 1 ? trail.value?.ids[0] : trail.value?.ids.at(-1);
  }

  const position = computed(() => {
    const here = trail.value;
    if (!here || place.value < 0) return undefined;
    const number = here.start + place.value + 1;
    return {
      number,
      count: here.count,
      exact: here.exact,
      first: number === 1,
      last: place.value === here.ids.length - 1 && !here.next,
    };
  });

  return { position, step };
}
