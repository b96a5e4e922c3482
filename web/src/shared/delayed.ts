import { onScopeDispose, ref, watch, type Ref } from 'vue';

/** Follows `source` once it has rested, so that not every key asks the server. */
export function useDelayed<T>(source: Ref<T>, milliseconds: number): Ref<T> {
  const rested = ref(source.value) as Ref<T>;
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(source, (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => (rested.value = value), milliseconds);
  });
  onScopeDispose(() => clearTimeout(timer));
  return rested;
}
