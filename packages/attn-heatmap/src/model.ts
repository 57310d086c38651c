import {
  autoDomain,
  type ColorScale,
  colormap,
  type Colormap,
  type Matrix,
  type Reduction,
  type ScaleKind,
} from '@attn-elements/core/color';
import type { SourceKind, TensorSource } from '@attn-elements/core/data';
import {
  emptyExtent,
  type Extent,
  extentOf,
  type HeadRollup,
  hideFirstKey,
  joinExtents,
  type Normalization,
  normalizeMatrix,
  rollUpHeads,
} from '@attn-elements/core/math';

/** What is looked at: null means all of them. */
export interface Selection {
  readonly layer: number | null;
  readonly head: number | HeadRollup | null;
}

/** One matrix of the figure. */
export interface Panel {
  readonly layer: number;
  readonly head: number | HeadRollup;
}

/** A panel with its values as the file has them. */
export interface ReadPanel extends Panel {
  readonly raw: Matrix;
}

/** How panels stand: alone, as a grid of layers × heads, or one after the other in lines. */
export type Arrangement = 'single' | 'grid' | 'flow';

/** What an author can say of how values become colours. */
export interface ColorOptions {
  readonly colormap: string;
  readonly scale: ScaleKind;
  readonly exponent: number;
  readonly domain: readonly [number, number] | null;
  readonly normalization: Normalization;
  readonly hideFirstToken: boolean;
  readonly reduction: Reduction;
}

/** Everything that is drawn, with what the legend says of it. */
export interface Composition {
  readonly arrangement: Arrangement;
  readonly rows: number;
  readonly columns: number;
  readonly panels: readonly (ReadPanel & { readonly shown: Matrix })[];
  readonly colormap: Colormap;
  readonly scale: ColorScale;
  readonly extent: Extent;
  readonly kind: SourceKind;
  /** Lowest and highest sum of a row, where they are not all 1; weights only. */
  readonly rowSums: readonly [number, number] | null;
  readonly options: ColorOptions;
}

/** The panels of a selection, row by row. */
export function choosePanels(source: TensorSource, { layer, head }: Selection): Panel[] {
  const layers = layer === null ? Array.from({ length: source.layers }, (_, i) => i) : [layer];
  return layers.flatMap((l) => {
    if (head !== null) return [{ layer: l, head }];
    // A layer that does not exist is asked for its head 0, and answers with what is wrong.
    return Array.from({ length: source.heads(l) || 1 }, (_, h) => ({ layer: l, head: h }));
  });
}

/** Reads panels from the source; rolled-up heads are made of all heads of their layer. */
export async function readPanels(
  source: TensorSource,
  selection: Selection,
  signal: AbortSignal,
): Promise<ReadPanel[]> {
  return Promise.all(
    choosePanels(source, selection).map(async ({ layer, head }) => {
      const values = await readHead(source, layer, head, signal);
      const [rows, columns] = source.shape(layer);
      return { layer, head, raw: { rows, columns, values } };
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

/** Applies what the author asked for to panels that were read, and finds the one scale that they share. */
export function compose(panels: readonly ReadPanel[], kind: SourceKind, options: ColorOptions): Composition {
  const map = colormap(options.colormap) ?? colormap('viridis')!;
  const shown = panels.map((panel) => ({ ...panel, shown: prepare(panel.raw, kind, options) }));
  const extent = shown.reduce((joined, panel) => joinExtents(joined, extentOf(panel.shown.values)), emptyExtent);
  const { kind: scaleKind, domain } = chooseScale(options, map, extent);
  const low = Math.fround(domain[0]);
  return {
    ...arrange(panels),
    panels: shown,
    colormap: map,
    scale: {
      kind: scaleKind,
      domain: [low, Math.fround(domain[1])],
      exponent: options.exponent,
      diverging: map.diverging,
    },
    extent,
    kind,
    rowSums: kind === 'weights' ? unusualRowSums(panels) : null,
    options,
  };
}

function chooseScale({ scale, domain }: ColorOptions, map: Colormap, extent: Extent) {
  // A logarithm has no place for a domain that touches 0: the author's upper end is kept.
  if (scale === 'log' && domain && domain[0] <= 0) {
    const high = domain[1] > 0 ? domain[1] : 1;
    return { kind: scale, domain: autoDomain('log', false, { ...extent, high }) };
  }
  return { kind: scale, domain: domain ?? autoDomain(scale, map.diverging, extent) };
}

function arrange(panels: readonly Panel[]): Pick<Composition, 'arrangement' | 'rows' | 'columns'> {
  const layers = new Set(panels.map(({ layer }) => layer)).size;
  const columns = Math.max(...panels.map(({ layer }) => panels.filter((panel) => panel.layer === layer).length));
  if (panels.length === 1) return { arrangement: 'single', rows: 1, columns: 1 };
  if (layers === 1 || columns === 1) return { arrangement: 'flow', rows: 1, columns: panels.length };
  return { arrangement: 'grid', rows: layers, columns };
}

function prepare(raw: Matrix, kind: SourceKind, { hideFirstToken, normalization }: ColorOptions): Matrix {
  const { rows, columns } = raw;
  const kept = hideFirstToken ? hideFirstKey(raw.values, rows, columns, kind === 'weights') : raw.values;
  const values = normalizeMatrix(kept, rows, columns, normalization);
  return values === raw.values ? raw : { rows, columns, values };
}

/** Cells that are added up at most to see whether rows sum to 1: beyond, every second row, every third, … */
const SUMMED = 2 ** 18;

/** How far a sum may be from 1 by rounding to half precision alone. */
const ROUNDING = 0.01;

function unusualRowSums(panels: readonly ReadPanel[]): readonly [number, number] | null {
  const cells = panels.reduce((sum, { raw }) => sum + raw.values.length, 0);
  const step = Math.ceil(cells / SUMMED);
  let low = Infinity;
  let high = -Infinity;
  for (const { raw, head } of panels) {
    if (head === 'max' || head === 'min') continue;
    for (let row = 0; row < raw.rows; row += step) {
      let sum = 0;
      for (let i = row * raw.columns; i < (row + 1) * raw.columns; i++)
        if (raw.values[i] > -Infinity) sum += raw.values[i];
      if (sum < low) low = sum;
      if (sum > high) high = sum;
    }
  }
  return low < 1 - ROUNDING || high > 1 + ROUNDING ? [low, high] : null;
}
