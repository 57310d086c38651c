import { similarNames } from '@attn-elements/core/element';
import type { PaperSize } from '@attn-elements/core/vector';
import { attributesOf } from './attributes.js';
import { elements, type ElementName } from './render.js';

/** Command as it was given. */
export interface Command {
  readonly element: ElementName;
  /** Path or address of the weights; null where the element needs none. */
  readonly source: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  /** Files that are written; none: the SVG goes to the terminal. */
  readonly outputs: readonly string[];
  /** Page whose own figures are drawn into it. */
  readonly into: string | null;
  readonly width: number;
  /** Pixels of a PNG per CSS pixel. */
  readonly pixelRatio: number;
  /** Size of PDF, TikZ and Typst. */
  readonly paper: PaperSize;
  readonly isDark: boolean;
  readonly language: string;
  readonly fonts: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
}

/** A command that asks for what there is not; its message says what there is. */
export class UsageError extends Error {}

export const formats = ['svg', 'png', 'pdf', 'tikz', 'tex', 'typ', 'csv'] as const;

export const usage = `Draws an attention figure without a browser.

  attn-render weights.npz --layer 3 --head 5 -o figure.svg
  attn-render --into page.html

  -o, --out FILE        figure.svg, .png, .pdf, .tikz (with its pixels beside it), .typ or .csv; may be given several times
  --element TAG         ${elements.join(', ')}; attn-heatmap unless given
  --into PAGE           draws the figures of a page into their tags, for readers without JavaScript
  --width PIXELS        640 unless given
  --pixel-ratio NUMBER  pixels of a PNG for each of those, 2 unless given
  --paper-width LENGTH  of a PDF, TikZ or Typst, as 85mm or 240pt; that of the page unless given
  --font-size LENGTH    of all text in these, as 8pt
  --dark                on a dark ground
  --language CODE       en, zh-Hans or zh-Hant
  --font FILE           a font that texts are drawn with; may be given several times
  --property --attn-…=  a custom property, as a page's style sheet would set it
  --NAME VALUE          any attribute of the element, as --colormap magma or --hide-first-token
`;

/** @throws {UsageError} */
export function readCommand(given: readonly string[]): Command {
  const rest = [...given];
  const found = new Map<string, string[]>();
  const positional: string[] = [];
  const element = elementOf(given);
  const known = attributesOf(element);
  const flags = new Set(['dark', 'help', ...[...known].filter(([, isFlag]) => isFlag).map(([name]) => name)]);
  while (rest.length > 0) {
    const one = rest.shift()!;
    if (!one.startsWith('-') || /^-\d/.test(one)) {
      positional.push(one);
      continue;
    }
    const [, dashed, inline] = /^(-[^=]*)(?:=([\s\S]*))?$/.exec(one)!;
    const name = dashed === '-o' ? 'out' : dashed.replace(/^--?/, '');
    if (flags.has(name)) {
      add(found, name, inline ?? '');
      continue;
    }
    const value = inline ?? rest.shift();
    if (value === undefined) throw new UsageError(`${dashed} needs a value.`);
    add(found, name, value);
  }
  if (positional.length > 1)
    throw new UsageError(`There are two files, ${positional.join(' and ')}: one figure shows one.`);
  return commandOf(element, positional[0] ?? null, found, known);
}

const own = new Set([
  'out',
  'element',
  'into',
  'width',
  'pixel-ratio',
  'paper-width',
  'font-size',
  'dark',
  'language',
  'font',
  'property',
  'help',
]);

function commandOf(
  element: ElementName,
  source: string | null,
  found: ReadonlyMap<string, readonly string[]>,
  known: ReadonlyMap<string, boolean>,
): Command {
  const last = (name: string) => found.get(name)?.at(-1) ?? null;
  const attributes: Record<string, string> = {};
  for (const [name, values] of found) {
    if (own.has(name)) continue;
    if (!known.has(name))
      throw new UsageError(`<${element}> has no attribute ${name}.${nearest(name, [...own, ...known.keys()])}`);
    attributes[name] = values.at(-1)!;
  }
  const outputs = found.get('out') ?? [];
  for (const output of outputs) {
    if (!formats.some((ending) => output.endsWith(`.${ending}`)))
      throw new UsageError(
        `${output} ends like no format that is written: ${formats.map((one) => `.${one}`).join(', ')}.`,
      );
  }
  const into = last('into');
  if (into && (source || outputs.length > 0))
    throw new UsageError('--into draws the figures that a page names itself: it takes no file, and no -o.');
  if (!into && !source && element !== 'pe-plot')
    throw new UsageError('There is no file of weights. attn-render --help says how it is given.');
  const properties = (found.get('property') ?? []).map(
    (one) => /^(--[\w-]+)=(.+)$/s.exec(one)?.slice(1) ?? badProperty(one),
  );
  return {
    element,
    source,
    attributes,
    outputs,
    into,
    width: numberOf('width', last('width') ?? '640', 160, 4000),
    pixelRatio: numberOf('pixel-ratio', last('pixel-ratio') ?? '2', 0.25, 16),
    paper: { width: last('paper-width') ?? undefined, fontSize: last('font-size') ?? undefined },
    isDark: found.has('dark'),
    language: last('language') ?? attributes.lang ?? 'en',
    fonts: found.get('font') ?? [],
    properties: Object.fromEntries(properties),
  };
}

function elementOf(given: readonly string[]): ElementName {
  const at = given.findIndex((one) => /^--element(=|$)/.test(one));
  const name = at < 0 ? elements[0] : (given[at].split('=')[1] ?? given[at + 1] ?? '');
  if ((elements as readonly string[]).includes(name)) return name as ElementName;
  throw new UsageError(`--element is ${name || 'not named'}: it is one of ${elements.join(', ')}.`);
}

function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} is ${text}: it must be a number from ${least} to ${most}.`);
}

function badProperty(text: string): never {
  throw new UsageError(`--property is ${text}: it is written as --attn-accent=#c00.`);
}

function add(map: Map<string, string[]>, name: string, value: string): void {
  map.set(name, [...(map.get(name) ?? []), value]);
}

/** The name that was probably meant, as a sentence; empty where none is near. */
function nearest(name: string, names: readonly string[]): string {
  const [first] = similarNames(name, names);
  return first ? ` Is ${first} meant?` : '';
}
