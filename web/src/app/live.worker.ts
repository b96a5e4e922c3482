import { openStream, type LiveChange } from './stream';

const ports = new Set<MessagePort>();
let close: (() => void) | undefined;

function tell(change: LiveChange) {
  ports.forEach((port) => port.postMessage(change));
}

self.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (!port) return;
  ports.add(port);
  close ??= openStream(tell);
  port.onmessage = () => {
    ports.delete(port);
    if (ports.size > 0) return;
    close?.();
    close = undefined;
  };
});
