import {
  type AxisLabels,
  type Box,
  columnLabels,
  lengthOf,
  LINE,
  lineOf,
  type MatrixCell,
  type MatrixTile,
  overhang,
  type Room,
  rowLabels,
  type TextMeasure,
} from '@attn-elements/core/element';
import type { Matrix, PixelCell } from '@attn-elements/core/color';
import type { SideTokens } from '@attn-elements/core/data';
import type { HeatmapComposition } from './model.js';
import type { HeatmapPlan } from './zoom.js';

/** Texts around the matrices. */
export interface Texts {
  /** Tokens of a panel as they are shown; null where there are only positions. */
  tokens(index: number): SideTokens;
  readonly queryTitle: string;
  readonly keyTitle: string;
  /** Layer or head that all panels share; null where they share neither. */
  readonly common: string | null;
  /** A panel by what tells it from the others that are shown. */
  title(index: number): string;
  /** A panel by its layer and head. */
  panel(index: number): string;
  /** Names of layers and heads, long and short, by their place. */
  row(index: number, short: boolean): string;
  column(index: number, short: boolean): string;
  /** Words for a row and a column of short names: layer, head. */
  readonly rowWord: string;
  readonly columnWord: string;
}

export interface Title {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Layout of axes, titles and tiles, in CSS pixels; tiles lie on whole device pixels. */
export interface HeatmapLayout {
  readonly width: number;
  readonly height: number;
  /** Rows and columns that the tiles stand in. */
  readonly rows: number;
  readonly columns: number;
  /** The part of the plot that the canvas covers: all tiles. */
  readonly canvas: Box;
  readonly tiles: readonly (MatrixTile & {
    readonly row: number;
    readonly column: number;
  })[];
  readonly keyAxis: 'top' | 'bottom';
  /** Places of titles: the line of their letters, at their middle, of rows at their end. */
  readonly rowTitles: readonly Title[];
  readonly columnTitles: readonly Title[];
  readonly queryTitle: Title;
  readonly keyTitle: Title;
  readonly columnWord: Title | null;
  /** Distance of a panel's title above its panel. */
  readonly titleRise: number;
  /** Most that a query's label is long. */
  readonly labelRoom: number;
  readonly pixelRatio: number;
}

/** Largest cell of a matrix on its own, of one among others, and the widest panel, in pixels. */
const MOST_CELL = 40;
const MOST_CELL_MANY = 28;
const MOST_TILE = 210;

/** Room of a title, where in it letters stand with most fonts, and the room between an axis and its labels. */
const TITLE = 20;
const BASELINE = 14;
const PAD = 8;

/** Queries per key, or the other way round, from which a matrix is long. */
const LONG = 4;

/** A cell this large is given its tokens also among many panels. */
const LABELLED_CELL = 10;

export interface LayoutOptions {
  readonly keyAxis: 'top' | 'bottom';
  readonly measure: TextMeasure;
}

/** Finds a place for every matrix and its labels in the room there is; the room's height is that of the plot alone. */
export function layOutHeatmap(
  composition: HeatmapComposition,
  texts: Texts,
  room: Room,
  options: LayoutOptions,
): HeatmapLayout {
  const { measure } = options;
  const bold = measure.at(12, 600);
  const { arrangement, panels } = composition;
  const single = arrangement === 'single';
  const columns = arrangement === 'flow' ? flowColumns(panels.length, room.width) : composition.columns;
  const lines = Math.ceil(panels.length / columns);
  const rows = arrangement === 'grid' ? composition.rows : lines;
  const queries = Math.max(...panels.map(({ shown }) => shown.rows));
  const keys = Math.max(...panels.map(({ shown }) => shown.columns));
  const gap = single ? 0 : columns > 6 ? 4 : 10;
  const short = arrangement === 'grid' && (room.width < 480 || columns > 8);

  // Titles and names around the matrices, first as large as they may become.
  const rowNames = arrangement === 'grid' ? Array.from({ length: rows }, (_, r) => texts.row(r, short)) : [];
  const rowTitleRoom = rowNames.length > 0 ? measure.widest(rowNames) + PAD : 0;
  const columnNames = arrangement === 'grid' ? Array.from({ length: columns }, (_, c) => texts.column(c, short)) : [];
  const panelNames = arrangement === 'flow' ? panels.map((_, index) => texts.title(index)) : [];
  const line = lineOf(measure.ink([...rowNames, ...columnNames, ...panelNames]), TITLE, BASELINE);
  const rowLine = lineOf(measure.ink(rowNames), LINE, 11);
  const top = options.keyAxis === 'top' && single;
  const keyLine = lineOf(bold.ink([texts.keyTitle]), TITLE, top ? 12 : BASELINE);
  const wordLine = lineOf(bold.ink([texts.columnWord]), LINE, 11);
  const queryNames = [texts.queryTitle, short ? texts.rowWord : ''].filter(Boolean).join(' · ');
  const queryLine = lineOf(bold.ink([queryNames]), TITLE, TITLE / 2);
  const most = Math.min(150, room.width * 0.3);
  // Of many tokens only every so many can be labelled: no others are measured.
  const some = (labels: readonly string[] | null, count: number) => {
    const texts = labels ?? [String(count - 1)];
    const step = Math.ceil((texts.length * LINE) / Math.max(room.width * 2, 600));
    return texts.filter((_, i) => i % step === 0);
  };
  // The longest stand for all: layers may differ in size.
  const longest = (size: 'rows' | 'columns') =>
    panels.findIndex(({ shown }) => shown[size] === (size === 'rows' ? queries : keys));
  const [allQueries, allKeys] = [texts.tokens(longest('rows')).query, texts.tokens(longest('columns')).key];
  const isUnlike = panels.some(({ shown }) => shown.columns !== keys);
  const [someQueries, someKeys] = [some(allQueries, queries), some(allKeys, keys)];
  const labelRoom = (labels: readonly string[], turned: boolean) =>
    Math.min(most, Math.max(0, ...labels.map(lengthOf(labels, measure, turned)))) + PAD;
  const queryTitleRoom = texts.queryTitle ? queryLine.room : 0;
  const guess = (room.width - 60) / columns / keys;
  const labelled = single || guess >= LABELLED_CELL;
  const queryRoom = labelled ? labelRoom(someQueries, false) : 0;
  const left = queryTitleRoom + queryRoom + rowTitleRoom + (short && rowNames.length > 0 ? queryLine.room : 0);

  // Cells as large as the width, and the height where there is one, allow.
  const width = Math.max(
    40,
    room.width - left - 1 - gap * (columns - 1) - (labelled ? overhang(someKeys, measure) : 0),
  );
  const mostCell = single ? MOST_CELL : MOST_CELL_MANY;
  const tileWidth = Math.min(width / columns, single ? Infinity : MOST_TILE);
  const cellWidth = Math.min(mostCell, tileWidth / keys);
  const keyBand = allKeys ? labelRoom(someKeys, true) : LINE + PAD;
  const keyRoom = labelled ? keyBand : 0;
  const titleRoom = arrangement === 'flow' ? line.room : 0;
  const above = arrangement === 'grid' ? line.room + (short ? wordLine.room : 0) : 0;
  const around =
    above +
    keyRoom +
    (texts.keyTitle ? keyLine.room : 0) +
    rows * titleRoom +
    (gap + (isUnlike ? keyRoom : 0)) * (rows - 1);
  const mostHeight = (room.height === null ? heightLimit(single, room.width, rows) : room.height - around) / rows;
  const cell = fitCell(cellWidth, Math.max(24, mostHeight) / queries, queries / keys);
  const tile = snapTile(cell, queries, keys, room.pixelRatio);

  // Layers may differ in size: each has labels of its own.
  const queryLabels = byLayer(panels, (index, { rows: count }) => {
    const { query } = texts.tokens(index);
    return rowLabels(names(query, count), tile.height / count, queryRoom - PAD, measure, !query);
  });
  const keyLabels = byLayer(panels, (index, { columns: count }) => {
    const { key } = texts.tokens(index);
    return columnLabels(names(key, count), tile.width / count, most, measure, !key);
  });
  const keyDepth = labelled ? Math.max(...panels.map((_, index) => keyLabels(index).depth)) + PAD : 0;
  const keySpace = keyDepth + (texts.keyTitle ? keyLine.room : 0);

  const inner = left + columns * tile.width + gap * (columns - 1);
  const shift = Math.max(0, Math.floor((room.width - inner) / 2));
  const x0 = snap(shift + left, room.pixelRatio);
  const y0 = snap(above + (top ? keySpace : 0), room.pixelRatio);
  const pitchX = snap(tile.width + gap, room.pixelRatio);
  const pitchY = snap(tile.height + gap + titleRoom + (isUnlike ? keyDepth : 0), room.pixelRatio);
  const places = panelPlaces(composition, columns);
  const tiles = places.map(({ row, column }, index) => {
    const below = places.some((other) => other.column === column && other.row > row);
    return {
      row,
      column,
      x: x0 + column * pitchX,
      y: y0 + row * pitchY + titleRoom,
      ...tile,
      title: arrangement === 'flow' ? measure.shorten(texts.title(index), tile.width) : null,
      queryLabels: labelled && column === 0 ? queryLabels(index) : null,
      keyLabels: labelled && (isUnlike || !below) ? keyLabels(index) : null,
    };
  });
  const bottom = y0 + (rows - 1) * pitchY + titleRoom + tile.height;
  const height = Math.ceil(bottom + (top ? 1 + overhang(someQueries, measure) : keySpace));
  const canvas = { x: x0, y: y0, width: (columns - 1) * pitchX + tile.width, height: bottom - y0 };
  const middle = canvas.x + canvas.width / 2;
  const columnTexts = columnNames.map((name) => measure.shorten(name, tile.width + gap));
  const queryTitle = bold.shorten(queryNames, Math.max(64, canvas.height * 0.9));
  const keyTitle = bold.shorten(texts.keyTitle, room.width * 0.9);
  const rise = line.room - line.baseline;
  return {
    rows,
    columns,
    width: room.width,
    height,
    canvas,
    tiles,
    keyAxis: top ? 'top' : 'bottom',
    rowTitles: apart(rowNames, rowLine.room, pitchY).map(({ text, at }) => ({
      text,
      x: x0 - queryRoom - PAD / 2,
      y: y0 + at * pitchY + tile.height / 2 + rowLine.baseline - rowLine.room / 2,
    })),
    columnTitles: apart(columnTexts, measure.widest(columnTexts), pitchX).map(({ text, at }) => ({
      text,
      x: x0 + at * pitchX + tile.width / 2,
      y: y0 - rise,
    })),
    queryTitle: {
      text: queryTitle,
      x: x0 - left + queryLine.baseline,
      y: inside(y0 + canvas.height / 2, bold.width(queryTitle), height),
    },
    keyTitle: {
      text: keyTitle,
      x: inside(middle, bold.width(keyTitle), room.width),
      y: top ? keyLine.baseline : height - (keyLine.room - keyLine.baseline),
    },
    columnWord: short ? { text: texts.columnWord, x: middle, y: wordLine.baseline } : null,
    titleRise: rise,
    labelRoom: queryRoom - PAD,
    pixelRatio: room.pixelRatio,
  };
}

/** The place of a text's middle that is nearest to where it should be, and leaves all of it between 0 and the end. */
const inside = (middle: number, length: number, end: number) =>
  Math.max(Math.min(middle, end - length / 2), Math.min(length, end) / 2);

/** As many names as have room for `size` pixels each, at steps of `pitch`. */
function apart(names: readonly string[], size: number, pitch: number): { text: string; at: number }[] {
  const step = Math.max(1, Math.ceil(size / pitch));
  return names.map((text, at) => ({ text, at })).filter(({ at }) => at % step === 0);
}

/** Labels made once for every layer. */
function byLayer(
  panels: HeatmapComposition['panels'],
  make: (index: number, shown: Matrix) => AxisLabels,
): (index: number) => AxisLabels {
  const made = new Map<number, AxisLabels>();
  return (index) => {
    const { layer, shown } = panels[index];
    if (!made.has(layer)) made.set(layer, make(index, shown));
    return made.get(layer)!;
  };
}

const names = (tokens: readonly string[] | null, count: number) =>
  tokens && tokens.length === count ? tokens : Array.from({ length: count }, (_, i) => String(i));

function flowColumns(count: number, width: number): number {
  return Math.min(count, Math.max(1, Math.ceil(width / (MOST_TILE + 30))), Math.max(2, Math.floor(width / 130)));
}

/** A figure of its own height stays about as high as it is wide; a grid of many layers may be longer. */
function heightLimit(single: boolean, width: number, rows: number): number {
  return single ? Math.max(300, Math.min(900, width * 1.2)) : Math.max(300, rows * MOST_TILE);
}

/** Square, but for matrices so long that square cells would leave their short side a thread. */
function fitCell(width: number, height: number, ratio: number): { width: number; height: number } {
  if (ratio > LONG || ratio < 1 / LONG) return { width, height: Math.min(height, MOST_CELL) };
  const side = Math.min(width, height);
  return { width: side, height: side };
}

/** Cells of whole device pixels where they are large enough for the difference to be seen, else a whole tile. */
function snapTile(cell: { width: number; height: number }, rows: number, columns: number, ratio: number) {
  const size = (side: number, count: number) => {
    const pixels = side * ratio >= 3 ? Math.floor(side * ratio) * count : Math.floor(side * ratio * count);
    return Math.max(1, pixels) / ratio;
  };
  return { width: size(cell.width, columns), height: size(cell.height, rows) };
}

const snap = (value: number, ratio: number) => Math.round(value * ratio) / ratio;

/** Row and column of each panel; a layer with fewer heads than others leaves its row short. */
function panelPlaces({ arrangement, panels }: HeatmapComposition, columns: number): { row: number; column: number }[] {
  if (arrangement !== 'grid') return panels.map((_, i) => ({ row: Math.floor(i / columns), column: i % columns }));
  const layers = [...new Set(panels.map(({ layer }) => layer))];
  const seen = new Map<number, number>();
  return panels.map(({ layer }) => {
    const column = seen.get(layer) ?? 0;
    seen.set(layer, column + 1);
    return { row: layers.indexOf(layer), column };
  });
}

/** Whether some tokens of a single matrix find no room for their names: shown large, they do. */
export function hasUnnamed({ layout: { tiles }, composition: { panels } }: HeatmapPlan): boolean {
  const [{ width, height }] = tiles;
  const [{ shown }] = panels;
  return panels.length === 1 && Math.min(width / shown.columns, height / shown.rows) < LINE;
}

/** A cell of a panel. */
export interface HeatmapSpot extends MatrixCell {
  /** Row or column that it is as a whole: a query or a key alone. */
  readonly extent?: 'row' | 'column';
  /** Pixel under which it was found, where that stands for several cells. */
  readonly pixel?: PixelCell;
}
