import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, bodyOf, mergePatch } from '@/api/client';
import type { Import, ImportCounts, ImportEdit } from '@/api/types';

export const stepNames = ['file', 'mapping', 'values', 'check', 'run'] as const;
export type StepName = (typeof stepNames)[number];

const working: Import['state'][] = ['CHECKING', 'RUNNING', 'UNDOING'];

export function isWorking({ state }: Import): boolean {
  return working.includes(state);
}

/** Whether the file was taken in: from then on nothing of its set-up can be changed. */
export function isTaken({ state }: Import): boolean {
  return ['RUNNING', 'DONE', 'UNDOING', 'UNDONE'].includes(state);
}

/** Where a person who comes back finds the wizard. */
export function stepOf(each: Import): StepName {
  if (isTaken(each)) return 'run';
  return each.state === 'CHECKING' || each.state === 'CHECKED' ? 'check' : 'file';
}

/** New, updated, skipped and wrong rows are all rows there are; the suspected ones are among them. */
export function addsUp({ rows, new: created, updated, skipped, wrong }: ImportCounts): boolean {
  return created + updated + skipped + wrong === rows;
}

export function useImport(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient();
  const key = computed(() => ['imports', toValue(id)]);
  const params = () => ({ path: { id: toValue(id) } });
  const { data, error, isPending } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => bodyOf(api.GET('/imports/{id}', { params: params(), signal })),
    refetchInterval: (query) => (query.state.data && isWorking(query.state.data) ? 1000 : false),
  });

  async function edit(change: ImportEdit) {
    const changed = await bodyOf(api.PATCH('/imports/{id}', { params: params(), body: change, headers: mergePatch }));
    queries.setQueryData(key.value, changed);
    queries.invalidateQueries({ queryKey: [...key.value, 'rows'] });
    return changed;
  }

  async function start(what: 'check' | 'run' | 'undo') {
    if (what === 'check') await api.POST('/imports/{id}/check', { params: params() });
    else if (what === 'run') await api.POST('/imports/{id}/run', { params: params() });
    else await api.POST('/imports/{id}/undo', { params: params() });
    await Promise.all([
      queries.invalidateQueries({ queryKey: key.value }),
      queries.invalidateQueries({ queryKey: ['jobs'] }),
    ]);
  }

  return { import: data, error, isPending, edit, start };
}

/** The job that works for an import, while there is one. */
export function useJob(id: () => string | null | undefined) {
  const { data } = useQuery({
    queryKey: computed(() => ['jobs', id() ?? '']),
    queryFn: ({ signal }) => bodyOf(api.GET('/jobs/{id}', { params: { path: { id: id()! } }, signal })),
    enabled: () => !!id(),
    refetchInterval: 1000,
  });
  return computed(() => (id() ? data.value : undefined));
}
