import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, bodyOf } from '@/api/client';
import type { CustomField, FieldType } from '@/api/types';

/** What a field of one's own may be, the usual ones first. */
export const types: FieldType[] = [
  'TEXT',
  'LONG_TEXT',
  'WHOLE_NUMBER',
  'DECIMAL',
  'MONEY',
  'DATE',
  'INSTANT',
  'CHOICE',
  'CHOICES',
  'YES_NO',
  'PHONE',
  'EMAIL',
  'LINK',
  'USER',
  'DEPARTMENT',
];

/** What only some types can have. */
export const sealable = (type: FieldType) => !['CHOICES', 'MONEY', 'USER', 'DEPARTMENT'].includes(type);
export const searchable = (type: FieldType, options: number) =>
  type === 'TEXT' || type === 'LONG_TEXT' || (type === 'CHOICES' && options === 0);
export const hasOptions = (type: FieldType) => type === 'CHOICE' || type === 'CHOICES';
export const hasMinimum = (type: FieldType) => ['WHOLE_NUMBER', 'DECIMAL', 'MONEY'].includes(type);
export const isOrderable = ({ type, sensitive }: CustomField) =>
  !sensitive && ['WHOLE_NUMBER', 'DECIMAL', 'MONEY', 'DATE', 'INSTANT'].includes(type);
export const hasLength = (type: FieldType) => type === 'TEXT' || type === 'LONG_TEXT';

/** The kind of customer that alone has a section; undefined where all have it. */
export const kindOf = (section: string) => ({ firm: 'ORGANISATION', person: 'PERSON' })[section] as 'ORGANISATION' | 'PERSON' | undefined;

/** A name for programs out of what people call the field: the English label where there is one. */
export function suggestedName(english: string): string {
  const words = english.match(/[A-Za-z0-9]+/g) ?? [];
  const name = words
    .map((word, place) => (place === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1).toLowerCase()))
    .join('')
    .replace(/^[0-9]+/, '')
    .slice(0, 40);
  return name ? name[0]!.toLowerCase() + name.slice(1) : '';
}

export function useCustomFields() {
  const query = useQuery({ queryKey: ['fields', 'custom'], queryFn: () => bodyOf(api.GET('/fields/custom')) });
  return { ...query, fields: computed<CustomField[]>(() => query.data.value?.items ?? []) };
}
