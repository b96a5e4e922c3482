import { describe, expect, it } from 'vitest';
import { suggestedName } from './fields';

describe('a name for programs', () => {
  it.each([
    ['Bottle colour', 'bottleColour'],
    ['VAT rate (%)', 'vatRate'],
    ['2nd contact', 'ndContact'],
    ['瓶子颜色', ''],
    ['', ''],
    ['x'.repeat(50), 'x'.repeat(40)],
  ])('of %s is %s', (english, name) => expect(suggestedName(english)).toBe(name));
});
