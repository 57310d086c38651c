import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from '../tree.js';

const TYPES = ['keydown', 'keypress', 'keyup'] as const;

/** Shadow roots of figures, and windows that are listened to for all of them. */
const roots = new WeakSet<Node>();
const windows = new WeakSet<Window>();
/** Keys that are down, and whose going down the page did not see. */
const held = new Set<string>();

/**
 * Gives a figure the keys that are pressed in it before its page has them. Pages listen on their document while an event is on its
 * way down, too, and would turn a page before the figure could keep its key.
 */
export class FirstKeys implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;

  private constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
  }

  static attach(host: ReactiveControllerHost & HTMLElement): void {
    host.addController(new FirstKeys(host));
  }

  hostConnected(): void {
    const page = windowOf(this.#host);
    roots.add(this.#host.shadowRoot!);
    if (windows.has(page)) return;
    windows.add(page);
    for (const type of TYPES) page.addEventListener(type, keepFirst, true);
  }
}

/** Has a figure do what it does with a key by an event that does not leave it; what it keeps of that, the page never sees. */
function keepFirst(event: KeyboardEvent): void {
  const target = event.composedPath()[0] as Node;
  const root = target.getRootNode?.();
  if (!root || !roots.has(root)) return;
  const { type, key, code, location, repeat, isComposing, ctrlKey, shiftKey, altKey, metaKey } = event;
  const pressed = { key, code, location, repeat, isComposing, ctrlKey, shiftKey, altKey, metaKey };
  const own = new KeyboardEvent(type, { ...pressed, bubbles: true, cancelable: true });
  let isKept = true;
  const pass = () => (isKept = false);
  root.addEventListener(type, pass);
  target.dispatchEvent(own);
  root.removeEventListener(type, pass);
  if (own.defaultPrevented) event.preventDefault();
  // Of a key that was kept the page does not see the end alone.
  const isEnd = type === 'keyup' && held.has(key);
  if (type !== 'keypress') held.delete(key);
  if (!isKept && !isEnd && !own.defaultPrevented) return;
  if (type === 'keydown') held.add(key);
  event.stopImmediatePropagation();
}
