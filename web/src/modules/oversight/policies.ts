import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, bodyOf } from '@/api/client';
import type { FieldClass, Policy, PolicyAction, PolicyReason } from '@/api/types';

export const actions: PolicyAction[] = ['FIND', 'READ', 'READ_SENSITIVE', 'EDIT', 'EXPORT', 'PRINT', 'SHARE', 'APPROVE', 'ADMINISTER'];
export const fieldClasses: FieldClass[] = ['CONTACT', 'PERSONAL', 'FIRM', 'FINANCE', 'ASSESSMENT'];
export const relations: Policy['relation'][] = ['OWNER', 'SCOPE', 'COLLABORATOR', 'GRANTED', 'ANY'];

export function usePolicies() {
  const query = useQuery({ queryKey: ['policies'], queryFn: () => bodyOf(api.GET('/policies')) });
  return { ...query, policies: computed(() => query.data.value?.items ?? []) };
}

/** What came with the house is named in the reader's language. */
export function usePolicyNames() {
  const { t } = useI18n();
  const nameOf = ({ shipped, name }: Policy | PolicyReason) => (shipped ? t(`oversight.shipped.${shipped}`) : name);
  const actionsInWords = (several: PolicyAction[]) =>
    several.map((action) => t(`oversight.actions.${action}`)).join(t('shared.comma'));
  const fieldsInWords = (several: FieldClass[]) =>
    several.map((each) => t(`oversight.fieldClasses.${each}`)).join(t('shared.comma'));
  return { nameOf, actionsInWords, fieldsInWords };
}
