import {
  type AxisLabels,
  columnLabels,
  type MatrixTile,
  type Room,
  rowLabels,
  type TextMeasure,
} from '@attn-elements/core/element';

/** The largest cell, and the widest and the highest matrix, in CSS pixels. */
const CELL = 28;
const WIDEST = 460;
const HIGHEST = 300;
/** Between an axis and its labels, with the tick. */
const AXIS = 8;
/** A label takes this share of the width at most. */
const SHARE = 0.3;
/** Letters of the last label beyond the matrix. */
const OVERHANG = 12;

/** Matrix to lay out: its sides, and their names, null of places that are numbered. */
export interface MatrixSides {
  readonly rows: number;
  readonly columns: number;
  readonly rowNames: readonly string[] | null;
  readonly columnNames: readonly string[] | null;
  /** The highest that it may become; 300 pixels unless given. */
  readonly highest?: number;
}

/** Layout of one matrix with the names of its sides. */
export interface MatrixLayout {
  readonly width: number;
  readonly height: number;
  readonly tile: MatrixTile;
  readonly pixelRatio: number;
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => String(i));

/** Cells as large as there is room for, and no less wide than they are high where they are few. */
export function layOutMatrix(
  { rows, columns, rowNames, columnNames, highest = HIGHEST }: MatrixSides,
  { width, pixelRatio }: Room,
  measure: TextMeasure,
): MatrixLayout {
  const most = width * SHARE;
  const inRows = (cell: number): AxisLabels =>
    rowLabels(rowNames ?? numbered(rows), cell, most, measure, rowNames === null);
  const cell = { width: 0, height: whole(Math.min(CELL, highest / rows), pixelRatio) };
  const queryLabels = inRows(cell.height);
  const left = queryLabels.depth + AXIS;
  cell.width = whole(Math.min(CELL, Math.min(WIDEST, width - left - OVERHANG) / columns), pixelRatio);
  const keyLabels = columnLabels(columnNames ?? numbered(columns), cell.width, most, measure, columnNames === null);
  // The first row's label stands over its edge where rows are low.
  const { ascent, descent } = measure.ink(rowNames ?? ['0']);
  const top = Math.max(0, Math.ceil((ascent + descent - cell.height) / 2));
  const tile = {
    x: left,
    y: top,
    width: cell.width * columns,
    height: cell.height * rows,
    title: null,
    queryLabels,
    keyLabels,
  };
  return { width, height: Math.ceil(top + tile.height + keyLabels.depth + AXIS), tile, pixelRatio };
}

/** Cells of whole device pixels, where they are large enough for a difference of one to be seen. */
const whole = (length: number, ratio: number): number =>
  length * ratio >= 3 ? Math.floor(length * ratio) / ratio : length;
