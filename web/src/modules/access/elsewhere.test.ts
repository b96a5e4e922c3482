// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { ownPath, takeNext } from './elsewhere';

describe('the way back', () => {
  it('leads to a path of our own and nowhere else', () => {
    expect(ownPath('/customers?q=x#y')).toBe('/customers?q=x#y');
    for (const path of ['//elsewhere', '/\\elsewhere', 'https://elsewhere', 'javascript:alert(1)', '', undefined, null, 7]) {
      expect(ownPath(path)).toBe('/');
    }
  });

  it('is told once', () => {
    sessionStorage.setItem('kedang.next', '/imports');
    expect(takeNext()).toBe('/imports');
    expect(takeNext()).toBe('/');
    sessionStorage.setItem('kedang.next', '//elsewhere');
    expect(takeNext()).toBe('/');
  });
});
