import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, bodyOf } from '@/api/client';
import type { Job } from '@/api/types';

export function isUnderWay({ state }: Job): boolean {
  return state === 'QUEUED' || state === 'RUNNING' || state === 'PAUSED';
}

/** The page on which a job's work is seen, where it has one. */
export function jobPage({ kind, result }: Job): string | undefined {
  const importId = (result as { importId?: string } | null | undefined)?.importId;
  if (kind === 'classify') return '/classification';
  if (kind.startsWith('bulk')) return '/bulk';
  if (!kind.startsWith('import')) return undefined;
  return importId ? `/imports/${importId}` : '/imports';
}

/** A job while it works and after, as long as there is one. */
export function useJob(id: () => string | null | undefined) {
  const { data } = useQuery({
    queryKey: computed(() => ['jobs', id() ?? '']),
    queryFn: ({ signal }) => bodyOf(api.GET('/jobs/{id}', { params: { path: { id: id()! } }, signal })),
    enabled: () => !!id(),
    refetchInterval: (query) => (!query.state.data || isUnderWay(query.state.data) ? 1000 : false),
  });
  return computed(() => (id() ? data.value : undefined));
}
