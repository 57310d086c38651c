import {
  columnLabels,
  lineOf,
  type MatrixTile,
  type Room,
  rowLabels,
  type TextMeasure,
} from '@attn-elements/core/element';
import type { AttentionMap, ExamplePicture } from '../datasets/dataset.js';

/** Between two heads, and for the name above each, in CSS pixels. */
const GAP = 10;
const TITLE = 20;
/** Baseline of letters in the room of a name, with most fonts. */
const BASELINE = 14;
/** The largest cell of a head that stands alone, and of one among others; and the widest head of either. */
const CELL = { alone: 36, among: 28 };
const WIDEST = { alone: 420, among: 260 };
/** Least size of a cell whose tokens can be read; heads that would become smaller stand below each other. */
const READABLE = 12;
/** Columns per row from which cells are not square: a map so long would be a thread. */
const LONG = 4;
const LONG_CELL = 16;
/** Between an axis and its labels, with the tick. */
const AXIS = 8;
/** A label takes this share of the width at most. */
const SHARE = 0.25;
/** Sides of a picture. */
const PICTURE = { least: 96, most: 140 };

/** Words at the edges of heads; null where there are only positions. */
export interface Labels {
  readonly queries: readonly string[] | null;
  readonly keys: readonly string[] | null;
}

/** Layout of the heads of a map. */
export interface TrainerLayout {
  readonly width: number;
  readonly height: number;
  /** Rows and columns of each head. */
  readonly rows: number;
  readonly columns: number;
  /** Layer by layer. */
  readonly tiles: readonly MatrixTile[];
  /** The picture as it was put to the model, where there is one. */
  readonly picture: MatrixTile | null;
  /** Distance of a head's name above its head. */
  readonly titleRise: number;
  readonly pixelRatio: number;
}

const positions = (count: number) => Array.from({ length: count }, (_, i) => String(i));

/** Heads side by side, as many in a line as can be read, with the tokens at the edges; each layer begins a line, unless each has one head. */
export function layOutHeads(
  { shape }: AttentionMap,
  labels: Labels,
  titleOf: (panel: number) => string,
  { width, pixelRatio }: Room,
  measure: TextMeasure,
): TrainerLayout {
  const [layers, heads, rows, columns] = shape;
  const kind = layers * heads === 1 ? 'alone' : 'among';
  const names = kind === 'alone' ? [] : Array.from({ length: layers * heads }, (_, panel) => titleOf(panel));
  const line = lineOf(measure.ink(names), TITLE, BASELINE);
  const title = kind === 'alone' ? 0 : line.room;
  const most = width * SHARE;
  const labelsOfRows = (cell: number) =>
    rowLabels(labels.queries ?? positions(rows), cell, most, measure, labels.queries === null);
  const left = labelsOfRows(CELL[kind]).depth + AXIS;
  const free = width - left;

  const inLine = heads > 1 ? heads : layers;
  const least = Math.min(columns * READABLE, WIDEST.among);
  const fitting = Math.min(inLine, Math.max(1, Math.floor((free + GAP) / (least + GAP))));
  const lines = Math.ceil(inLine / fitting);
  const perLine = Math.ceil(inLine / lines);

  const widest = Math.min(WIDEST[kind], (free - GAP * (perLine - 1)) / perLine);
  const cell = { width: wholePixels(Math.min(CELL[kind], widest / columns), pixelRatio), height: 0 };
  cell.height = columns >= LONG * rows ? Math.max(cell.width, LONG_CELL) : cell.width;
  const tile = { width: cell.width * columns, height: cell.height * rows };
  const inRows = labelsOfRows(cell.height);
  const inColumns = columnLabels(labels.keys ?? positions(columns), cell.width, most, measure, labels.keys === null);

  const places = Array.from({ length: layers * heads }, (_, panel) => {
    const at = heads > 1 ? panel % heads : panel;
    return {
      line: (heads > 1 ? Math.floor(panel / heads) * lines : 0) + Math.floor(at / perLine),
      column: at % perLine,
    };
  });
  const tiles = places.map(({ line, column }, panel) => ({
    ...tile,
    x: left + column * (tile.width + GAP),
    y: title + line * (tile.height + title + GAP),
    title: title ? measure.shorten(names[panel], tile.width) : null,
    queryLabels: column === 0 ? inRows : null,
    keyLabels: places.some((other) => other.column === column && other.line > line) ? null : inColumns,
  }));
  const bottoms = tiles.map(({ y, height, keyLabels: labels }) => y + height + (labels ? labels.depth + AXIS : 0));
  const height = Math.ceil(Math.max(...bottoms));
  return { width, height, rows, columns, tiles, picture: null, titleRise: line.room - line.baseline, pixelRatio };
}

/** The picture, and beside it once more for each head. */
export function layOutPictures(
  { shape: [layers, heads, rows, columns] }: AttentionMap,
  { shape: [high, wide] }: ExamplePicture,
  pictureTitle: string,
  titleOf: (panel: number) => string,
  { width, pixelRatio }: Room,
  measure: TextMeasure,
): TrainerLayout {
  const count = layers * heads + 1;
  const fitting = Math.min(count, Math.max(2, Math.floor((width + GAP) / (PICTURE.least + GAP))));
  const perLine = Math.ceil(count / Math.ceil(count / fitting));
  const side = Math.floor(Math.min(PICTURE.most, (width - GAP * (perLine - 1)) / perLine));
  const tall = Math.round((side * high) / wide);
  const names = Array.from({ length: count }, (_, at) => (at === 0 ? pictureTitle : titleOf(at - 1)));
  const line = lineOf(measure.ink(names), TITLE, BASELINE);
  const placed = Array.from({ length: count }, (_, at) => ({
    x: (at % perLine) * (side + GAP),
    y: line.room + Math.floor(at / perLine) * (tall + line.room + GAP),
    width: side,
    height: tall,
    title: measure.shorten(names[at], side),
    queryLabels: null,
    keyLabels: null,
  }));
  const [picture, ...tiles] = placed;
  const height = placed[count - 1].y + tall;
  return { width, height, rows, columns, tiles, picture, titleRise: line.room - line.baseline, pixelRatio };
}

/** Cells of whole device pixels, where they are large enough for a difference of one to be seen. */
const wholePixels = (length: number, ratio: number): number =>
  length * ratio >= 3 ? Math.floor(length * ratio) / ratio : length;
