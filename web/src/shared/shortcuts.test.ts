// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent } from 'vue';
import { useKeys } from './shortcuts';

function page(next: () => void) {
  const component = defineComponent({
    setup: () => useKeys({ j: next }),
    template: '<div><input /><p contenteditable="true" /><button>x</button></div>',
  });
  return mount(component, { attachTo: document.body });
}

function press(target: EventTarget, options: KeyboardEventInit & { keyCode?: number } = {}) {
  const event = new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true, ...options });
  target.dispatchEvent(event);
}

afterEach(() => (document.body.innerHTML = ''));

describe('a single key', () => {
  it('acts on the page', () => {
    const next = vi.fn();
    press(page(next).get('button').element);
    expect(next).toHaveBeenCalledOnce();
  });

  it('belongs to a field while somebody types', () => {
    const next = vi.fn();
    const shown = page(next);
    press(shown.get('input').element);
    expect(next).not.toHaveBeenCalled();
  });

  it('belongs to the input method while it composes', () => {
    const next = vi.fn();
    const shown = page(next);
    press(shown.get('button').element, { isComposing: true });
    press(shown.get('button').element, { keyCode: 229 });
    expect(next).not.toHaveBeenCalled();
  });

  it('is no shortcut with a modifier, and none after the page is left', () => {
    const next = vi.fn();
    const shown = page(next);
    press(document.body, { ctrlKey: true });
    shown.unmount();
    press(document.body);
    expect(next).not.toHaveBeenCalled();
  });

  it('does nothing behind a dialog', () => {
    const next = vi.fn();
    page(next);
    const dialog = document.createElement('div');
    dialog.setAttribute('aria-modal', 'true');
    dialog.getClientRects = () => [{}] as unknown as DOMRectList;
    document.body.append(dialog);
    press(document.body);
    expect(next).not.toHaveBeenCalled();
  });
});
