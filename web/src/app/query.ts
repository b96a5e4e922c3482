import { QueryClient } from '@tanstack/vue-query';
import { ProblemError } from '@/api/problem';

/** A refusal is an answer and is not asked for again; a lost connection or a fault of the server is, twice. */
function worthRepeating(failures: number, error: unknown) {
  const status = error instanceof ProblemError ? error.status : 0;
  return failures < 2 && (status === 0 || status >= 500);
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: worthRepeating, staleTime: 5_000 } },
});
