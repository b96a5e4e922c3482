import type { Field } from '@/api/types';

/** The columns of the list: those that were chosen, or else those that the catalogue lists. The name always leads. */
export function columnsOf(fields: Field[], chosen: string[] | undefined): Field[] {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const wanted = chosen
    ? chosen.map((key) => byKey.get(key)).filter((field) => field !== undefined)
    : fields.filter(({ listed }) => listed);
  const name = byKey.get('name');
  return name ? [name, ...wanted.filter(({ key }) => key !== 'name')] : wanted;
}
