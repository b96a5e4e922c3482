import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, bodyOf } from '@/api/client';
import type { SavedView, SavedViewEdit } from '@/api/types';
import { initialState, type ListState } from './listState';

/** What a view shows, as the state of a list. */
export function baseOf(view: SavedView): ListState {
  const columns = view.columns ?? undefined;
  const widths = (columns ?? []).filter(({ width }) => width).map(({ key, width }) => [key, width!]);
  return {
    ...initialState,
    view: view.id,
    filter: view.filter ?? undefined,
    sort: view.sort ?? initialState.sort,
    columns: columns?.map(({ key }) => key),
    widths: Object.fromEntries(widths),
    density: view.density,
  };
}

/** What a list shows, as a view keeps it. */
export function shownBy(state: ListState): Pick<SavedViewEdit, 'kind' | 'filter' | 'sort' | 'columns' | 'density'> {
  return {
    kind: 'TABLE',
    filter: state.filter ?? null,
    sort: state.sort === initialState.sort ? null : state.sort,
    columns: state.columns?.map((key) => ({ key, width: state.widths[key] ?? null })) ?? null,
    density: state.density,
  };
}

/** The views that the reader may see, and how he arranges them. */
export function useViews() {
  const queries = useQueryClient();
  const { data, isPending } = useQuery({
    queryKey: ['views'],
    queryFn: () => bodyOf(api.GET('/views')),
    staleTime: 30_000,
    retry: false,
  });

  const items = computed(() => (data.value?.items ?? []) as SavedView[]);
  const pins = computed(() => data.value?.pins ?? []);
  const opens = computed(() => data.value?.opens ?? undefined);
  const find = (id: string) => items.value.find((view) => view.id === id);
  const pinned = computed(() => pins.value.map(find).filter((view) => view !== undefined));
  const baseFor = (id: string): ListState => {
    const view = find(id);
    return view ? baseOf(view) : initialState;
  };
  const mayShareWithEveryone = computed(() => data.value?.mayShareWithEveryone ?? false);

  const reload = () => queries.invalidateQueries({ queryKey: ['views'] });

  async function pin(views: string[], first: string | undefined) {
    await api.PUT('/views/pins', { body: { views, opens: first && views.includes(first) ? first : null } });
    await reload();
  }

  return { items, pins, pinned, opens, find, baseFor, mayShareWithEveryone, isPending, reload, pin };
}
