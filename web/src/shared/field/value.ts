import type { Customer, Field, Money, Name } from '@/api/types';

type Values = Record<string, unknown>;

const HIDDEN = '****';

/** The value under a dotted key: `address.city` stands in the member `address`. */
export function valueAt(record: Values | Customer, key: string): unknown {
  let value: unknown = record;
  for (const part of key.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Values)[part];
  }
  return value;
}

/** `{ 'address.city': x }` as `{ address: { city: x } }`: the body of a request. */
export function nested(flat: Values): Values {
  const body: Values = {};
  for (const [key, value] of Object.entries(flat)) {
    const path = key.split('.');
    const last = path.pop()!;
    let inner = body;
    for (const part of path) inner = (inner[part] ??= {}) as Values;
    inner[last] = value;
  }
  return body;
}

export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Whether the reader got only the mask of this value: `138****8000`, or nothing of it at all. */
export function isMasked(field: Field, value: unknown): boolean {
  return typeof value === 'string' && (value === HIDDEN || (field.sensitive && value.includes('*')));
}

/** Whether policies close the field to the reader: he can neither reveal nor change it. */
export function isClosed(record: Values | Customer | undefined, key: string): boolean {
  const { closed } = (record ?? {}) as { closed?: unknown };
  return Array.isArray(closed) && closed.includes(key);
}

/** What a form edits: references by their id, everything else as it is. A masked value starts empty. */
export function editable(field: Field, value: unknown): unknown {
  if (isMasked(field, value)) return null;
  if ((field.type === 'USER' || field.type === 'DEPARTMENT') && value) return (value as Name).id ?? value;
  return value ?? null;
}

/** What the form sends: no blank text, no empty list, no amount without a number. */
export function sendable(field: Field, value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  if (field.type === 'MONEY') {
    const money = value as Money | null;
    return money && String(money.amount ?? '').trim() !== '' ? money : null;
  }
  if (field.type === 'CHOICES') return value ?? [];
  return value ?? null;
}

/** What a form changed of a record, by field key. A mask that was left alone is no change. */
export function changes(fields: Field[], record: Values | Customer | undefined, values: Values): Values {
  const changed: Values = {};
  for (const field of fields) {
    const old = record && valueAt(record, field.key);
    const value = sendable(field, values[field.key]);
    const kept = isMasked(field, old) ? isEmpty(value) : same(value, editable(field, old));
    if (!kept) changed[field.key] = value;
  }
  return changed;
}

export function same(one: unknown, other: unknown): boolean {
  if (isEmpty(one) && isEmpty(other)) return true;
  return JSON.stringify(one) === JSON.stringify(other);
}
