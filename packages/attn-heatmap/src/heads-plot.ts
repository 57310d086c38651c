import { tableColor } from '@attn-elements/core/color';
import { type TensorSource, tokensOf } from '@attn-elements/core/data';
import {
  adoptStyles,
  type Box,
  fewTicks,
  type LegendNotes,
  type MatrixReading,
  Memo,
  type NumericAxis,
  plotScale,
  type Room,
  type TextMeasure,
} from '@attn-elements/core/element';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { headScore, needsTokens } from './head-score.js';
import { type SayHeads, sayHeads } from './heads-strings.js';
import { type HeadAxes, headChoices, type HeadPoint, headPoints, headsStyles } from './heads-template.js';
import type { HeatmapLayout, HeatmapSpot, Texts } from './layout.js';
import type { HeatmapComposition } from './model.js';
import type { PartContext } from './parts.js';
import type { HeadMetric } from './sorting.js';
import type { HeatmapPlan } from './zoom.js';

/** The figure around heads as points. */
export interface HeadsContext extends PartContext {
  /** Takes a metric that a reader chose. */
  readonly choose: (axes: Partial<HeadAxes>) => void;
}

/** Heads as points of one rendering. */
export interface HeadsView {
  /** The layout of the heads, each in the box around its point. */
  readonly layout: HeatmapLayout;
  readonly frame: SVGTemplateResult;
  /** Heads in the order of their grid, and as a list of their numbers. */
  readonly reading: MatrixReading;
  readonly table: MatrixReading;
  readonly legend: LegendNotes;
  readonly summary: string;
  headSentence(panel: number): string;
  /** The head whose point is nearest, where one is near. */
  at(x: number, y: number): HeatmapSpot | null;
  /** Rows of a CSV file. */
  rows(): Iterable<readonly (string | number)[]>;
}

/** Inputs of a view. */
interface HeadsInputs {
  readonly source: TensorSource;
  readonly texts: Texts;
  readonly room: Room;
  readonly measure: TextMeasure;
  /** Number of the first layer. */
  readonly firstIndex: number;
}

/** Radius of a point, and how far from its middle a pointer still means it: 24 px across. */
const RADIUS = 5;
const REACH = 12;

/** Layers whose colours are named one by one. */
const NAMED = 8;

/** Room of ticks with their labels below the plot, of a title beside an axis, and above the highest label. */
const TICKS = 22;
const TITLE = 20;
const TOP = 10;

/** Shows heads as points, one number of them across and another one up. */
export class HeadsPlot {
  readonly #axes: HeadAxes;
  readonly #context: HeadsContext;
  readonly #scores = new Memo<ReadonlyMap<HeadMetric, readonly number[]>>();
  readonly #view = new Memo<HeadsView>();
  readonly #words = new Memo<SayHeads>();

  constructor(host: HTMLElement & HeadAxes, context: HeadsContext) {
    this.#axes = host;
    this.#context = context;
    adoptStyles(host.shadowRoot!, headsStyles);
  }

  /** Choosers of both axes. */
  tools(): TemplateResult {
    return headChoices(this.#axes, this.#say, this.#context.choose);
  }

  view(plan: HeatmapPlan, from: HeadsInputs): HeadsView {
    const { panels } = plan.composition;
    const { across, up } = this.#axes;
    const { source, texts, firstIndex } = from;
    const scores = this.#scores.of([panels, across, up, firstIndex], () => {
      const of = (metric: HeadMetric) => [metric, metricOf(plan.composition, metric, source, firstIndex)] as const;
      return new Map([of(across), of(up)]);
    });
    return this.#view.of([scores, plan.layout, texts, plan.composition.colormap, this.#say], () =>
      headsView(plan, [scores.get(across)!, scores.get(up)!], { across, up }, from, this.#say, this.#context.number),
    );
  }

  get #say(): SayHeads {
    const language = this.#context.language();
    return this.#words.of([language], () => sayHeads(language));
  }
}

/** A number of every head; NaN where it has none. */
function metricOf(
  { panels, kind }: HeatmapComposition,
  metric: HeadMetric,
  source: TensorSource,
  firstIndex: number,
): number[] {
  return panels.map((panel) => {
    if (metric === 'layer') return panel.layer + firstIndex;
    const tokens = tokensOf(source, panel.layer).key;
    if (kind === 'scores' || (needsTokens(metric) && !tokens)) return NaN;
    return headScore(panel, metric, tokens ?? []);
  });
}

function headsView(
  { composition, layout }: HeatmapPlan,
  scores: readonly [readonly number[], readonly number[]],
  axes: HeadAxes,
  { texts, room, measure, firstIndex }: HeadsInputs,
  say: SayHeads,
  number: (value: number) => string,
): HeadsView {
  const { panels, colormap } = composition;
  const [across, up] = [say(axes.across), say(axes.up)];
  const text = (value: number) => (Number.isNaN(value) ? '–' : number(value));
  const height = Math.round(room.height ?? Math.max(180, Math.min(400, room.width * 0.6)));

  // Labels on the left decide how wide the plot is.
  const vertical = rangeOf(scores[1], axes.up);
  const bottom = height - TICKS - TITLE;
  const scaleY = plotScale('linear', vertical.domain, [bottom, TOP]);
  const ticksY = fewTicks(scaleY, vertical, Math.max(2, height / 60));
  const left = TITLE + measure.widest(ticksY.map(number)) + 12;
  const box: Box = { x: left, y: TOP, width: Math.max(60, room.width - left - 14), height: bottom - TOP };
  const horizontal = rangeOf(scores[0], axes.across);
  const scaleX = plotScale('linear', horizontal.domain, [box.x, box.x + box.width]);
  const ticksX = fewTicks(scaleX, horizontal, Math.max(2, box.width / 80));
  const bottomAxis: NumericAxis = { side: 'bottom', scale: scaleX, ticks: ticksX, format: number };
  const leftAxis: NumericAxis = { side: 'left', scale: scaleY, ticks: ticksY, format: number };

  const layers = panels.map(({ layer }) => layer);
  const [first, last] = [Math.min(...layers), Math.max(...layers)];
  const colorOf = (layer: number) => {
    const [r, g, b] = tableColor(colormap.table, last > first ? (layer - first) / (last - first) : 0.5);
    return `rgb(${r}, ${g}, ${b})`;
  };
  const points = panels.map(({ layer }, panel): HeadPoint => {
    const [x, y] = [scores[0][panel], scores[1][panel]];
    if (Number.isNaN(x + y)) return null;
    return { x: scaleX(x), y: scaleY(y), color: colorOf(layer) };
  });
  const tiles = layout.tiles.map((tile, panel) => {
    const point = points[panel];
    const side = point ? 2 * RADIUS + 2 : 0;
    const place = { x: (point?.x ?? 0) - side / 2, y: (point?.y ?? 0) - side / 2, width: side, height: side };
    return { ...tile, ...place, title: null, queryLabels: null, keyLabels: null };
  });

  // Of few layers each is named; a bar would have ticks between them.
  const all = last > first ? [...new Set(layers)] : [];
  const names = all.length <= NAMED ? all : [];
  const missing = points.filter((point) => point === null).length;
  const notes = [
    say(last > first ? 'colors' : 'points'),
    ...(missing ? [say('missing', { count: missing })] : []),
    ...(texts.common ? [texts.common] : []),
  ];
  const headSentence = (panel: number) =>
    say('head', { panel: texts.panel(panel), across, up, x: text(scores[0][panel]), y: text(scores[1][panel]) });
  const panelAt = (row: number, column: number) =>
    layout.tiles.findIndex((tile) => tile.row === row && tile.column === column);
  const sentence = (row: number, column: number) => {
    const panel = panelAt(row, column);
    return panel < 0 ? '' : headSentence(panel);
  };
  const isGrid = composition.arrangement === 'grid';
  return {
    layout: { ...layout, width: room.width, height, canvas: box, tiles },
    frame: headPoints({
      box,
      points,
      radius: RADIUS,
      axes: [bottomAxis, leftAxis],
      titles: [across, up],
      height,
      measure,
    }),
    reading: {
      label: say('summary', { across, up }),
      rows: layout.rows,
      columns: layout.columns,
      rowName: (row) => (isGrid ? texts.row(row, false) : String(row + 1)),
      columnName: (column) => (isGrid ? texts.column(column, false) : String(column + 1)),
      value: sentence,
      sentence,
    },
    table: {
      label: say('summary', { across, up }),
      rows: panels.length,
      columns: 2,
      rowName: (row) => texts.panel(row),
      columnName: (column) => [across, up][column],
      value: (row, column) => text(scores[column][row]),
      sentence: (row) => headSentence(row),
    },
    legend: {
      sentence: notes.join(' · '),
      scale: { kind: 'linear', domain: [first + firstIndex, last + firstIndex], exponent: 1, diverging: false },
      format: number,
      measure,
      width: room.width,
      marks: names.map((layer) => ({ kind: 'allowed', text: number(layer + firstIndex), fill: colorOf(layer) })),
      isNamed: last === first || names.length > 0,
    },
    summary: say('summary', { across, up }),
    headSentence,
    at: (x, y) => nearest(points, x, y),
    *rows() {
      yield ['layer', 'head', axes.across, axes.up];
      for (const [panel, { layer, head }] of panels.entries())
        yield [layer, head, ...scores.map((values) => (Number.isNaN(values[panel]) ? '' : values[panel]))];
    },
  };
}

/** Numbers at the ends of an axis: a little beyond the points, but a share not below 0. */
function rangeOf(scores: readonly number[], metric: HeadMetric) {
  const known = scores.filter((score) => !Number.isNaN(score));
  const [low, high] = known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
  const isLayer = metric === 'layer';
  const away = isLayer ? 0.5 : (high - low || 1) * 0.06;
  const least = isLayer ? low - away : Math.max(0, low - away);
  return { kind: 'linear', domain: [least, high + away], whole: isLayer } as const;
}

function nearest(points: readonly HeadPoint[], x: number, y: number): HeatmapSpot | null {
  let [panel, least] = [-1, REACH];
  for (const [at, point] of points.entries()) {
    const away = point ? Math.hypot(point.x - x, point.y - y) : Infinity;
    // Of points in one place the last lies on top.
    if (away <= least) [panel, least] = [at, away];
  }
  return panel < 0 ? null : { panel, row: 0, column: 0 };
}
