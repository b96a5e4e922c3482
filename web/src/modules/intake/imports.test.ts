import { describe, expect, it } from 'vitest';
import type { Import } from '@/api/types';
import { addsUp, isTaken, stepOf } from './imports';

const at = (state: Import['state']) => ({ state }) as Import;

describe('an import', () => {
  it('is found again at the step it had reached', () => {
    expect(stepOf(at('NEW'))).toBe('file');
    expect(stepOf(at('FAILED'))).toBe('file');
    expect(stepOf(at('CHECKED'))).toBe('check');
    expect(stepOf(at('RUNNING'))).toBe('run');
    expect(stepOf(at('UNDONE'))).toBe('run');
  });

  it('cannot be set up anew once it was taken in', () => {
    expect(isTaken(at('CHECKED'))).toBe(false);
    expect(isTaken(at('DONE'))).toBe(true);
  });

  it('accounts for every row', () => {
    expect(addsUp({ rows: 1000, new: 812, updated: 120, skipped: 31, wrong: 37, suspected: 5 })).toBe(true);
    expect(addsUp({ rows: 1000, new: 812, updated: 120, skipped: 31, wrong: 36, suspected: 0 })).toBe(false);
  });
});
