// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { fileName } from './download';

it.each([
  [`attachment; filename="=?UTF-8?Q?x?="; filename*=UTF-8''%E5%AE%A2%E6%88%B7_2026.xlsx`, '客户_2026.xlsx'],
  ['attachment; filename="list.csv"', 'list.csv'],
  ['inline; filename=a.pdf', 'a.pdf'],
  ['inline', undefined],
  [null, undefined],
])('%s names the file %s', (header, name) => {
  expect(fileName(header)).toBe(name);
});
