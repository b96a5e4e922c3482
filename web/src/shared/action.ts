import { ref, shallowRef } from 'vue';
import { problemFrom, type ProblemError } from '@/api/problem';

/** An act of the user: runs once at a time and keeps the refusal for the form to show. */
export function useAction<Arguments extends unknown[], Result>(act: (...args: Arguments) => Promise<Result>) {
  const busy = ref(false);
  const problem = shallowRef<ProblemError>();

  async function run(...args: Arguments): Promise<Result | undefined> {
    if (busy.value) return undefined;
    busy.value = true;
    problem.value = undefined;
    try {
      return await act(...args);
    } catch (error) {
      problem.value = problemFrom(error);
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  return { run, busy, problem };
}
