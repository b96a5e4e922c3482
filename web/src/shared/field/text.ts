import type { Field, Money, Name } from '@/api/types';
import { dateAndTime } from '@/shared/time';
import { phoneText } from './phone';
import { isEmpty } from './value';

export interface Words {
  locale: string;
  yes: string;
  no: string;
  /** Between the values of one field. */
  comma: string;
}

/** A value as a person reads it, on every surface alike; empty for none. */
export function fieldText(field: Field, value: unknown, words: Words): string {
  if (isEmpty(value)) return '';
  switch (field.type) {
    case 'CHOICE':
      return optionLabel(field, String(value));
    case 'CHOICES':
      return (value as string[]).map((code) => optionLabel(field, code)).join(words.comma);
    case 'YES_NO':
      return value === true || value === 'true' ? words.yes : words.no;
    case 'WHOLE_NUMBER':
    case 'DECIMAL':
      return numberText(String(value), words.locale);
    case 'MONEY':
      return typeof value === 'object' ? moneyText(value as Money, words.locale) : String(value);
    case 'PHONE':
      return phoneText(String(value));
    case 'INSTANT':
      return dateAndTime(String(value));
    case 'USER':
    case 'DEPARTMENT':
      return typeof value === 'object' ? (value as Name).name : String(value);
    default:
      return String(value);
  }
}

function optionLabel(field: Field, code: string): string {
  return field.options?.find((option) => option.code === code)?.label ?? code;
}

/** Digits are kept as they came: a decimal of the server never passes through a binary number. */
function numberText(digits: string, locale: string): string {
  const number = /^-?\d+(\.\d+)?$/.test(digits) ? digits : undefined;
  return number ? new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(number as never) : digits;
}

export function moneyText({ amount, currency }: Money, locale: string): string {
  try {
    const format = { style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 20 } as const;
    return new Intl.NumberFormat(locale, format).format(amount as never);
  } catch {
    return `${amount} ${currency}`;
  }
}
