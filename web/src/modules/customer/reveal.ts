import { ref } from 'vue';
import { toastProblem } from '@/shared/toast';

const counts = 15 * 60_000;
const said = new Map<string, { reason: string; until: number }>();

/** Shows sensitive values of a record to who has said what for; that counts for this record and a quarter of an hour. */
export function useReveal(record: () => string, show: (reason: string) => Promise<void>) {
  const asking = ref(false);

  async function fetch(reason: string) {
    try {
      await show(reason);
    } catch (error) {
      toastProblem(error);
    }
  }

  async function reveal() {
    const known = said.get(record());
    if (known && known.until > Date.now()) await fetch(known.reason);
    else asking.value = true;
  }

  async function say(reason: string) {
    said.set(record(), { reason, until: Date.now() + counts });
    asking.value = false;
    await fetch(reason);
  }

  return { asking, reveal, say };
}
