import { describe, expect, it } from 'vitest';
import type { Field, Related } from '@/api/types';
import { readCondition, type Condition } from './condition';
import { countRules, emptyValue, fromDraft, hasGaps, isComplete, newGroup, newRelated, newRule, operatorsOf, toDraft } from './draft';
import { figuresOf } from './related';
import { conditionInWords } from './words';

const nested: Condition = {
  and: [
    { field: 'grade', op: 'eq', value: 'A' },
    { or: [{ field: 'nextContactAt', op: 'olderThan', value: 'P7D' }, { field: 'nextContactAt', op: 'missing' }] },
    { not: { and: [{ field: 'name', op: 'contains', value: '江' }, { field: 'tags', op: 'in', value: ['x', 'y'] }] } },
    { related: 'orders', where: { field: 'orderedOn', op: 'withinLast', value: 'P90D' }, aggregate: 'count', op: 'gt', value: 3 },
  ],
};

function field(part: Partial<Field> & { key: string }): Field {
  return {
    label: part.key,
    type: 'TEXT',
    section: 'file',
    kinds: [],
    options: [],
    required: false,
    writable: true,
    sensitive: false,
    maxLength: 200,
    sortable: false,
    operators: ['eq', 'contains', 'missing'],
    listed: false,
    ...part,
  };
}

describe('a condition in the builder', () => {
  it('comes out as it went in', () => {
    expect(fromDraft(toDraft(nested))).toEqual(nested);
  });

  it('comes out as it went in when it is one comparison, negated', () => {
    const one: Condition = { not: { field: 'owner', op: 'eq', value: 'me' } };
    expect(fromDraft(toDraft(one))).toEqual(one);
  });

  it('leaves incomplete rows and empty groups out', () => {
    const rule = newRule(field({ key: 'name' }));
    expect(isComplete(rule)).toBe(false);
    expect(fromDraft(newGroup([rule, newGroup()]))).toBeUndefined();
    expect(fromDraft(newGroup([{ ...rule, value: '江' }, newGroup([rule])]))).toEqual({ field: 'name', op: 'eq', value: '江' });
  });

  it('wants both ends of a span and at least one of a list', () => {
    const rule = newRule(field({ key: 'n' }));
    expect(isComplete({ ...rule, op: 'between', value: [1, ''] })).toBe(false);
    expect(isComplete({ ...rule, op: 'between', value: [1, 2] })).toBe(true);
    expect(isComplete({ ...rule, op: 'in', value: emptyValue('in') })).toBe(false);
    expect(isComplete({ ...rule, op: 'withinLast', value: 'P0D' })).toBe(false);
  });

  it('takes false for a value', () => {
    const rule = newRule(field({ key: 'foreign', type: 'YES_NO' }));
    expect(fromDraft({ ...rule, value: false })).toEqual({ field: 'foreign', op: 'eq', value: false });
  });

  it('offers the operators of the field, in one order', () => {
    expect(operatorsOf(field({ key: 'x', operators: ['missing', 'contains', 'eq', 'unheard'] }))).toEqual(['eq', 'contains', 'missing']);
  });

  it('counts its comparisons', () => {
    expect(countRules(nested)).toBe(6);
    expect(countRules(undefined)).toBe(0);
  });
});

describe('a condition from an address', () => {
  it('is read', () => {
    expect(readCondition(JSON.stringify(nested))).toEqual(nested);
  });

  it.each(['', '{', '[]', 'null', '{"and":1}', '{"field":"a","op":"drop"}', '{"and":[{"op":"eq"}]}'])('is none in %s', (json) => {
    expect(readCondition(json)).toBeUndefined();
  });
});

describe('a condition in words', () => {
  const texts: Record<string, string> = {
    'shared.condition.words.and': ' and ',
    'shared.condition.words.or': ' or ',
    'shared.comma': ', ',
    'shared.condition.me': 'me',
  };
  const t = (key: string, values: Record<string, unknown> = {}) =>
    texts[key] ?? `${key.split('.').at(-1)}<${Object.values(values).join(' ')}>`;
  const fields = new Map([
    ['grade', field({ key: 'grade', label: 'Class', type: 'CHOICE', options: [{ code: 'A', label: 'first' }] })],
    ['owner', field({ key: 'owner', label: 'Owner', type: 'USER' })],
  ]);

  it('names fields and options by their labels and puts brackets where they are needed', () => {
    const condition: Condition = {
      and: [
        { field: 'grade', op: 'in', value: ['A', 'Z'] },
        { or: [{ field: 'owner', op: 'eq', value: 'me' }, { field: 'owner', op: 'missing' }] },
      ],
    };
    expect(conditionInWords(condition, fields, t)).toBe('in<Class first, Z> and (eq<Owner me> or missing<Owner >)');
  });
});

describe('a figure of related rows', () => {
  const orders: Related = {
    key: 'orders',
    label: 'Orders',
    fields: [
      { key: 'amount', label: 'Amount', type: 'DECIMAL', options: [], operators: ['gt', 'missing'] },
      { key: 'orderedOn', label: 'Day', type: 'DATE', options: [], operators: ['olderThan', 'missing'] },
      { key: 'status', label: 'State', type: 'CHOICE', options: [{ code: 'DONE', label: 'done' }], operators: ['eq'] },
    ],
  };
  const t = (key: string, values: Record<string, unknown> = {}) =>
    `${key.split('.').at(-1)}<${Object.values(values).join(' ')}>`;

  it('counts the rows, sums what is a number, takes the last of what is a day', () => {
    expect(figuresOf(orders, t).map(({ key }) => key)).toEqual([
      'count',
      'sum:amount',
      'max:amount',
      'min:amount',
      'max:orderedOn',
      'min:orderedOn',
    ]);
  });

  it('is asked of all rows until conditions of their own are complete', () => {
    const draft = newRelated('orders');
    expect(fromDraft(draft)).toEqual({ related: 'orders', aggregate: 'count', op: 'ge', value: '1' });
    draft.where.rows.push(newRule(orders.fields[2]!));
    expect(hasGaps(draft)).toBe(true);
    expect(fromDraft(draft)).toEqual({ related: 'orders', aggregate: 'count', op: 'ge', value: '1' });
    draft.rule = { ...draft.rule, value: '' };
    expect(fromDraft(newGroup([draft]))).toBeUndefined();
  });

  it('is said in words, also when its rows are closed to the reader', () => {
    const condition: Condition = {
      related: 'orders',
      where: { field: 'status', op: 'eq', value: 'DONE' },
      aggregate: 'sum',
      of: 'amount',
      op: 'gt',
      value: 3,
    };
    expect(conditionInWords(condition, new Map(), t, String, [orders])).toBe('gt<sum<Orderswhere<eq<State done>> Amount> 3>');
    expect(conditionInWords(condition, new Map(), t)).toBe('gt<related<> 3>');
  });
});
