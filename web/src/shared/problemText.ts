import { i18n } from '@/app/i18n';
import type { ProblemError } from '@/api/problem';

const own = {
  'web.unreachable': 'unreachable',
  'web.fault': 'fault',
} as const;

/** The server says its refusals in the reader's language; for what it could not say there are texts of our own. */
export function problemText(problem: ProblemError): { title: string; detail: string } {
  if (problem.title) return { title: problem.title, detail: problem.detail };
  const { t } = i18n.global;
  const kind = own[problem.code as keyof typeof own] ?? (problem.status >= 500 ? 'server' : 'fault');
  return { title: t(`shared.problem.${kind}.title`), detail: t(`shared.problem.${kind}.detail`) };
}
