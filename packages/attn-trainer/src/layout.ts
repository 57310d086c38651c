import { type AxisLabels, columnLabels, rowLabels, type TextMeasure } from '@attn-elements/core/element';
import type { AttentionMap } from './lessons/lesson.js';

/** Between two heads, in CSS pixels. */
const GAP = 6;
/** A cell is not drawn larger than that. */
const LARGEST = 36;
/** Between an axis and its labels, with the tick. */
const AXIS = 8;
/** A label takes this share of the width at most. */
const SHARE = 0.25;

/** Where the heads of a map are drawn, in CSS pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Pixels of a position. */
  readonly cell: number;
  /** Left and upper edges of the heads, layer by layer. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
  /** Of the rows, at the left of each layer, and of the columns, below each head of the last one. */
  readonly rowLabels: AxisLabels | null;
  readonly columnLabels: AxisLabels | null;
}

/** All heads side by side, a row each layer, with the tokens at the edges. */
export function layoutOf({ shape, queryTokens, keyTokens }: AttentionMap, room: number, measure: TextMeasure): Layout {
  const [layers, heads, rows, columns] = shape;
  const most = room * SHARE;
  const widest = queryTokens ? rowLabels(queryTokens, LARGEST, most, measure, false).depth + AXIS : 0;
  const cell = Math.max(1, Math.min(LARGEST, (room - widest - GAP * (heads - 1)) / (heads * columns)));
  const inRows = queryTokens && rowLabels(queryTokens, cell, most, measure, false);
  const inColumns = keyTokens && columnLabels(keyTokens, cell, most, measure, false);
  const [tileWidth, tileHeight] = [cell * columns + GAP, cell * rows + GAP];
  const places = Array.from({ length: layers * heads }, (_, at) => ({
    x: widest + (at % heads) * tileWidth,
    y: Math.floor(at / heads) * tileHeight,
  }));
  return {
    width: widest + heads * tileWidth - GAP,
    height: layers * tileHeight - GAP + (inColumns ? inColumns.depth + AXIS : 0),
    cell,
    places,
    rowLabels: inRows,
    columnLabels: inColumns,
  };
}
