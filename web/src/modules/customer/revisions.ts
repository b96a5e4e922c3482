import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, bodyOf } from '@/api/client';
import type { Revision } from '@/api/types';
import { useFields } from '@/shared/field/catalogue';

/** The revisions of a file or a person, newest first, as far back as they were asked for. */
export function useRevisions(id: MaybeRefOrGetter<string>, of: 'customers' | 'people' = 'customers') {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: computed(() => ['revisions', toValue(id)]),
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { id: toValue(id) }, query: { after: pageParam, size: 50 } };
      return bodyOf(api.GET(`/${of}/{id}/revisions`, { params, signal }));
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const revisions = computed(() => data.value?.pages.flatMap(({ items }) => items) ?? []);
  return { revisions, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage };
}

type RevisionKind = 'created' | 'imported' | 'restored' | 'changed' | 'voided' | 'takenBack';

const restored = /^r(\d+)$/;

/** What a revision was, in words: opened, imported, restored, changed, or moved to or from the recycle bin. */
export function useRevisionWords(of: 'customer' | 'person' = 'customer') {
  const { t } = useI18n();
  const { byKey, text } = useFields(of);

  function kindOf({ number, channel, reason, changes }: Revision): RevisionKind {
    const moved = changes.find(({ field }) => field === 'voided');
    if (moved) return moved.after === true ? 'voided' : 'takenBack';
    if (restored.test(reason ?? '')) return 'restored';
    if (channel === 'IMPORT') return 'imported';
    return number === 1 ? 'created' : 'changed';
  }

  function title(revision: Revision): string {
    const kind = kindOf(revision);
    const version = restored.exec(revision.reason ?? '')?.[1];
    return t(`customer.revision.kinds.${kind}`, { version, count: revision.changes.length });
  }

  function reason(revision: Revision): string {
    return kindOf(revision) === 'restored' ? '' : (revision.reason ?? '');
  }

  /** Own staff's entries by hand are the usual case and go without saying. */
  function source({ source: name, channel }: Revision): string {
    const way = t(`customer.revision.channels.${channel}`);
    if (name === 'MANUAL') return way;
    return `${way} · ${name === 'CLASSIFICATION' ? t('customer.revision.classification') : name}`;
  }

  function label(key: string): string {
    return byKey.value.get(key)?.label ?? key;
  }

  function value(key: string, raw: unknown): string {
    const field = byKey.value.get(key);
    return (field ? text(field, raw) : String(raw ?? '')) || t('customer.empty');
  }

  return { kindOf, title, reason, source, label, value };
}
