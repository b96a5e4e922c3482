import type { Customer, Field } from '@/api/types';
import { same, valueAt } from '@/shared/field/value';

/** Stamps that every version has anew. */
const stamps = new Set(['updatedAt', 'createdAt']);

/** The fields in which two versions of a file differ, in the order of the file. */
export function differences(fields: Field[], before: Customer, after: Customer): Field[] {
  return fields.filter(({ key }) => !stamps.has(key) && !same(valueAt(before, key), valueAt(after, key)));
}
