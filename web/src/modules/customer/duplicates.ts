import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, bodyOf } from '@/api/client';
import { may } from '@/modules/access/session';
import { useDelayed } from '@/shared/delayed';

/** Files that may be of the same customer, asked for when typing has rested. What nobody may read is only announced. */
export function useDuplicates(told: () => Record<string, unknown>) {
  const rested = useDelayed(computed(told), 200);
  const enough = computed(() => Object.entries(rested.value).some(([key, value]) => key !== 'kind' && String(value).trim().length > 1));
  const { data } = useQuery({
    queryKey: ['customers', 'duplicates', rested],
    queryFn: () => bodyOf(api.POST('/customers/duplicates', { body: rested.value })),
    enabled: () => enough.value && may('CUSTOMER_READ'),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { typed: rested, hits: computed(() => (enough.value ? (data.value?.hits ?? []) : [])) };
}
