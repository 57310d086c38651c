/** Keys in a figure: whether it takes them, and whether the page around it hears of them; and what is said aloud. */

import { expect } from '@open-wc/testing';
import { grid, part, type Shown } from './fixture.js';

interface Heard {
  /** Whether the page hears of it, as slides and manuals do. */
  readonly reached: boolean;
  /** Whether the figure has done something with it. */
  readonly taken: boolean;
}

/** Presses a key on an element of a figure. */
export function send(target: Element, key: string | KeyboardEventInit, type = 'keydown'): Heard {
  const init = typeof key === 'string' ? { key } : key;
  const event = new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, ...init });
  let reached = false;
  const hear = () => void (reached = true);
  addEventListener(type, hear);
  target.dispatchEvent(event);
  removeEventListener(type, hear);
  return { reached, taken: event.defaultPrevented };
}

/** Keys that are pressed on a grid do not reach the page. */
export async function expectKept(element: Shown, keys: readonly (string | KeyboardEventInit)[]): Promise<void> {
  for (const key of keys) {
    expect(send(grid(element), key), JSON.stringify(key)).to.deep.equal({ reached: false, taken: true });
    await element.ready;
  }
}

/** Keys that are pressed on a grid are the page's. */
export async function expectPassed(element: Shown, keys: readonly (string | KeyboardEventInit)[]): Promise<void> {
  for (const key of keys) {
    expect(send(grid(element), key), JSON.stringify(key)).to.deep.equal({ reached: true, taken: false });
    await element.ready;
  }
}

/** Keys that no figure has a use for. */
export const others = ['x', 'Tab', 'F5', { key: 'n', ctrlKey: true }, { key: 'ArrowLeft', altKey: true }] as const;

/** Keys that are typed into the fields of a figure, or press its buttons, stay there; Escape and Tab do not. */
export function expectTyped(element: Shown): void {
  const fields = [...element.shadowRoot!.querySelectorAll('input, select, button, summary')];
  expect(fields.length).to.be.above(0);
  for (const field of fields) {
    const isField = field.matches('input, select');
    for (const type of ['keydown', 'keypress', 'keyup']) {
      for (const key of isField ? ['ArrowRight', 'PageDown', 'n', ' ', 'Home'] : [' ', 'Enter']) {
        expect(send(field, key, type), `${type} ${key} ${field.outerHTML}`).to.deep.equal({
          reached: false,
          taken: false,
        });
      }
    }
    for (const key of ['Tab', 'Escape', { key: 's', ctrlKey: true }]) expect(send(field, key).reached).to.equal(true);
  }
}

/** Escape closes the menu of a figure, and nothing around it; once it is closed, it passes. */
export function expectMenu(element: Shown): void {
  const menu = part<HTMLDetailsElement>(element, 'menu');
  const summary = menu.querySelector('summary')!;
  menu.open = true;
  expect(send(summary, 'Escape')).to.deep.equal({ reached: false, taken: true });
  expect(menu.open).to.equal(false);
  expect(send(summary, 'Escape')).to.deep.equal({ reached: true, taken: false });
}

/** All that a screen reader says by itself when it changes. */
export function aloud(element: Shown): string {
  const regions = element.shadowRoot!.querySelectorAll(
    '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], output',
  );
  const live = [...regions].filter((region) => region.getAttribute('aria-live') !== 'off' && region.checkVisibility());
  return live.map((region) => region.textContent!.trim()).join('|');
}

/** The element that has the focus, in whatever shadow it stands. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
