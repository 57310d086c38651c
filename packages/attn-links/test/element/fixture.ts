import '../../src/define.js';
import { svgOf } from '../../../../scripts/testing/page/saved.js';
import { part, point, show, showWith } from '../../../../scripts/testing/page/fixture.js';
import type { AttnLinks } from '../../src/index.js';

export * from '../../../../scripts/testing/page/fixture.js';

/** Address of a file of the example data. */
export const dataOf = (name: string) => `/stories/article/data/${name}`;

/** An element made of HTML, on the page, with its source drawn or failed. */
export const links = (attributes: string, content = '') => show<AttnLinks>('attn-links', attributes, content);

/** An element made of properties, on the page, drawn. */
export const linksOf = (data: unknown, properties: Partial<AttnLinks> = {}) =>
  showWith<AttnLinks>('attn-links', { data: data as AttnLinks['data'], ...properties });

/** Pixels of a token where the page fixes no height. */
const BAND = 24;

/** A line as it is drawn. */
export interface Line {
  readonly head: number;
  readonly query: number;
  readonly key: number;
  readonly opacity: number;
  /** The colour alone says which head it is. */
  readonly color: string;
}

/** A colour of a saved figure, which has `rgb()`, as a page has it. */
export const hex = (color: string) => {
  const bytes = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color)?.slice(1);
  return bytes ? `#${bytes.map((byte) => Number(byte).toString(16).padStart(2, '0')).join('')}` : color;
};

/** A line as a path: where it begins, and after its points of control where it ends. */
const curve = /M(-?[\d.]+),(-?[\d.]+)C(?:-?[\d.]+,){4}(-?[\d.]+),(-?[\d.]+)/g;

/** Colours of the heads as their switches show them; of one head none. */
export function headColors(element: AttnLinks): string[] {
  return Array.from(element.shadowRoot!.querySelectorAll('.switch rect'), (rect) => rect.getAttribute('stroke')!);
}

/** The lines that are on the page, read off the saved figure: their ends, their colours and how faint they are. */
export async function linesOf(element: AttnLinks): Promise<Line[]> {
  const colors = headColors(element);
  const isDown = element.direction === 'vertical';
  const lines: Line[] = [];
  for (const path of (await svgOf(element)).querySelectorAll('path')) {
    // Shades behind tokens are wide, samples of the legend of another width.
    if (!['1.5', '2'].includes(path.getAttribute('stroke-width') ?? '')) continue;
    if (path.getAttribute('fill') !== 'none') continue;
    const color = hex(path.getAttribute('stroke')!);
    const opacity = Number(path.getAttribute('stroke-opacity') ?? 1);
    const head = Math.max(0, colors.indexOf(color));
    for (const [, ...ends] of path.getAttribute('d')!.matchAll(curve)) {
      const [x1, y1, x2, y2] = ends.map(Number);
      const at = (place: number) => Math.floor(place / BAND);
      const [query, key] = isDown ? [at(y1), at(y2)] : [x1, x2];
      lines.push({ head, query, key, opacity, color });
    }
  }
  return lines;
}

/** Names of lines in an order of their own, so that lists can be compared. */
export const named = (lines: readonly Pick<Line, 'head' | 'query' | 'key'>[]) =>
  lines.map(({ head, query, key }) => `${head}: ${query} → ${key}`).sort();

/** Points at a token of a figure that is not scrolled. */
export async function pointAt(
  element: AttnLinks,
  side: 'query' | 'key',
  index: number,
  type: 'pointermove' | 'click' = 'pointermove',
): Promise<void> {
  const labels = [...part(element, 'tokens').querySelectorAll(`g:nth-of-type(${side === 'query' ? 1 : 2}) .label`)];
  const { x, y, width, height } = labels[index].getBoundingClientRect();
  await point(element, type, { clientX: x + width / 2, clientY: y + height / 2 });
}

/** Weights that are written beside the tokens of a side, by their token's index; empty where there is none. */
export function weightsBeside(element: AttnLinks, side: 'query' | 'key'): string[] {
  const group = part(element, 'tokens').querySelector(`g:nth-of-type(${side === 'query' ? 1 : 2})`)!;
  const written: string[] = [];
  for (const text of group.querySelectorAll('text')) {
    if (text.classList.contains('label')) written.push('');
    else written[written.length - 1] = text.textContent!.trim();
  }
  return written;
}

/** Reads a safetensors file of float32 arrays: what our own reader is held to. */
export async function readSafetensors(url: string) {
  const bytes = await (await fetch(url)).arrayBuffer();
  const length = Number(new DataView(bytes).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 8, length)));
  const { __metadata__: metadata, ...arrays } = header as Record<string, never> & {
    __metadata__: Record<string, string>;
  };
  return {
    metadata,
    arrays: Object.entries(arrays as Record<string, { dtype: string; shape: number[]; data_offsets: number[] }>)
      .filter(([, { dtype }]) => dtype === 'F32')
      .map(
        ([
          name,
          {
            shape,
            data_offsets: [start, end],
          },
        ]) => {
          // The offset need not be a multiple of four.
          const values = new Float32Array(bytes.slice(8 + length + start, 8 + length + end));
          return { name, shape, values };
        },
      ),
  };
}

/** The matrix of a head in an array [layer, head, query, key]. */
export function headOf({ shape, values }: { shape: number[]; values: Float32Array }, layer: number, head: number) {
  const [, heads, queries, keys] = shape;
  const start = (layer * heads + head) * queries * keys;
  return values.subarray(start, start + queries * keys);
}

/** Names of all files of the data folder, null where it is absent. */
export async function realFiles(): Promise<string[] | null> {
  const answer = await fetch('/attn-data/');
  return answer.ok ? answer.json() : null;
}
