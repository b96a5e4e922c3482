import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, bodyOf } from '@/api/client';
import type { Rank, Right, Scope } from '@/api/types';

export const ranks: Rank[] = ['EMPLOYEE', 'SUPERVISOR', 'MANAGER', 'MARKETING_MANAGER', 'DIRECTOR', 'EXECUTIVE'];
export const scopes: Scope[] = ['OWN', 'DEPARTMENT', 'SUBTREE', 'ALL'];
export const rights: Right[] = [
  'CUSTOMER_READ',
  'CUSTOMER_EDIT',
  'TRADE_READ',
  'CUSTOMER_REVEAL',
  'CUSTOMER_VOID',
  'EXPORT',
  'PRINT',
  'IMPORT',
  'CLASSIFY',
  'SHARE',
  'APPROVE',
  'AUDIT_READ',
  'ADMINISTER',
];

export function useDepartments() {
  const query = useQuery({ queryKey: ['departments'], queryFn: () => bodyOf(api.GET('/departments')) });
  return { ...query, departments: computed(() => query.data.value?.items ?? []) };
}

export function useRoles() {
  const query = useQuery({ queryKey: ['roles'], queryFn: () => bodyOf(api.GET('/roles')) });
  return { ...query, roles: computed(() => query.data.value?.items ?? []) };
}
