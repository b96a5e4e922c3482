import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, bodyOf } from '@/api/client';

/** The people of a customer: legal representative, principal, contacts. */
export function usePeople(id: MaybeRefOrGetter<string>) {
  const { data, error, isPending } = useQuery({
    queryKey: computed(() => ['people', toValue(id)]),
    queryFn: ({ signal }) => bodyOf(api.GET('/customers/{id}/people', { params: { path: { id: toValue(id) } }, signal })),
  });
  return { people: computed(() => data.value?.items ?? []), error, isPending };
}
