import type { AskedField, Related } from '@/api/types';
import { readPeriod, takes, type Comparison, type Condition, type Related as OfRelated, type Scalar } from './condition';
import { figureKey, figuresOf } from './related';

export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** What a condition says, in a sentence of the reader's language. */
export function conditionInWords(
  condition: Condition,
  fields: Map<string, AskedField>,
  t: Translate,
  names: (value: Scalar, field: AskedField) => string = String,
  rows: Related[] = [],
): string {
  function say(each: Condition, inside: boolean): string {
    if ('and' in each) return joined(each.and, 'and', inside);
    if ('or' in each) return joined(each.or, 'or', inside);
    if ('not' in each) return t('shared.condition.words.not', { condition: `(${say(each.not, false)})` });
    if ('related' in each) return related(each);
    return compare(each, fields.get(each.field));
  }

  function related({ related: key, where, aggregate, of, op, value }: OfRelated): string {
    const known = rows.find((each) => each.key === key);
    const inner = where && known && conditionInWords(where, keyed(known.fields), t, names);
    const label = (known?.label ?? key) + (inner ? t('shared.condition.words.where', { condition: inner }) : '');
    const field = figureKey({ aggregate, of });
    const figure = figuresOf({ key, label, fields: known?.fields ?? [] }, t).find((each) => each.key === field);
    return compare({ field: figure ? field : t('shared.condition.related'), op, value }, figure);
  }

  function joined(parts: Condition[], join: 'and' | 'or', inside: boolean): string {
    const text = parts.map((part) => say(part, parts.length > 1)).join(t(`shared.condition.words.${join}`));
    return inside && parts.length > 1 ? `(${text})` : text;
  }

  function compare({ field: key, op, value }: Comparison, field: AskedField | undefined): string {
    const label = field?.label ?? key;
    return t(`shared.condition.says.${op}`, { field: label, value: valueInWords(field, op, value) });
  }

  function valueInWords(field: AskedField | undefined, op: Comparison['op'], value: Comparison['value']): string {
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

function scalarInWords(field: AskedField, value: Scalar, t: Translate, names: (value: Scalar, field: AskedField) => string) {
  const option = field.options?.find(({ code }) => code === value);
  if (option) return option.label;
  if (field.type === 'YES_NO') return t(value ? 'shared.yes' : 'shared.no');
  if (value === 'me') return t('shared.condition.me');
  if (value === 'mine') return t('shared.condition.mine');
  if (field.type === 'USER' || field.type === 'DEPARTMENT') return names(value, field);
  return field.type === 'TEXT' || field.type === 'LONG_TEXT' ? t('shared.condition.words.quoted', { text: value }) : String(value);
}

export function keyed(fields: AskedField[]): Map<string, AskedField> {
  return new Map(fields.map((field) => [field.key, field]));
}
