import {
  type ColorScale,
  type Colormap,
  fitScale,
  type Matrix,
  normalized,
  type Reduction,
  type ScaleOptions,
  sharedExtent,
} from '@attn-elements/core/color';
import type { SourceKind, TensorSource } from '@attn-elements/core/data';
import {
  type Cell,
  type Hiding,
  type MatrixCell,
  type Panel,
  type ReadPanel,
  withoutHidden,
} from '@attn-elements/core/element';
import { emptyExtent, type Extent, extentOf, joinExtents } from '@attn-elements/core/math';
import type { Sorted } from './sorting.js';

/** Arrangement of panels: alone, as a grid of layers × heads, or one after the other in lines. */
export type HeatmapArrangement = 'single' | 'grid' | 'flow';

/** Colour options: how an author lets values become colours. */
export interface HeatmapColorOptions extends ScaleOptions, Hiding {
  readonly colormap: Colormap;
  readonly reduction: Reduction;
}

/** Composition of a heatmap: panels and scale, and what the legend says of them. */
export interface HeatmapComposition {
  readonly arrangement: HeatmapArrangement;
  readonly rows: number;
  readonly columns: number;
  /** With the values that are shown: of one head a part, where that is shown large. */
  readonly panels: readonly (ReadPanel & {
    readonly shown: Matrix;
    /** Matrix that is painted in its place while it moves, of as many cells as pixels. */
    readonly painted?: Matrix;
  })[];
  /** Cell of the file's matrix that the shown ones begin with. */
  readonly origin: Cell;
  readonly colormap: Colormap;
  readonly scale: ColorScale;
  readonly extent: Extent;
  readonly kind: SourceKind;
  /** Whether it is of a mask alone. */
  readonly isRule: boolean;
  /** Lowest and highest sum of a row, where they are not all 1; weights only. */
  readonly rowSums: readonly [number, number] | null;
  readonly options: HeatmapColorOptions;
  /** Scores that the panels are sorted by, one number each; null where they stand as the model has them. */
  readonly scores: readonly number[] | null;
}

/** Extent of the colours of a rule: what is allowed, 1, stands in the middle of the map, which is seen on light and on dark pages. */
const RULE = { ...emptyExtent, low: 0, high: 2, positive: 1 };

/** Applies what the author asked for to panels that were read, and finds the one scale that they share. */
export function composeHeatmap(
  { panels, scores }: Sorted,
  { kind, isRule = false, isOverview = false }: Pick<TensorSource, 'kind' | 'isRule' | 'isOverview'>,
  options: HeatmapColorOptions,
  /** Values that others show with the same colours. */
  shared: readonly [low: number, high: number] | null = null,
): HeatmapComposition {
  const map = options.colormap;
  const shown = panels.map((panel) => ({ ...panel, shown: normalized(withoutHidden(panel, kind, options), options) }));
  const extent = shown.reduce((joined, panel) => joinExtents(joined, extentOf(panel.shown.values)), emptyExtent);
  return {
    ...arrange(panels, scores !== null),
    panels: shown,
    origin: { row: 0, column: 0 },
    colormap: map,
    scale: fitScale(options, map.diverging, isRule ? RULE : sharedExtent(extent, shared)),
    extent,
    kind,
    isRule,
    rowSums: kind === 'weights' && !isOverview ? unusualRowSums(panels) : null,
    options,
    scores,
  };
}

/** A cell of what is shown as a cell of the file's matrix. */
export const inAll = <Place extends Cell>({ origin }: HeatmapComposition, cell: Place): Place => ({
  ...cell,
  row: cell.row + origin.row,
  column: cell.column + origin.column,
});

/** A cell of the file's matrix as one of what is shown of it; null where it is not. */
export function inShown({ origin, panels }: HeatmapComposition, spot: MatrixCell): MatrixCell | null {
  const { panel } = spot;
  const { rows, columns } = panels[panel].shown;
  const [row, column] = [spot.row - origin.row, spot.column - origin.column];
  return row >= 0 && row < rows && column >= 0 && column < columns ? { panel, row, column } : null;
}

function arrange(
  panels: readonly Panel[],
  isSorted: boolean,
): Pick<HeatmapComposition, 'arrangement' | 'rows' | 'columns'> {
  const layers = new Set(panels.map(({ layer }) => layer)).size;
  const columns = Math.max(...panels.map(({ layer }) => panels.filter((panel) => panel.layer === layer).length));
  if (panels.length === 1) return { arrangement: 'single', rows: 1, columns: 1 };
  if (layers === 1 || columns === 1 || isSorted) return { arrangement: 'flow', rows: 1, columns: panels.length };
  return { arrangement: 'grid', rows: layers, columns };
}

/** Cells that are added up at most to see whether rows sum to 1: beyond, every second row, every third, … */
const SUMMED = 2 ** 18;

/** Largest distance of a sum from 1 by rounding to half precision alone. */
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
      let counted = 0;
      for (let i = row * raw.columns; i < (row + 1) * raw.columns; i++) {
        if (!(raw.values[i] > -Infinity)) continue;
        sum += raw.values[i];
        counted++;
      }
      // Of padding, which is masked or no number, nothing is summed.
      if (counted === 0) continue;
      if (sum < low) low = sum;
      if (sum > high) high = sum;
    }
  }
  return low < 1 - ROUNDING || high > 1 + ROUNDING ? [low, high] : null;
}
