import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, bodyOf } from '@/api/client';
import type { Import, ImportCounts, ImportEdit, ImportKindCode, OnDuplicate, TableOptions } from '@/api/types';

export const stepNames = ['file', 'mapping', 'values', 'check', 'run'] as const;
export type StepName = (typeof stepNames)[number];

/** What a file can hold. */
export const kinds: ImportKindCode[] = ['CUSTOMERS', 'PEOPLE', 'ORDERS', 'ORDER_LINES'];

/** What may happen to a row whose record is there already. */
export const onDuplicate: OnDuplicate[] = ['SKIP', 'FILL', 'OVERWRITE', 'CREATE'];

export const outcomes = ['WRONG', 'SUSPECTED', 'NEW', 'UPDATED', 'SKIPPED'] as const;
export type OutcomeFilter = (typeof outcomes)[number] | 'ALL';

export function isWorking({ job }: Import): boolean {
  return job?.state === 'QUEUED' || job?.state === 'RUNNING' || job?.state === 'PAUSED';
}

/** An import that has ended with rows refused is shown as one of a part of the file. */
export function shownState({ state, counts }: Pick<Import, 'state' | 'counts'>): Import['state'] {
  return state === 'DONE' && counts.wrong + counts.suspected > 0 ? 'PARTLY' : state;
}

/** Whether something of the file was taken in: its set-up can no longer be changed. */
export function isTaken({ state }: Import): boolean {
  return state === 'PARTLY' || state === 'DONE' || state === 'UNDONE';
}

/** Where a person who comes back finds the wizard. */
export function stepOf(each: Import): StepName {
  if (isTaken(each) || (isWorking(each) && !each.job!.kind.endsWith('check'))) return 'run';
  return each.state === 'CHECKED' || isWorking(each) ? 'check' : 'file';
}

/** Every row has exactly one outcome. */
export function addsUp(counts: ImportCounts): boolean {
  return counts.new + counts.updated + counts.skipped + counts.wrong + counts.suspected === counts.rows;
}

/** How the file is read now, with something said otherwise. */
export function shapeWith({ shape }: Import, change: TableOptions): TableOptions {
  return {
    encoding: shape.text?.encoding,
    separator: shape.text?.separator,
    sheet: shape.sheet ?? undefined,
    preambleRows: shape.preambleRows,
    headerRows: shape.headerRows,
    ...change,
  };
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
    const changed = await bodyOf(api.PATCH('/imports/{id}', { params: params(), body: change }));
    queries.setQueryData(key.value, changed);
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

/** What the columns of such a file may mean, in the reader's language. */
export function useKind(code: () => ImportKindCode) {
  const { locale } = useI18n();
  const { data } = useQuery({
    queryKey: ['imports', 'kinds', locale],
    queryFn: () => bodyOf(api.GET('/imports/kinds')),
    staleTime: 300_000,
  });
  const kind = computed(() => data.value?.items.find((each) => each.code === code()));
  const fields = computed(() => kind.value?.fields ?? []);
  const byKey = computed(() => new Map(fields.value.map((field) => [field.key, field])));
  const sections = computed(() => kind.value?.sections ?? []);
  return { fields, byKey, sections };
}
