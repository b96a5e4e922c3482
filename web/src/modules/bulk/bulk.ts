import type { BulkChange, Field, Right, RowOutcome } from '@/api/types';
import { isEmpty, sendable } from '@/shared/field/value';

export type BulkAction = BulkChange['action'];

/** All files of a list, or some of them. */
export interface BulkFiles {
  ids?: string[];
  q?: string;
  filter?: unknown;
}

export interface BulkDraft {
  action: BulkAction;
  field: string;
  value: unknown;
  owner: string | null;
  add: string[];
  remove: string[];
  grade: string;
  reason: string;
}

export function newDraft(action: BulkAction): BulkDraft {
  return { action, field: '', value: null, owner: null, add: [], remove: [], grade: 'B', reason: '' };
}

const rights: Record<BulkAction, Right> = {
  FIELD: 'CUSTOMER_EDIT',
  OWNER: 'CUSTOMER_EDIT',
  TAGS: 'CUSTOMER_EDIT',
  GRADE: 'CLASSIFY',
  DELETE: 'CUSTOMER_VOID',
};

export function allowedActions(may: (right: Right) => boolean): BulkAction[] {
  return (Object.keys(rights) as BulkAction[]).filter((action) => may(rights[action]));
}

/** What tells files from each other is no field of many, and for some there is an action of their own. */
const others = new Set(['name', 'creditCode', 'externalNumber', 'owner', 'department', 'tags', 'grade', 'gradeReason', 'gradeManual']);

export function changeable(fields: Field[]): Field[] {
  return fields.filter(({ key, writable, sensitive }) => writable && !sensitive && !others.has(key));
}

export function needsReason(action: BulkAction): boolean {
  return action === 'GRADE' || action === 'DELETE';
}

/** What to send, or nothing while something is missing. */
export function changeOf(draft: BulkDraft, field: Field | undefined): BulkChange | undefined {
  const reason = draft.reason.trim();
  if (needsReason(draft.action) && !reason) return undefined;
  const change: BulkChange = { action: draft.action, ...(reason ? { reason } : {}) };
  switch (draft.action) {
    case 'FIELD': {
      if (!field) return undefined;
      const value = sendable(field, draft.value);
      return field.required && isEmpty(value) ? undefined : { ...change, field: field.key, value };
    }
    case 'OWNER':
      return draft.owner ? { ...change, owner: draft.owner } : undefined;
    case 'TAGS':
      return draft.add.length + draft.remove.length ? { ...change, add: draft.add, remove: draft.remove } : undefined;
    case 'GRADE':
      return { ...change, grade: draft.grade };
    case 'DELETE':
      return change;
  }
}

/** What is left of a change as it is told: first what was done, then why not. */
const order: RowOutcome[] = ['PENDING', 'CHANGED', 'UNDONE', 'KEPT', 'UNCHANGED', 'NO_RIGHT', 'FIELD_CLOSED', 'OTHER_KIND', 'IN_BIN'];

export function ordered<Counted extends { outcome: RowOutcome }>(outcomes: Counted[]): Counted[] {
  return [...outcomes].sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
}
