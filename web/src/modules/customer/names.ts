import { useQuery } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { api, bodyOf } from '@/api/client';
import type { Customer } from '@/api/types';
import { useDepartments } from '@/modules/access/people';
import type { Scalar } from '@/shared/condition/condition';

/** Names for the ids of people and departments: from the files on the screen, and from the pickers' answers. */
export function useNamesOf(customers: Ref<Customer[]>) {
  const { departments } = useDepartments();
  const { data: users } = useQuery({
    queryKey: ['users', 'names', ''],
    queryFn: () => bodyOf(api.GET('/users/names', { params: { query: { q: '' } } })),
    staleTime: 60_000,
  });

  const names = computed(() => {
    const known = new Map<string, string>();
    for (const { id, displayName } of users.value ?? []) known.set(id, displayName);
    for (const { id, name } of departments.value) known.set(id, name);
    for (const { owner, department } of customers.value) {
      if (owner) known.set(owner.id, owner.name);
      if (department) known.set(department.id, department.name);
    }
    return known;
  });

  const nameOf = (value: Scalar) => names.value.get(String(value)) ?? String(value);
  return { nameOf };
}
