import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, bodyOf } from '@/api/client';
import type { RequestList } from '@/api/types';
import { may } from '@/modules/access/session';

/** For how long a file is asked for, in hours. */
export const terms = ['4', '24', '72', '168', '720'] as const;
export type Term = (typeof terms)[number];

/** The term that is offered for so many hours: the shortest that holds them. */
export function termFor(hours: number): Term {
  return terms.find((term) => Number(term) >= hours) ?? '720';
}

export function useTermWords() {
  const { t } = useI18n();
  const words = (hours: number) =>
    hours % 24 === 0 ? t('disclosure.days', { count: hours / 24 }, hours / 24) : t('disclosure.hours', { count: hours }, hours);
  return { words, options: computed(() => terms.map((value) => ({ value, label: words(Number(value)) }))) };
}

export function useRequests(which: MaybeRefOrGetter<RequestList>) {
  const query = useInfiniteQuery({
    queryKey: ['requests', computed(() => toValue(which))],
    queryFn: ({ pageParam }) =>
      bodyOf(api.GET('/access-requests', { params: { query: { which: toValue(which), after: pageParam || undefined } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return { ...query, requests: computed(() => query.data.value?.pages.flatMap(({ items }) => items) ?? []) };
}

export function useExportRequests(which: MaybeRefOrGetter<RequestList>) {
  const query = useInfiniteQuery({
    queryKey: ['requests', 'exports', computed(() => toValue(which))],
    queryFn: ({ pageParam }) =>
      bodyOf(api.GET('/export-requests', { params: { query: { which: toValue(which), after: pageParam || undefined } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: () => may('EXPORT'),
  });
  return { ...query, requests: computed(() => query.data.value?.pages.flatMap(({ items }) => items) ?? []) };
}

/** How many wait for the reader's decision; counted to 99. */
export function useWaiting() {
  const query = { which: 'TO_DECIDE', size: 100 } as const;
  const { data: files } = useQuery({
    queryKey: ['requests', 'waiting'],
    queryFn: () => bodyOf(api.GET('/access-requests', { params: { query } })),
    enabled: () => may('APPROVE'),
    refetchInterval: 300_000,
  });
  const { data: exports } = useQuery({
    queryKey: ['requests', 'exports', 'waiting'],
    queryFn: () => bodyOf(api.GET('/export-requests', { params: { query } })),
    enabled: () => may('APPROVE') && may('EXPORT'),
    refetchInterval: 300_000,
  });
  return computed(() => (files.value?.items.length ?? 0) + (exports.value?.items.length ?? 0));
}

export function useRequestsChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['requests'] });
}
