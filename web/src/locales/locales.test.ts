import { describe, expect, it } from 'vitest';
import en from './en';
import zh from './zh-CN';

const sources = import.meta.glob<string>(['../**/*.{ts,vue}', '!../**/*.test.ts', '!./**', '!../components.d.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

function leaves(texts: object, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : leaves(value, `${prefix}${key}.`),
  );
}

const chinese = new Map(leaves(zh));
const english = new Map(leaves(en));
const all = Object.values(sources).join('\n');

/** Keys as literals anywhere (routes and menus carry them as data), and beginnings of keys that are put together. */
const literals = new Set(Array.from(all.matchAll(/['"]([a-z][\w]*(?:\.[\w-]+)+)['"]/g), ([, key]) => key!));
const beginnings = Array.from(all.matchAll(/`([a-z]\w*(?:\.\w+)*\.)\$\{/g), ([, start]) => start!);
const asked = Array.from(all.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g), ([, key]) => key!);

/** The names in a text; a plural form may leave some out, and none may use others. */
const slots = (text: string) => [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name!))].sort();

describe('the texts of the page', () => {
  it('exist in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('are filled with the same values in both languages', () => {
    for (const [key, text] of chinese) expect([key, slots(english.get(key)!)]).toEqual([key, slots(text)]);
  });

  it('are there when they are asked for', () => {
    expect(asked.filter((key) => !chinese.has(key))).toEqual([]);
  });

  it('are all used', () => {
    const unused = [...chinese.keys()].filter(
      (key) => !literals.has(key) && !beginnings.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  it('stand nowhere else: no Chinese in the code', () => {
    const code = Object.entries(sources).map(([file, text]) => [file, withoutComments(text)] as const);
    expect(code.filter(([, text]) => /\p{Script=Han}/u.test(text)).map(([file]) => file)).toEqual([]);
  });

  it('say 您 nowhere', () => {
    expect([...chinese.values()].filter((text) => text.includes('您'))).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(^|\s)\/\/.*$/gm, '');
}
