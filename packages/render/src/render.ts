import { openPage, type PageOptions } from './figure-page.js';

/** Elements that can be drawn: `attn-trainer` trains on a page. */
export const elements = ['attn-heatmap', 'attn-links', 'attn-text', 'attn-image', 'pe-plot'] as const;
export type ElementName = (typeof elements)[number];

/** Figure to draw, and how. */
export interface RenderOptions {
  readonly element: ElementName;
  /** Attributes of the element, as HTML writes them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Bytes of its file; null where its attributes say all. */
  readonly file: Uint8Array | null;
  /** Name of the file in sentences. @default data */
  readonly fileName?: string;
  /** Width of the figure in CSS pixels. @default 640 */
  readonly width?: number;
  readonly dark?: boolean;
  /** @default en */
  readonly language?: string;
  /** Custom properties that a page would set: `--attn-font`, `--attn-accent`. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** A figure that was drawn: files of the element itself. */
export interface Rendered {
  /** Name that says what it shows. */
  readonly title: string;
  /** The figure in a sentence or two. */
  readonly summary: string;
  svg(): Promise<string>;
  /** @param scale pixels per CSS pixel */
  png(scale?: number): Promise<Uint8Array>;
  csv(): Promise<string>;
}

interface Figure extends HTMLElement {
  data: Blob;
  readonly ready: Promise<void>;
  toSVG(): Promise<string>;
  toPNG(size: { scale: number }): Promise<Blob>;
  toCSV(): Promise<string>;
}

/** All elements in one file, made for browsers: what a bundler of servers would take of Lit renders slots alone. */
const script = import.meta.resolve('attn-elements/cdn/one.js');

let made: { readonly page: Document; readonly options: string } | null = null;

/** The page of this process. @throws {Error} there is one, of another width, language or theme */
function pageOf(options: PageOptions): Document {
  const wanted = JSON.stringify([options.width, options.isDark, options.language, [...options.properties]]);
  made ??= { page: openPage(options), options: wanted };
  if (made.options !== wanted)
    throw new Error('A process draws figures of one width, language and theme: another needs another process.');
  return made.page;
}

/**
 * Draws an element without a browser, by its own code: its picture is what it would save on a page. One page is made in this
 * process, of the width, language and theme of the first figure; another needs another process.
 * @throws {Error} with the element's own sentence: what keeps it from being shown
 */
export async function render(options: RenderOptions): Promise<Rendered> {
  const {
    element,
    attributes,
    file,
    fileName = 'data',
    width = 640,
    dark: isDark = false,
    language = 'en',
    properties = {},
  } = options;
  const page = pageOf({ width, isDark, language, properties: new Map(Object.entries(properties)) });
  // Defined on the page that there is by now.
  await import(script);
  const figure = page.createElement(element) as Figure;
  for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
  if (file) figure.data = new File([new Uint8Array(file)], fileName);
  const failures: string[] = [];
  figure.addEventListener('attn-error', (event) =>
    failures.push((event as CustomEvent<{ message: string }>).detail.message),
  );
  page.body.append(figure);
  // Its size is known in the first frame.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await figure.ready;
  if (failures.length > 0) throw new Error(failures[0]);
  const shown = figure.shadowRoot!;
  return {
    title: shown.querySelector('.figure')?.getAttribute('aria-label') ?? element,
    summary: shown.querySelector('#summary')?.textContent ?? '',
    svg: () => figure.toSVG(),
    png: async (scale = 2) => new Uint8Array(await (await figure.toPNG({ scale })).arrayBuffer()),
    csv: () => figure.toCSV(),
  };
}
