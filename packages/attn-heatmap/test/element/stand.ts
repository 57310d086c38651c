import '../../src/define.js';
import type { AttnHeatmap } from '../../src/index.js';

/** Where elements are shown in a test; emptied after each. */
export const stand = document.createElement('main');
stand.style.width = '640px';
document.body.style.margin = '0';
document.body.append(stand);

afterEach(() => {
  stand.replaceChildren();
  stand.style.cssText = 'width: 640px';
  stand.removeAttribute('lang');
});

/** Address of a file of test/fixtures. */
export const fileOf = (name: string) => new URL(`../fixtures/${name}`, import.meta.url).href;

/** An element made of HTML, on the page, with its source drawn or failed. */
export async function heatmap(attributes: string, content = ''): Promise<AttnHeatmap> {
  stand.insertAdjacentHTML('beforeend', `<attn-heatmap ${attributes}>${content}</attn-heatmap>`);
  const element = stand.lastElementChild as AttnHeatmap;
  await element.ready;
  return element;
}

/** An element made of properties, on the page, drawn. */
export async function heatmapOf(data: unknown, properties: Partial<AttnHeatmap> = {}): Promise<AttnHeatmap> {
  const element = Object.assign(document.createElement('attn-heatmap'), { data }, properties) as AttnHeatmap;
  stand.append(element);
  await element.ready;
  return element;
}

/** Changes an element and waits until it shows the change. */
export async function change(element: AttnHeatmap, properties: Partial<AttnHeatmap>): Promise<void> {
  Object.assign(element, properties);
  await element.ready;
}

export function part<T extends Element = HTMLElement>(element: AttnHeatmap, name: string): T {
  const found = element.shadowRoot!.querySelector<T>(`[part~="${name}"]`);
  if (!found) throw new Error(`no part ${name}`);
  return found;
}

export const isShown = (element: Element) => element.checkVisibility() && element.getBoundingClientRect().width > 0;

/** What a sighted reader can read, one piece of text after the other. */
export function texts(element: AttnHeatmap, selector = 'svg text'): string[] {
  return Array.from(element.shadowRoot!.querySelectorAll(selector), (node) => node.textContent!.trim());
}

export const grid = (element: AttnHeatmap) => element.shadowRoot!.querySelector<HTMLElement>('[role=grid]')!;

/** The sentence of the cell that assistive technology is pointed at. */
export function activeCell(element: AttnHeatmap): string {
  const id = grid(element).getAttribute('aria-activedescendant')!;
  return element.shadowRoot!.getElementById(id)!.textContent!.trim();
}

/** Presses keys on the grid, one after the other. */
export async function press(element: AttnHeatmap, ...keys: (string | KeyboardEventInit)[]): Promise<void> {
  for (const key of keys) {
    const init = typeof key === 'string' ? { key } : key;
    grid(element).dispatchEvent(
      new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init }),
    );
    await element.ready;
  }
}

/** A point of the drawing: the middle of a cell, where `rows` × `columns` of them share the canvas evenly. */
export function pointOf(element: AttnHeatmap, row: number, column: number, rows: number, columns: number) {
  const { x, y, width, height } = part(element, 'canvas').getBoundingClientRect();
  return { clientX: x + ((column + 0.5) / columns) * width, clientY: y + ((row + 0.5) / rows) * height };
}

/** Sends a mouse's event to whatever is topmost at a point, as the browser does. */
export async function point(
  element: AttnHeatmap,
  type: 'pointermove' | 'click',
  at: { clientX: number; clientY: number },
): Promise<void> {
  const target = element.shadowRoot!.elementFromPoint(at.clientX, at.clientY);
  if (!target) throw new Error(`nothing of the element is at ${at.clientX}, ${at.clientY}`);
  const init = { bubbles: true, composed: true, cancelable: true, pointerType: 'mouse', ...at };
  target.dispatchEvent(type === 'click' ? new PointerEvent('click', init) : new PointerEvent(type, init));
  await element.ready;
}

export function button(element: AttnHeatmap, label: string): HTMLButtonElement {
  const buttons = [...element.shadowRoot!.querySelectorAll('button')];
  const found = buttons.find(
    (one) => one.getAttribute('aria-label') === label || one.textContent!.trim().endsWith(label),
  );
  if (!found) throw new Error(`no button ${label} among ${buttons.map((one) => one.textContent!.trim()).join(', ')}`);
  return found;
}

/** The pixels of the drawing. */
export function pixels(element: AttnHeatmap): ImageData {
  const canvas = part<HTMLCanvasElement>(element, 'canvas');
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
}

/** The colour in the middle of a cell. */
export function colorAt(element: AttnHeatmap, row: number, column: number, rows: number, columns: number): number[] {
  const { width, height, data } = pixels(element);
  const x = Math.floor(((column + 0.5) / columns) * width);
  const y = Math.floor(((row + 0.5) / rows) * height);
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

/** Whether something is drawn: every pixel of the one matrix has a colour, and not all have the same. */
export function isDrawn(element: AttnHeatmap): boolean {
  const { data } = pixels(element);
  const words = new Uint32Array(data.buffer);
  return new Set(words).size > 1;
}

/** The details of events that an element sends from now on. */
export function listen<T>(target: EventTarget, type: string): T[] {
  const details: T[] = [];
  target.addEventListener(type, (event) => details.push((event as CustomEvent<T>).detail));
  return details;
}

/** What is warned of until the promise settles; the warnings are not shown. */
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
export async function quiet(element: AttnHeatmap): Promise<void> {
  for (let i = 0; i < 4; i++) {
    await nextFrame();
    await new Promise((resolve) => setTimeout(resolve));
    await element.ready;
  }
}

export const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
