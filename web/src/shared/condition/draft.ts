import type { AskedField } from '@/api/types';
import { operators, readPeriod, takes, type Comparison, type Condition, type Operator, type Scalar } from './condition';
import { figureKey, figureOf } from './related';

/** A condition while somebody builds it: rows may still be incomplete, and every node has an identity. */
export interface RuleDraft {
  id: number;
  kind: 'rule';
  field: string;
  op: Operator;
  value: Scalar | Scalar[] | null;
}

export interface GroupDraft {
  id: number;
  kind: 'group';
  join: 'and' | 'or';
  negated: boolean;
  rows: Draft[];
}

/** A figure of the rows that hang on a record: the rule's field is the key of the figure. */
export interface RelatedDraft {
  id: number;
  kind: 'related';
  related: string;
  rule: RuleDraft;
  where: GroupDraft;
}

export type Draft = RuleDraft | GroupDraft | RelatedDraft;

let last = 0;

export function newGroup(rows: Draft[] = [], join: 'and' | 'or' = 'and', negated = false): GroupDraft {
  return { id: ++last, kind: 'group', join, negated, rows };
}

/** That there are some: the page asks for more. */
export function newRelated(related: string): RelatedDraft {
  const rule: RuleDraft = { id: ++last, kind: 'rule', field: 'count', op: 'ge', value: '1' };
  return { id: ++last, kind: 'related', related, rule, where: newGroup() };
}

export function newRule(field: AskedField): RuleDraft {
  const op = operatorsOf(field)[0] ?? 'eq';
  return { id: ++last, kind: 'rule', field: field.key, op, value: emptyValue(op) };
}

/** Those of the field that the page knows, in the page's order. */
export function operatorsOf(field: AskedField): Operator[] {
  return operators.filter((op) => field.operators.includes(op));
}

export function emptyValue(op: Operator): RuleDraft['value'] {
  switch (takes(op)) {
    case 'several':
    case 'two':
      return [];
    case 'period':
      return 'P7D';
    case 'span':
      return 'thisMonth';
    default:
      return null;
  }
}

export function toDraft(condition: Condition | undefined): GroupDraft {
  if (!condition) return newGroup();
  const draft = node(condition);
  return draft.kind === 'group' ? draft : newGroup([draft]);
}

function node(condition: Condition): Draft {
  if ('and' in condition) return newGroup(condition.and.map(node), 'and');
  if ('or' in condition) return newGroup(condition.or.map(node), 'or');
  if ('not' in condition) {
    const inner = node(condition.not);
    return inner.kind === 'group' && !inner.negated
      ? { ...inner, negated: true }
      : newGroup([inner], 'and', true);
  }
  if ('related' in condition) {
    const { related, where, aggregate, of, op, value } = condition;
    const rule: RuleDraft = { id: ++last, kind: 'rule', field: figureKey({ aggregate, of }), op, value: value ?? null };
    return { id: ++last, kind: 'related', related, rule, where: toDraft(where) };
  }
  return { id: ++last, kind: 'rule', field: condition.field, op: condition.op, value: condition.value ?? null };
}

/** The condition of the complete rows; nothing where there is none. */
export function fromDraft(draft: Draft): Condition | undefined {
  if (draft.kind === 'related') {
    if (!isComplete(draft.rule)) return undefined;
    const { field, ...compared } = comparison(draft.rule);
    const where = fromDraft(draft.where);
    return { related: draft.related, ...(where && { where }), ...figureOf(field), ...compared };
  }
  if (draft.kind === 'rule') return isComplete(draft) ? comparison(draft) : undefined;
  const rows = draft.rows.map(fromDraft).filter((row) => row !== undefined);
  if (rows.length === 0) return undefined;
  const joined: Condition = rows.length === 1 ? rows[0]! : draft.join === 'and' ? { and: rows } : { or: rows };
  return draft.negated ? { not: joined } : joined;
}

function comparison({ field, op, value }: RuleDraft): Comparison {
  return takes(op) === 'nothing' ? { field, op } : { field, op, value: value! };
}

export function isComplete({ op, value }: RuleDraft): boolean {
  const filled = (each: unknown) => each !== null && each !== undefined && String(each).trim() !== '';
  switch (takes(op)) {
    case 'nothing':
      return true;
    case 'two':
      return Array.isArray(value) && value.length === 2 && value.every(filled);
    case 'several':
      return Array.isArray(value) && value.length > 0 && value.every(filled);
    case 'period':
      return (readPeriod(value)?.count ?? 0) > 0;
    default:
      return !Array.isArray(value) && filled(value);
  }
}

/** Whether a row is still to be filled in. Where leaving it out would be dangerous, nothing is sent before. */
export function hasGaps(draft: Draft): boolean {
  if (draft.kind === 'group') return draft.rows.some(hasGaps);
  if (draft.kind === 'related') return !isComplete(draft.rule) || hasGaps(draft.where);
  return !isComplete(draft);
}

/** How many comparisons a condition makes: the number on the filter button. */
export function countRules(condition: Condition | undefined): number {
  if (!condition) return 0;
  if ('and' in condition) return condition.and.reduce((sum, each) => sum + countRules(each), 0);
  if ('or' in condition) return condition.or.reduce((sum, each) => sum + countRules(each), 0);
  return 'not' in condition ? countRules(condition.not) : 1;
}
