/** The condition language as JSON, the same that the server reads. */
export type Scalar = string | number | boolean;
export type Comparison = { field: string; op: Operator; value?: Scalar | Scalar[] };
export type Condition = { and: Condition[] } | { or: Condition[] } | { not: Condition } | Comparison | Related;

/** A figure of the rows that hang on a record. */
export interface Related {
  related: string;
  where?: Condition;
  aggregate: string;
  of?: string;
  op: Operator;
  value?: Scalar | Scalar[];
}

export const operators = [
  'eq',
  'ne',
  'in',
  'contains',
  'startsWith',
  'lt',
  'le',
  'gt',
  'ge',
  'between',
  'withinLast',
  'olderThan',
  'withinNext',
  'during',
  'present',
  'missing',
] as const;

export type Operator = (typeof operators)[number];

export type Takes = 'nothing' | 'one' | 'two' | 'several' | 'period' | 'span';

export function takes(op: Operator): Takes {
  switch (op) {
    case 'present':
    case 'missing':
      return 'nothing';
    case 'between':
      return 'two';
    case 'in':
      return 'several';
    case 'withinLast':
    case 'withinNext':
    case 'olderThan':
      return 'period';
    case 'during':
      return 'span';
    default:
      return 'one';
  }
}

export const spans = [
  'today',
  'yesterday',
  'tomorrow',
  'thisWeek',
  'lastWeek',
  'nextWeek',
  'thisMonth',
  'lastMonth',
  'nextMonth',
  'thisQuarter',
  'lastQuarter',
  'nextQuarter',
  'thisYear',
  'lastYear',
  'nextYear',
] as const;

export const periodUnits = ['D', 'W', 'M', 'Y'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** `P30D` as 30 and `D`; periods of several units are none that the page makes. */
export function readPeriod(text: unknown): { count: number; unit: PeriodUnit } | undefined {
  const match = /^P(\d{1,4})([DWMY])$/.exec(String(text));
  return match ? { count: Number(match[1]), unit: match[2] as PeriodUnit } : undefined;
}

/** What stands in an address is from outside: whatever is not a condition is none. */
export function readCondition(json: string | null | undefined): Condition | undefined {
  if (!json) return undefined;
  try {
    const parsed: unknown = JSON.parse(json);
    return isCondition(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isCondition(value: unknown): value is Condition {
  if (typeof value !== 'object' || value === null) return false;
  const node = value as Record<string, unknown>;
  if ('and' in node) return Array.isArray(node.and) && node.and.every(isCondition);
  if ('or' in node) return Array.isArray(node.or) && node.or.every(isCondition);
  if ('not' in node) return isCondition(node.not);
  const known = (operators as readonly unknown[]).includes(node.op);
  return known && (typeof node.field === 'string' || typeof node.related === 'string');
}
