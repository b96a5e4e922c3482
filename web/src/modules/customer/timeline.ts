import { useInfiniteQuery, type QueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, bodyOf } from '@/api/client';
import type { Change, TimelineEntry, TimelineKind } from '@/api/types';
import { dateOnly } from '@/shared/time';

function timelineOf(id: string, only?: TimelineKind) {
  return {
    queryKey: ['timeline', id, only ?? ''],
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) => {
      const params = { path: { id }, query: { only, after: pageParam || undefined } };
      return bodyOf(api.GET('/customers/{id}/timeline', { params, signal }));
    },
    initialPageParam: '',
  };
}

/** Asks for what a file's page shows first while the file itself is still on its way. */
export function fetchTimelineAhead(queries: QueryClient, id: string) {
  void queries.prefetchInfiniteQuery(timelineOf(id));
}

/** Everything that happened to a customer, newest first, as far back as it was asked for. */
export function useTimeline(id: MaybeRefOrGetter<string>, only: MaybeRefOrGetter<TimelineKind | undefined>) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    computed(() => ({
      ...timelineOf(toValue(id), toValue(only)),
      getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
    })),
  );
  const entries = computed(() => data.value?.pages.flatMap(({ items }) => items) ?? []);
  return { entries, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage };
}

export type TimelineEvent =
  | 'created'
  | 'imported'
  | 'restored'
  | 'changed'
  | 'voided'
  | 'takenBack'
  | 'joined'
  | 'moved'
  | 'left'
  | 'tookPlace';

/** Which words an entry wants. */
export function eventOf({ kind, revision }: TimelineEntry): TimelineEvent {
  if (!revision) return 'tookPlace';
  const has = (field: string, which: (change: Change) => boolean) =>
    revision.changes.some((change) => change.field === field && which(change));
  if (has('voided', ({ after }) => after === true)) return 'voided';
  if (has('voided', ({ after }) => after === false)) return 'takenBack';
  const joined = has('position.role', ({ before }) => isNothing(before));
  const left = has('position.until', ({ after }) => !isNothing(after));
  if (joined || left) return joined && left ? 'moved' : joined ? 'joined' : 'left';
  if (/^r\d+$/.test(revision.reason ?? '')) return 'restored';
  if (kind === 'FILE' && revision.channel === 'IMPORT') return 'imported';
  return kind === 'FILE' && revision.number === 1 ? 'created' : 'changed';
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

export function keyOf({ kind, subject, revision }: TimelineEntry): string {
  return `${kind}-${subject}-${revision?.number ?? 0}`;
}

/** Changes one after the other of the same thing by the same person: the newest, and those folded below it. */
export interface Folded {
  entry: TimelineEntry;
  rest: TimelineEntry[];
}

/** A timeline by days, as the company's calendar has them. */
export function byDays(entries: TimelineEntry[]): { day: string; folds: Folded[] }[] {
  const days: { day: string; folds: Folded[] }[] = [];
  for (const entry of entries) {
    const day = entry.day ?? dateOnly(entry.at);
    if (days.at(-1)?.day !== day) days.push({ day, folds: [] });
    const { folds } = days.at(-1)!;
    const before = folds.at(-1);
    if (before && goesOn(before.entry, entry)) before.rest.push(entry);
    else folds.push({ entry, rest: [] });
  }
  return days;
}

function goesOn(newer: TimelineEntry, older: TimelineEntry): boolean {
  return (
    eventOf(newer) === 'changed' &&
    eventOf(older) === 'changed' &&
    newer.subject === older.subject &&
    newer.by.id === older.by.id &&
    newer.by.name === older.by.name
  );
}

export function countOfChanges(entries: TimelineEntry[]): number {
  return entries.reduce((count, { revision }) => count + (revision?.changes.length ?? 0), 0);
}
