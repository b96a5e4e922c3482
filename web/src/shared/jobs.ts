import type { Job } from '@/api/types';

export function isUnderWay({ state }: Job): boolean {
  return state === 'QUEUED' || state === 'RUNNING' || state === 'PAUSED';
}

/** The page on which a job's work is seen, where it has one. */
export function jobPage({ kind, result }: Job): string | undefined {
  const importId = (result as { importId?: string } | null | undefined)?.importId;
  if (!kind.startsWith('import')) return undefined;
  return importId ? `/imports/${importId}` : '/imports';
}
