import type { Matrix } from '../../color/index.js';
import { type Padding, specialKeys, type TensorSource } from '../../data/index.js';
import { type HeadRollup, rollUpHeads } from '../../math/index.js';
import { AttnError, reason } from '../../errors.js';
import { fromEnd } from '../interaction/index-in.js';
import type { Hide } from './hidden-keys.js';
import type { Selection } from './selection.js';

/** One matrix of a figure. */
export interface Panel {
  readonly layer: number;
  readonly head: number | HeadRollup;
}

/** A panel with its values as the file has them. */
export interface ReadPanel extends Panel {
  readonly raw: Matrix;
  /** The special tokens among its keys, by position. */
  readonly special?: ReadonlyMap<number, string>;
  /** Those that are padding, where they are to be hidden. */
  readonly padding?: Padding;
}

/** A source with the panels that are shown of it. */
export interface Loaded {
  readonly source: TensorSource;
  readonly panels: readonly ReadPanel[];
}

/** Heads that are read for a selection, by their layer. */
export function headsRead(source: TensorSource, selection: Selection, listed: readonly number[] | null) {
  const read = new Map<number, number>();
  for (const { layer, head } of choosePanels(source, selection, listed))
    read.set(layer, (read.get(layer) ?? 0) + (typeof head === 'number' ? 1 : source.heads(layer)));
  return read;
}

/** Layers that have attention: not all of a model need to. */
export function layersOf(source: TensorSource): number[] {
  return Array.from({ length: source.layers }, (_, layer) => layer).filter((layer) => source.heads(layer) > 0);
}

/** The first layer that has attention; 0 where none has. */
export const firstLayer = (source: TensorSource): number => layersOf(source)[0] ?? 0;

/** The panels of a selection, row by row. @param listed heads in place of its own */
function choosePanels(source: TensorSource, { layer, head }: Selection, listed: readonly number[] | null): Panel[] {
  const layers = layer === null ? layersOf(source) : [fromEnd(layer, source.layers)];
  return layers.flatMap((l) => {
    if (listed) return listed.map((one) => ({ layer: l, head: one }));
    if (head !== null) return [{ layer: l, head: typeof head === 'number' ? fromEnd(head, source.heads(l)) : head }];
    // A layer that is asked for and does not exist is asked for its head 0, and answers with what is wrong.
    return Array.from({ length: source.heads(l) || 1 }, (_, h) => ({ layer: l, head: h }));
  });
}

/**
 * Reads panels from the source; rolled-up heads are made of all heads of their layer.
 * @param listed heads in place of those of the selection
 * @param hide keys that are to be hidden, of which the source is asked here which are padding
 * @throws {AttnError} `bad-option` where nothing says so
 */
export async function readPanels(
  source: TensorSource,
  selection: Selection,
  signal: AbortSignal,
  listed: readonly number[] | null = null,
  hide: Hide = 'none',
): Promise<ReadPanel[]> {
  if (hide === 'padding' && !source.padding) {
    const what = reason`the source needs an array attention_mask, key_padding_mask or mask that says which keys are padding`;
    throw new AttnError('bad-option', { name: 'hide', value: hide, ...what });
  }
  return Promise.all(
    choosePanels(source, selection, listed).map(async ({ layer, head }) => {
      const values = await readHead(source, layer, head, signal);
      const [rows, columns] = source.shape(layer);
      const padding = hide === 'padding' ? await source.padding!(layer) : undefined;
      return { layer, head, raw: { rows, columns, values }, special: specialKeys(source, layer), padding };
    }),
  );
}

async function readHead(
  source: TensorSource,
  layer: number,
  head: number | HeadRollup,
  signal: AbortSignal,
): Promise<Float32Array> {
  if (typeof head === 'number') return source.slice(layer, head, signal);
  const count = source.heads(layer) || 1;
  const heads = Array.from({ length: count }, (_, h) => source.slice(layer, h, signal));
  return rollUpHeads(await Promise.all(heads), head);
}

/** The panel before (−1) or after (1) one, null at the ends: in the next layer after the last head; rolled-up heads go from layer to layer. */
export function panelBeside(source: TensorSource, { layer, head }: Panel, step: number): Panel | null {
  const inLayer = typeof head === 'number' ? head + step : -1;
  if (inLayer >= 0 && inLayer < source.heads(layer)) return { layer, head: inLayer };
  let next = layer + step;
  while (next >= 0 && next < source.layers && source.heads(next) === 0) next += step;
  if (next < 0 || next >= source.layers) return null;
  if (typeof head !== 'number') return { layer: next, head };
  return { layer: next, head: step > 0 ? 0 : source.heads(next) - 1 };
}

/** Whether a source has a head, or heads of a layer that can be rolled up. */
export const hasHead = (source: TensorSource, { layer, head }: Panel): boolean =>
  layer >= 0 && source.heads(layer) > 0 && (typeof head === 'string' || (head >= 0 && head < source.heads(layer)));
