import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, bodyOf } from '@/api/client';
import type { Field, Kind } from '@/api/types';
import { fieldText } from './text';

/** The fields that the reader may see, in his language. They change rarely, so they are kept long. */
export function useFields(of: 'customer' | 'person') {
  const { t, locale } = useI18n();
  const { data, error, isPending } = useQuery({
    queryKey: ['fields', of, locale],
    queryFn: () => bodyOf(api.GET('/fields', { params: { query: { of } } })),
    staleTime: 300_000,
  });

  const fields = computed(() => data.value?.fields ?? []);
  const byKey = computed(() => new Map(fields.value.map((field) => [field.key, field])));
  const related = computed(() => data.value?.related ?? []);
  const sections = computed(() => data.value?.sections ?? []);

  function text(field: Field, value: unknown): string {
    return fieldText(field, value, { locale: locale.value, yes: t('shared.yes'), no: t('shared.no'), comma: t('shared.comma') });
  }

  function fieldsFor(kind: MaybeRefOrGetter<Kind>) {
    return fields.value.filter(({ kinds }) => kinds.length === 0 || kinds.includes(toValue(kind)));
  }

  return { fields, byKey, related, sections, error, isPending, text, fieldsFor };
}
