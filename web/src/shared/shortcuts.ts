import { onBeforeUnmount, onMounted } from 'vue';

/** While an input method composes, keys belong to it (229 is what older engines report then). */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function typesInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.role === 'combobox')
  );
}

function dialogIsOpen(): boolean {
  return Array.from(document.querySelectorAll('dialog[open], [aria-modal="true"]')).some(
    (dialog) => dialog.getClientRects().length > 0,
  );
}

/** Whether a single key may act: not while typing, composing, or in a dialog. */
export function keyIsFree(event: KeyboardEvent): boolean {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
  return plain && !isComposing(event) && !typesInto(event.target) && !dialogIsOpen();
}

/** Acts on single keys while the component is shown, e.g. `{ j: next, k: previous }`. */
export function useKeys(actions: Record<string, () => void>) {
  function onKey(event: KeyboardEvent) {
    const action = actions[event.key];
    if (!action || !keyIsFree(event)) return;
    event.preventDefault();
    action();
  }
  onMounted(() => document.addEventListener('keydown', onKey));
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey));
}
