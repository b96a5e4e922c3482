import { describe, expect, it } from 'vitest';
import type { Import } from '@/api/types';
import { addsUp, isTaken, isWorking, shapeWith, stepOf } from './imports';

type Job = NonNullable<Import['job']>;
const at = (state: Import['state'], job?: Partial<Job>) => ({ state, job: job ?? null }) as Import;

describe('an import', () => {
  it('is found again at the step it had reached', () => {
    expect(stepOf(at('READY'))).toBe('file');
    expect(stepOf(at('READY', { kind: 'import-check', state: 'RUNNING' }))).toBe('check');
    expect(stepOf(at('CHECKED', { kind: 'import-check', state: 'DONE' }))).toBe('check');
    expect(stepOf(at('CHECKED', { kind: 'import-run', state: 'QUEUED' }))).toBe('run');
    expect(stepOf(at('PARTLY'))).toBe('run');
    expect(stepOf(at('UNDONE'))).toBe('run');
  });

  it('works while its job is under way, also while that is paused', () => {
    expect(isWorking(at('READY', { state: 'PAUSED' }))).toBe(true);
    expect(isWorking(at('READY', { state: 'FAILED' }))).toBe(false);
    expect(isWorking(at('READY'))).toBe(false);
  });

  it('cannot be set up anew once something of it was taken in', () => {
    expect(isTaken(at('CHECKED'))).toBe(false);
    expect(isTaken(at('PARTLY'))).toBe(true);
  });

  it('accounts for every row', () => {
    expect(addsUp({ rows: 1000, new: 807, updated: 120, skipped: 31, wrong: 37, suspected: 5 })).toBe(true);
    expect(addsUp({ rows: 1000, new: 807, updated: 120, skipped: 31, wrong: 36, suspected: 5 })).toBe(false);
  });

  it('keeps how the file is read, but for what is said otherwise', () => {
    const shape = { text: { encoding: 'GB18030', separator: ',' }, sheet: null, preambleRows: 1, headerRows: 2 };
    expect(shapeWith({ shape } as unknown as Import, { encoding: 'UTF-8' })).toEqual({
      encoding: 'UTF-8',
      separator: ',',
      sheet: undefined,
      preambleRows: 1,
      headerRows: 2,
    });
  });
});
