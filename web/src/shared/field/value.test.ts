import { describe, expect, it } from 'vitest';
import type { Field, FieldType } from '@/api/types';
import { fieldText } from './text';
import { changes, editable, isClosed, isMasked, nested, same, sendable, valueAt } from './value';

function field(type: FieldType, part: Partial<Field> = {}): Field {
  return {
    key: 'x',
    label: 'x',
    type,
    section: 's',
    kinds: [],
    options: [],
    required: false,
    writable: true,
    sensitive: false,
    maxLength: 200,
    sortable: false,
    operators: [],
    listed: false,
    ...part,
  };
}

describe('values under dotted keys', () => {
  it('are found in their member and put back into it', () => {
    const body = nested({ 'address.city': '重庆市', 'address.province': null, name: 'x' });
    expect(body).toEqual({ address: { city: '重庆市', province: null }, name: 'x' });
    expect(valueAt(body, 'address.city')).toBe('重庆市');
    expect(valueAt(body, 'sales.latest')).toBeUndefined();
  });
});

describe('a masked value', () => {
  const mobile = field('PHONE', { sensitive: true });

  it('is known by its stars, and only in sensitive fields', () => {
    expect(isMasked(mobile, '138****8000')).toBe(true);
    expect(isMasked(mobile, '+862388881000')).toBe(false);
    expect(isMasked(field('TEXT'), '5* hotel')).toBe(false);
  });

  it('never gets into a form', () => {
    expect(editable(mobile, '138****8000')).toBeNull();
  });
});

describe('a field that policies close', () => {
  const file = { remarks: '****', email: null, closed: ['remarks', 'email'] };

  it('is named by the answer, whether it has a mask or nothing', () => {
    expect(isClosed(file, 'remarks')).toBe(true);
    expect(isClosed(file, 'email')).toBe(true);
    expect(isClosed(file, 'name')).toBe(false);
    expect(isClosed({ remarks: '****' }, 'remarks')).toBe(false);
    expect(isClosed(undefined, 'remarks')).toBe(false);
  });

  it('is a mask in fields that are clear otherwise', () => {
    expect(isMasked(field('MONEY'), file.remarks)).toBe(true);
    expect(changes([field('LONG_TEXT', { key: 'remarks' })], file, { remarks: null })).toEqual({});
  });
});

describe('what a form sends', () => {
  it('is nothing for blanks', () => {
    expect(sendable(field('TEXT'), '  ')).toBeNull();
    expect(sendable(field('TEXT'), ' a ')).toBe('a');
    expect(sendable(field('MONEY'), { amount: ' ', currency: 'CNY' })).toBeNull();
    expect(sendable(field('CHOICES'), null)).toEqual([]);
  });

  it('keeps false and zero', () => {
    expect(sendable(field('YES_NO'), false)).toBe(false);
    expect(sendable(field('WHOLE_NUMBER'), 0)).toBe(0);
  });

  it('names people by their id', () => {
    expect(editable(field('USER'), { id: 'u1', name: '王芳' })).toBe('u1');
  });

  it('is the same when both are empty in their way', () => {
    expect(same(null, '')).toBe(true);
    expect(same([], undefined)).toBe(true);
    expect(same(false, null)).toBe(false);
  });
});

it('what a form changed leaves masks alone and clears what was emptied', () => {
  const [street, city] = [field('TEXT', { key: 'street', sensitive: true }), field('TEXT', { key: 'city' })];
  const record = { street: '建新****', city: '重庆市' };
  expect(changes([street, city], record, { street: '', city: '重庆市 ' })).toEqual({});
  expect(changes([street, city], record, { street: '新街1号', city: ' ' })).toEqual({ street: '新街1号', city: null });
});

describe('a value in words', () => {
  const words = { locale: 'zh-CN', yes: '是', no: '否', comma: '、' };
  const options = [{ code: 'A', label: '甲' }];

  it.each([
    [field('CHOICE', { options }), 'A', '甲'],
    [field('CHOICE', { options }), 'Z', 'Z'],
    [field('CHOICES', { options }), ['A', '重点'], '甲、重点'],
    [field('YES_NO'), false, '否'],
    [field('MONEY'), { amount: '1234.50', currency: 'CNY' }, '¥1,234.50'],
    [field('MONEY'), { amount: '12345678901234567.89', currency: 'CNY' }, '¥12,345,678,901,234,567.89'],
    [field('MONEY'), '****', '****'],
    [field('DECIMAL'), '0.1000', '0.1'],
    [field('WHOLE_NUMBER'), 120_000, '120,000'],
    [field('INSTANT'), '2026-11-21T06:05:00Z', '2026-11-21 14:05'],
    [field('USER'), { id: 'u', name: '王芳' }, '王芳'],
    [field('PHONE'), '+8613800138000', '138 0013 8000'],
    [field('TEXT'), null, ''],
  ])('%#: %o', (each, value, text) => {
    expect(fieldText(each, value, words)).toBe(text);
  });
});
