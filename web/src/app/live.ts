import { useQueryClient } from '@tanstack/vue-query';
import { onBeforeUnmount, onMounted } from 'vue';
import { missed, openStream, type LiveChange } from './stream';

const listeners = new Set<(change: LiveChange) => void>();

/** Hears of every change that others make, while the component is shown. */
export function onLiveChange(listener: (change: LiveChange) => void) {
  onMounted(() => listeners.add(listener));
  onBeforeUnmount(() => listeners.delete(listener));
}

/** Keeps what is on the screen fresh; called once, by the shell. */
export function useLiveChanges() {
  const queries = useQueryClient();
  let close = () => {};

  function take(change: LiveChange) {
    if (change.kind === missed.kind) queries.invalidateQueries();
    if (change.kind === 'job') queries.invalidateQueries({ queryKey: ['jobs'] });
    if (change.kind === 'access-request' || change.kind === 'export-request') queries.invalidateQueries({ queryKey: ['requests'] });
    if (change.kind === 'import') queries.invalidateQueries({ queryKey: ['imports'] });
    listeners.forEach((listener) => listener(change));
  }

  onMounted(() => {
    close = subscribe(take);
  });
  onBeforeUnmount(() => close());
}

/** One stream a browser through a shared worker; where there is none, one a tab. */
function subscribe(take: (change: LiveChange) => void): () => void {
  if (typeof SharedWorker === 'undefined') return openStream(take);
  const worker = new SharedWorker(new URL('./live.worker.ts', import.meta.url), { type: 'module', name: 'kedang-live' });
  worker.port.onmessage = ({ data }: MessageEvent<LiveChange>) => take(data);
  const leave = () => worker.port.postMessage('bye');
  addEventListener('pagehide', leave);
  return () => {
    removeEventListener('pagehide', leave);
    leave();
    worker.port.close();
  };
}
