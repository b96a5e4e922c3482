import { shallowRef } from 'vue';
import type { FieldConflict } from '@/api/problem';

/** A question that the conflict dialog puts to the user. */
export const conflict = shallowRef<{ fields: FieldConflict[]; answer: (mine: string[]) => void }>();

/** Two people changed the same fields: which of one's own values shall stand? The other fields keep the other's. */
export function askConflict(fields: FieldConflict[]): Promise<string[]> {
  return new Promise((resolve) => {
    conflict.value = {
      fields,
      answer: (mine) => {
        conflict.value = undefined;
        resolve(mine);
      },
    };
  });
}
