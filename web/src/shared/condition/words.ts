import type { Field } from '@/api/types';
import { readPeriod, takes, type Comparison, type Condition, type Scalar } from './condition';

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** What a condition says, in a sentence of the reader's language. */
export function conditionInWords(
  condition: Condition,
  fields: Map<string, Field>,
  t: Translate,
  names: (value: Scalar, field: Field) => string = String,
): string {
  function say(each: Condition, inside: boolean): string {
    if ('and' in each) return joined(each.and, 'and', inside);
    if ('or' in each) return joined(each.or, 'or', inside);
    if ('not' in each) return t('shared.condition.words.not', { condition: `(${say(each.not, false)})` });
    if ('related' in each) return t('shared.condition.words.related', { rows: each.related });
    return compare(each);
  }

  function joined(parts: Condition[], join: 'and' | 'or', inside: boolean): string {
    const text = parts.map((part) => say(part, parts.length > 1)).join(t(`shared.condition.words.${join}`));
    return inside && parts.length > 1 ? `(${text})` : text;
  }

  function compare({ field: key, op, value }: Comparison): string {
    const field = fields.get(key);
    const label = field?.label ?? key;
    return t(`shared.condition.says.${op}`, { field: label, value: valueInWords(field, op, value) });
  }

  function valueInWords(field: Field | undefined, op: Comparison['op'], value: Comparison['value']): string {
    const one = (each: Scalar) => (field ? scalarInWords(field, each, t, names) : String(each));
    switch (takes(op)) {
      case 'nothing':
        return '';
      case 'period': {
        const period = readPeriod(value);
        return period ? t(`shared.condition.periods.${period.unit}`, { count: period.count }) : String(value);
      }
      case 'span':
        return t(`shared.condition.spans.${String(value)}`);
      case 'two':
        return Array.isArray(value) ? value.map(one).join(t('shared.condition.words.to')) : String(value);
      case 'several':
        return Array.isArray(value) ? value.map(one).join(t('shared.comma')) : String(value);
      default:
        return one(value as Scalar);
    }
  }

  return say(condition, false);
}

function scalarInWords(field: Field, value: Scalar, t: Translate, names: (value: Scalar, field: Field) => string) {
  const option = field.options?.find(({ code }) => code === value);
  if (option) return option.label;
  if (field.type === 'YES_NO') return t(value ? 'shared.yes' : 'shared.no');
  if (value === 'me') return t('shared.condition.me');
  if (value === 'mine') return t('shared.condition.mine');
  if (field.type === 'USER' || field.type === 'DEPARTMENT') return names(value, field);
  return field.type === 'TEXT' || field.type === 'LONG_TEXT' ? t('shared.condition.words.quoted', { text: value }) : String(value);
}
