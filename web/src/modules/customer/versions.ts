import type { Field } from '@/api/types';
import { same, valueAt } from '@/shared/field/value';

type Values = Record<string, unknown>;

/** A record that keeps its history: a file or a person. */
export interface Versioned {
  of: 'customer' | 'person';
  id: string;
  version: number;
  /** The record as it stood after a revision. */
  asOf: (number: number, signal: AbortSignal) => Promise<Values>;
  /** Gives fields what they held then. */
  restore: (revision: number, fields: string[]) => Promise<void>;
}

/** Stamps that every version has anew. */
const stamps = new Set(['updatedAt', 'createdAt']);

/** The fields in which two versions of a record differ, in the order of the record. */
export function differences(fields: Field[], before: Values, after: Values): Field[] {
  return fields.filter(({ key }) => !stamps.has(key) && !same(valueAt(before, key), valueAt(after, key)));
}
