import type { AskedField, Related } from '@/api/types';
import type { Translate } from './words';

/** A figure of rows that hang on a record, such as the sum of the amounts of its orders. */
export interface Figure {
  aggregate: string;
  of?: string;
}

const numbers = new Set(['WHOLE_NUMBER', 'DECIMAL', 'MONEY']);
const dates = new Set(['DATE', 'INSTANT']);
const ofNumbers = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'between'];

/** As one word, the key of the field that stands for it in a form. */
export function figureKey({ aggregate, of }: Figure): string {
  return of ? `${aggregate}:${of}` : aggregate;
}

export function figureOf(key: string): Figure {
  const [aggregate, of] = key.split(':') as [string, string?];
  return of ? { aggregate, of } : { aggregate };
}

/** What can be asked of the rows as a whole, each as if it were a field. */
export function figuresOf(rows: Related, t: Translate): AskedField[] {
  const count = { type: 'WHOLE_NUMBER' as const, label: t('shared.condition.figures.count', { rows: rows.label }) };
  const figures: AskedField[] = [{ key: 'count', options: [], operators: ofNumbers, ...count }];
  for (const field of rows.fields) {
    const aggregates = numbers.has(field.type) ? ['sum', 'max', 'min'] : dates.has(field.type) ? ['max', 'min'] : [];
    for (const aggregate of aggregates) {
      figures.push({ ...field, key: figureKey({ aggregate, of: field.key }), label: figureLabel(aggregate, field, rows.label, t) });
    }
  }
  return figures;
}

export function figureLabel(aggregate: string, of: AskedField, rows: string, t: Translate): string {
  const word = dates.has(of.type) ? { max: 'latest', min: 'earliest' }[aggregate] : aggregate;
  return t(`shared.condition.figures.${word}`, { rows, of: of.label });
}
