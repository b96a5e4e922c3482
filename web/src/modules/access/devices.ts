import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { api, bodyOf } from '@/api/client';

/** The browsers that the user has signed in with, and what can be done about one. */
export function useDevices() {
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey: ['devices'], queryFn: () => bodyOf(api.GET('/devices')), staleTime: 60_000 });

  async function refresh() {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['devices'] }),
      queries.invalidateQueries({ queryKey: ['sessions'] }),
    ]);
  }

  /** Also ends what is signed in there. */
  async function forget(id: string) {
    await api.DELETE('/devices/{id}', { params: { path: { id } } });
    await refresh();
  }

  async function vouch(id: string) {
    await api.PUT('/devices/{id}/known', { params: { path: { id } } });
    await refresh();
  }

  return { data, error, forget, vouch };
}
