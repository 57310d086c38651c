/** Fixture of the browser tests of every element: a place on the page, and what a reader does and sees there. */

import { goOn, settle } from './each-test.js';

export { replace, rounds, settle, tasks, until } from './each-test.js';

/** An element of ours: LitElement, with a promise that settles when it has drawn or failed. */
export interface Shown extends HTMLElement {
  readonly ready: Promise<void>;
}

/** Where elements are shown in a test; emptied after each. */
export const stand = document.createElement('main');
stand.style.width = '640px';
document.body.style.margin = '0';
document.body.append(stand);

afterEach(() => {
  stand.replaceChildren();
  stand.style.cssText = 'width: 640px';
  stand.removeAttribute('lang');
  stand.removeAttribute('dir');
});

/** An element made of HTML, on the page, with its source drawn or failed. */
export async function show<Element extends Shown>(tag: string, attributes: string, content = ''): Promise<Element> {
  goOn();
  stand.insertAdjacentHTML('beforeend', `<${tag} ${attributes}>${content}</${tag}>`);
  const element = stand.lastElementChild as Element;
  await element.ready;
  return element;
}

/** An element made of properties, on the page, drawn. */
export async function showWith<Element extends Shown>(tag: string, properties: Partial<Element>): Promise<Element> {
  goOn();
  const element = Object.assign(document.createElement(tag), properties) as Element;
  stand.append(element);
  await element.ready;
  return element;
}

/** Changes an element and waits until it shows the change. */
export async function change<Element extends Shown>(element: Element, properties: Partial<Element>): Promise<void> {
  Object.assign(element, properties);
  await element.ready;
}

export function part<T extends Element = HTMLElement>(element: Shown, name: string): T {
  const found = element.shadowRoot!.querySelector<T>(`[part~="${name}"]`);
  if (!found) throw new Error(`no part ${name}`);
  return found;
}

export const isShown = (element: Element) => element.checkVisibility() && element.getBoundingClientRect().width > 0;

/** Texts that a sighted reader can read, one piece after the other. */
export function texts(element: Shown, selector = 'svg text'): string[] {
  return Array.from(element.shadowRoot!.querySelectorAll(selector), (node) => node.textContent!.trim());
}

export const grid = (element: Shown) => element.shadowRoot!.querySelector<HTMLElement>('[role=grid]')!;

/** The sentence of the cell that assistive technology is pointed at. */
export function activeCell(element: Shown): string {
  const id = grid(element).getAttribute('aria-activedescendant')!;
  return element.shadowRoot!.getElementById(id)!.textContent!.trim();
}

/** Presses keys on the grid, one after the other. */
export async function press(element: Shown, ...keys: (string | KeyboardEventInit)[]): Promise<void> {
  for (const key of keys) {
    const init = typeof key === 'string' ? { key } : key;
    grid(element).dispatchEvent(
      new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init }),
    );
    await element.ready;
  }
}

/** Sends a mouse's event to whatever is topmost at a point, as the browser does. */
export async function point(
  element: Shown,
  type: 'pointermove' | 'click',
  at: { clientX: number; clientY: number },
): Promise<void> {
  const target = element.shadowRoot!.elementFromPoint(at.clientX, at.clientY);
  if (!target) throw new Error(`nothing of the element is at ${at.clientX}, ${at.clientY}`);
  const init = { bubbles: true, composed: true, cancelable: true, pointerType: 'mouse', ...at };
  target.dispatchEvent(type === 'click' ? new PointerEvent('click', init) : new PointerEvent(type, init));
  await element.ready;
}

export function button(element: Shown, label: string): HTMLButtonElement {
  const buttons = [...element.shadowRoot!.querySelectorAll('button')];
  const found = buttons.find(
    (one) => one.getAttribute('aria-label') === label || one.textContent!.trim().endsWith(label),
  );
  if (!found) throw new Error(`no button ${label} among ${buttons.map((one) => one.textContent!.trim()).join(', ')}`);
  return found;
}

/** The details of events that an element sends from now on. */
export function listen<T>(target: EventTarget, type: string): T[] {
  const details: T[] = [];
  target.addEventListener(type, (event) => details.push((event as CustomEvent<T>).detail));
  return details;
}

/** Warnings until the promise settles; they are not shown. */
export async function warningsOf(act: () => Promise<unknown>): Promise<string[]> {
  const { warn } = console;
  const warnings: string[] = [];
  console.warn = (...parts: unknown[]) => void warnings.push(parts.map(String).join(' '));
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

/** Waits until the element has followed what the page did to it: observers report in a frame, drawing comes in the next. */
export async function quiet(element: Shown): Promise<void> {
  for (let i = 0; i < 4; i++) {
    await settle(1);
    await element.ready;
  }
}

export const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
