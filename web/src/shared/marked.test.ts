import { describe, expect, it } from 'vitest';
import { marked } from './marked';

const hits = (text: string, search: string) =>
  marked(text, search)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('');

describe('the words of a search in a text', () => {
  it('are marked wherever they stand', () => {
    expect(hits('重庆江岳新材料', '江岳')).toBe('重庆[江岳]新材料');
    expect(hits('江岳与江岳', '江岳 与')).toBe('[江岳][与][江岳]');
    expect(hits('Kedang Ltd', 'KEDANG')).toBe('[Kedang] Ltd');
  });

  it('are plain text, not a pattern', () => {
    expect(hits('a.b (c)', '.')).toBe('a[.]b (c)');
    expect(hits('x', '(')).toBe('x');
  });

  it('mark nothing when there are none', () => {
    expect(marked('重庆', ' ')).toEqual([{ text: '重庆', hit: false }]);
  });
});
