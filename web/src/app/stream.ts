/** Somebody changed something: what it says is fetched afterwards, through the reader's rights. */
export interface LiveChange {
  kind: string;
  id: string;
  version: number;
}

/** Changes may have been missed: whatever is shown must be asked for again. */
export const missed: LiveChange = { kind: 'missed', id: '', version: 0 };

const longestPause = 60_000;

/** The server's stream of changes. It comes back by itself, after ever longer pauses, until it is closed. */
export function openStream(take: (change: LiveChange) => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = 1_000;
  let again = false;

  function open() {
    source = new EventSource('/api/v1/events');
    source.addEventListener('open', () => {
      pause = 1_000;
      if (again) take(missed);
      again = false;
    });
    source.addEventListener('change', (event: MessageEvent<string>) => take(JSON.parse(event.data) as LiveChange));
    source.addEventListener('error', () => {
      // A lost connection is taken up by the browser where it broke off; a refusal (signed out) is not.
      if (source?.readyState !== EventSource.CLOSED) return;
      again = true;
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, longestPause);
    });
  }

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
