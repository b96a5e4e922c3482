import { describe, expect, it } from 'vitest';
import type { Field } from '@/api/types';
import { changeable, changeOf, newDraft, ordered, type BulkDraft } from './bulk';

const field = (key: string, more: Partial<Field> = {}) =>
  ({ key, type: 'TEXT', writable: true, sensitive: false, required: false, ...more }) as Field;

const draft = (more: Partial<BulkDraft>): BulkDraft => ({ ...newDraft('FIELD'), ...more });

describe('a change of many files', () => {
  it('is not offered for what tells files apart, is sensitive or has an action of its own', () => {
    const fields = [field('remarks'), field('name'), field('owner'), field('phone', { sensitive: true }), field('fileNumber', { writable: false })];
    expect(changeable(fields).map(({ key }) => key)).toEqual(['remarks']);
  });

  it('empties a field that may be empty', () => {
    expect(changeOf(draft({ value: ' ' }), field('remarks'))).toEqual({ action: 'FIELD', field: 'remarks', value: null });
    expect(changeOf(draft({ value: ' ' }), field('source', { required: true }))).toBeUndefined();
    expect(changeOf(draft({}), undefined)).toBeUndefined();
  });

  it('says why a class is set and why files are deleted', () => {
    expect(changeOf(draft({ action: 'DELETE' }), undefined)).toBeUndefined();
    expect(changeOf(draft({ action: 'GRADE', reason: ' x ' }), undefined)).toEqual({ action: 'GRADE', grade: 'B', reason: 'x' });
  });

  it('needs a tag to add or to take away', () => {
    expect(changeOf(draft({ action: 'TAGS' }), undefined)).toBeUndefined();
    expect(changeOf(draft({ action: 'TAGS', remove: ['x'] }), undefined)).toEqual({ action: 'TAGS', add: [], remove: ['x'] });
  });

  it('is told from what was done to what was not', () => {
    const outcomes = [{ outcome: 'NO_RIGHT' as const }, { outcome: 'UNCHANGED' as const }, { outcome: 'CHANGED' as const }];
    expect(ordered(outcomes).map(({ outcome }) => outcome)).toEqual(['CHANGED', 'UNCHANGED', 'NO_RIGHT']);
  });
});
