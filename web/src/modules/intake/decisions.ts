import type { OnDuplicate } from '@/api/types';

/** What may happen to a row whose customer has a file already. */
export const onDuplicate: OnDuplicate[] = ['SKIP', 'FILL', 'OVERWRITE', 'CREATE'];

export const outcomes = ['', 'WRONG', 'SUSPECTED', 'NEW', 'UPDATED', 'SKIPPED'] as const;
export type OutcomeFilter = (typeof outcomes)[number];
