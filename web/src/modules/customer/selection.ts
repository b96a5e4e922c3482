import { computed, ref } from 'vue';

/** So many files can be named one by one; more are meant by the whole list. */
const MOST = 10_000;

/** The files that are ticked in a list, on this page of it and on others. */
export function useSelection(shown: () => string[]) {
  const ticked = ref(new Set<string>());
  /** All files of the list, whatever is ticked. */
  const whole = ref(false);
  let last = '';

  const ids = computed(() => [...ticked.value]);
  const count = computed(() => ticked.value.size);
  const onPage = computed(() => shown().filter((id) => ticked.value.has(id)).length);
  /** Of the page: all of it, some, or nothing. */
  const page = computed(() => (onPage.value === 0 ? 'none' : onPage.value === shown().length ? 'all' : 'some'));

  function set(files: string[], on: boolean) {
    const next = new Set(ticked.value);
    for (const id of files) {
      if (!on) next.delete(id);
      else if (next.size < MOST) next.add(id);
    }
    ticked.value = next;
    whole.value = false;
  }

  /** @param stretch whether everything between this file and the one before it is meant */
  function tick(id: string, on: boolean, stretch: boolean) {
    const files = shown();
    const from = stretch ? files.indexOf(last) : -1;
    const to = files.indexOf(id);
    set(from < 0 ? [id] : files.slice(Math.min(from, to), Math.max(from, to) + 1), on);
    last = id;
  }

  function tickPage(on: boolean) {
    set(shown(), on);
  }

  function tickList() {
    whole.value = true;
  }

  function clear() {
    ticked.value = new Set();
    whole.value = false;
    last = '';
  }

  return { ticked, whole, ids, count, page, tick, tickPage, tickList, clear };
}

export type Selection = ReturnType<typeof useSelection>;
