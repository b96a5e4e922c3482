import { computed, ref } from 'vue';
import type { Customer } from '@/api/types';
import { writeState, type ListState } from './listState';

/**
 * The way through a list: the cursors of the pages seen so far (the server only pages forward), and the files of the
 * last page, so that the page of a file can step to its neighbours.
 */
interface Trail {
  list: string;
  cursors: string[];
  ids: string[];
  start: number;
  query: Record<string, string>;
  next: string;
  count?: number;
  exact: boolean;
}

const trail = ref<Trail>();

function listKey(state: ListState): string {
  return JSON.stringify(writeState({ ...state, after: '', columns: undefined }));
}

/** Called with every page that is shown. */
export function walked(
  state: ListState,
  page: { items: Customer[]; next?: string | null; count?: number; countIsExact?: boolean },
) {
  const list = listKey(state);
  const before = trail.value?.list === list ? trail.value.cursors : [''];
  const place = before.indexOf(state.after);
  const cursors = state.after === '' ? [''] : place >= 0 ? before.slice(0, place + 1) : [...before, state.after];
  trail.value = {
    list,
    cursors,
    ids: page.items.map(({ id }) => id),
    start: (cursors.length - 1) * 50,
    query: writeState(state) as Record<string, string>,
    next: page.next ?? '',
    count: page.count,
    exact: page.countIsExact ?? true,
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

/** The neighbours of a file within the list it was opened from. */
export function useNeighbours(id: () => string) {
  return computed(() => {
    const place = trail.value?.ids.indexOf(id()) ?? -1;
    if (!trail.value || place < 0) return undefined;
    const { ids, start, count, exact, query, next } = trail.value;
    return {
      before: ids[place - 1],
      after: ids[place + 1],
      place: start + place + 1,
      count,
      exact,
      query,
      next: place === ids.length - 1 ? next : '',
    };
  });
}

export function lastList(): Record<string, string> {
  return trail.value?.query ?? {};
}
