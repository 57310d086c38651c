import { Window as HeadlessWindow } from 'happy-dom';
import { drawCanvases } from './canvases.js';
import { ComputedStyles } from './computed-styles.js';
import { Geometry } from './geometry.js';
import { keepInlineStyles } from './inline-style.js';

/** Page that a figure is drawn on. */
export interface PageOptions {
  /** Width of the figure, in pixels. */
  readonly width: number;
  readonly isDark: boolean;
  readonly language: string;
  /** Custom properties that a page would set. */
  readonly properties: ReadonlyMap<string, string>;
}

/** Classes that Node has, and whose instances a page's elements do not take. */
const OF_PAGE = new Set(['Event', 'CustomEvent', 'EventTarget', 'KeyboardEvent', 'Document', 'customElements']);

/**
 * Makes a page in this process, in which the elements are defined and laid out. There is one: what a page has is global.
 * Elements are imported after this.
 */
export function openPage({ width, isDark, language, properties }: PageOptions): Document {
  const page = new HeadlessWindow({ url: 'http://localhost/', width, height: width }) as unknown as Window &
    typeof globalThis;
  for (const name of Object.getOwnPropertyNames(page)) {
    if (name in globalThis && !OF_PAGE.has(name)) continue;
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: page[name as 'document'] });
  }
  Object.assign(globalThis, { window: page, document: page.document });
  Object.assign(page, { ResizeObserver: FirstSize, IntersectionObserver: undefined });
  // Files are Node's own.
  Object.assign(globalThis, { FileReader: AddressReader });
  page.document.documentElement.lang = language;
  keepInlineStyles(page);
  drawCanvases(page);
  new Geometry(width, new ComputedStyles(width, isDark, properties)).install(page);
  return page.document;
}

/** Tells of the size that there is, which never changes. */
class FirstSize {
  readonly #tell: (entries: readonly { readonly target: Element }[]) => void;

  constructor(tell: (entries: readonly { readonly target: Element }[]) => void) {
    this.#tell = tell;
  }

  observe(target: Element): void {
    queueMicrotask(() => this.#tell([{ target }]));
  }

  unobserve(): void {}

  disconnect(): void {}
}

/** Reads a file as an address that holds it. */
class AddressReader {
  #came: () => void = () => {};
  result: string | null = null;

  addEventListener(name: string, listener: () => void): void {
    if (name === 'load') this.#came = listener;
  }

  readAsDataURL(file: Blob): void {
    void this.#read(file);
  }

  async #read(file: Blob): Promise<void> {
    const bytes = Buffer.from(await file.arrayBuffer());
    this.result = `data:${file.type};base64,${bytes.toString('base64')}`;
    this.#came();
  }
}
