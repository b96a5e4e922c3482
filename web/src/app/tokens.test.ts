import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const styles = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|css)$/.test(file))
  .map((file) => readFileSync(`src/${file}`, 'utf8'));

describe('the token sheet', () => {
  it('has every token that a style asks for', () => {
    const all = styles.join('\n');
    const known = new Set(Array.from(all.matchAll(/(--[\w-]+):/g), ([, name]) => name!));
    const asked = Array.from(all.matchAll(/var\((--[\w-]+)/g), ([, name]) => name!);
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });
});
