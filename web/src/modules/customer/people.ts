import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, bodyOf } from '@/api/client';

/** The people of a customer: legal representative, principal, contacts; on demand also those who have left. */
export function usePeople(id: MaybeRefOrGetter<string>, former: MaybeRefOrGetter<boolean> = false) {
  const { data, error, isPending } = useQuery({
    queryKey: computed(() => ['people', toValue(id), toValue(former)]),
    queryFn: ({ signal }) => {
      const params = { path: { id: toValue(id) }, query: { former: toValue(former) || undefined } };
      return bodyOf(api.GET('/customers/{id}/people', { params, signal }));
    },
  });
  return { people: computed(() => data.value?.items ?? []), error, isPending };
}
