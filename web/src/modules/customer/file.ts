import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue';
import { api, bodyOf, ifMatch, mergePatch } from '@/api/client';
import { ProblemError } from '@/api/problem';
import type { Customer } from '@/api/types';
import { onLiveChange } from '@/app/live';
import { missed } from '@/app/stream';
import { nested } from '@/shared/field/value';
import { askConflict } from './conflict';
import { openFile } from './openFile';

type Flat = Record<string, unknown>;

export function customerKey(id: string) {
  return ['customers', 'file', id] as const;
}

function readFile(id: string, signal: AbortSignal): Promise<Customer> {
  return bodyOf(api.GET('/customers/{id}', { params: { path: { id } }, signal }));
}

/** A customer's file, kept fresh: what others change arrives by itself. Its tabs come with it at first. */
export function useCustomer(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient();
  const key = computed(() => customerKey(toValue(id)));
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ queryKey, signal }) => {
      const known = queries.getQueryData<Customer>(queryKey);
      if (!known) return openFile(queries, queryKey[2], signal);
      const file = await readFile(queryKey[2], signal);
      // Whether it has a watermark may depend on its class.
      return file.grade === known.grade ? file : openFile(queries, queryKey[2], signal);
    },
  });
  /** When somebody else changed the file while it was on the screen. */
  const changedElsewhere = ref<number>();

  onLiveChange((change) => {
    const concerns = change.kind === 'customer' && change.id === toValue(id) && change.version > (data.value?.version ?? 0);
    // Of a file that is shut by now nobody hears by name: only that some have changed.
    const mayConcern = change.kind === 'customers' || change.kind === missed.kind;
    if (!concerns && !mayConcern) return;
    if (concerns) changedElsewhere.value = change.version;
    queries.invalidateQueries({ queryKey: key.value });
    queries.invalidateQueries({ queryKey: ['revisions', toValue(id)] });
    queries.invalidateQueries({ queryKey: ['timeline', toValue(id)] });
  });

  return { customer: data, error, isPending, refetch, changedElsewhere };
}

/** Saves changes of a file and keeps what is shown in step. */
export function useCustomerEdit(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient();

  function shown(customer: Customer) {
    queries.setQueryData(customerKey(customer.id), customer);
    queries.invalidateQueries({ queryKey: ['revisions', customer.id] });
    queries.invalidateQueries({ queryKey: ['timeline', customer.id] });
    queries.invalidateQueries({ queryKey: ['customers', 'list'] });
  }

  async function send(change: Flat, version: number): Promise<Customer> {
    const params = { path: { id: toValue(id) }, header: ifMatch(version) };
    return bodyOf(api.PATCH('/customers/{id}', { params, body: nested(change), headers: mergePatch }));
  }

  /**
   * @param change values by field key
   * @param version the one that the user saw when the edit began
   * @returns the new state, or nothing when the user gave way to the other's change
   */
  async function save(change: Flat, version: number): Promise<Customer | undefined> {
    let [wanted, base] = [change, version];
    for (;;) {
      try {
        const saved = await send(wanted, base);
        shown(saved);
        return saved;
      } catch (error) {
        if (!(error instanceof ProblemError) || error.status !== 412 || error.document.current === undefined) throw error;
        base = error.document.current;
        const mine = error.conflicts.length ? await askConflict(error.conflicts) : [];
        const disputed = new Set(error.conflicts.map(({ field }) => field));
        wanted = Object.fromEntries(
          Object.entries(wanted).filter(([key]) => !disputed.has(key) || mine.includes(key)),
        );
        if (Object.keys(wanted).length === 0) {
          queries.invalidateQueries({ queryKey: customerKey(toValue(id)) });
          return undefined;
        }
      }
    }
  }

  return { save, shown };
}
