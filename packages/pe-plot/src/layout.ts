import {
  type Box,
  fewTicks,
  LINE,
  type Line as TextLine,
  lineOf,
  type PlotScale,
  plotScale,
  type Room,
  type TextMeasure,
} from '@attn-elements/core/element';
import type { AxisSpec, Facet, PlotLine } from './drawing.js';

/** A rectangle with something in it, and what lies along its sides. */
export interface Plot extends Box {
  /** Index of the facet that it shows. */
  readonly facet: number;
  readonly title: string;
  /** The lines that it shows: all of its facet, or one. */
  readonly lines: readonly PlotLine[];
  /** Index of the pair whose clock it is; −1 where it is none. */
  readonly clock: number;
  readonly x: number;
  readonly scaleX: PlotScale;
  readonly scaleY: PlotScale;
  /** Ticks of the axes that are drawn here. */
  readonly ticksX: readonly number[];
  readonly ticksY: readonly number[];
}

/** Title of an axis, at the middle of its text. */
export interface AxisTitle {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Whether it stands upright, beside its axis. */
  readonly turned: boolean;
}

export interface PlotLayout {
  readonly width: number;
  readonly height: number;
  readonly plots: readonly Plot[];
  readonly titles: readonly AxisTitle[];
  /** Distance of a plot's title above its plot. */
  readonly titleRise: number;
}

/** Least width of a plot, and height for its width, by how many there are of what. */
interface Manner {
  readonly least: number;
  readonly gap: number;
  height(width: number): number;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** The most ticks that a vertical axis has. */
const MOST_TICKS = 7;

/** Room of a plot's title, and of an axis' title, and where in it letters stand with most fonts. */
const TITLE = 18;
const BASELINE = { plot: 13, below: 15, beside: 12 };
/** From a tick to the line of its label, below an axis. */
const TICK_BASELINE = 8.5;
/** A tick with the space to its label, as `drawNumericAxis` draws it. */
const TICK = 7;
const MARGIN = 8;

function mannerOf(facets: readonly Facet[], count: number): Manner {
  const [{ content, reading, x, y }] = facets;
  if (content.type === 'turns') return { least: 104, gap: 12, height: (width) => width };
  if (content.type === 'matrix') {
    const isSquare = reading.rows === reading.columns && x.title !== '' && x.domain[0] === y.domain[0];
    if (count === 1) return { least: 0, gap: 0, height: (width) => (isSquare ? width : clamp(width * 0.6, 160, 420)) };
    return { least: 132, gap: 12, height: (width) => (isSquare ? width : width * 0.8) };
  }
  if (count === 1) return { least: 0, gap: 0, height: (width) => clamp(width * 0.5, 160, 320) };
  if (content.apart) return { least: 60, gap: 10, height: (width) => clamp(width * 0.6, 40, 90) };
  return { least: 210, gap: 16, height: (width) => clamp(width * 0.7, 120, 240) };
}

/** The widest that a single square is: more would be higher than a screen. */
const WIDEST_SQUARE = 460;

/** Puts the plots of all facets into rows, their axes at the outside where they share them. */
export function layOutPlot(
  facets: readonly Facet[],
  room: Room,
  measure: TextMeasure,
  format: (value: number) => string,
): PlotLayout {
  const items = facets.flatMap((facet, i) => itemsOf(facet, i));
  const count = items.length;
  const manner = mannerOf(facets, count);
  const [{ x, y, content }] = facets;
  const isBare = content.type === 'turns';
  const shared = facets.every((facet) => sameAxis(facet.x, x) && sameAxis(facet.y, y));
  const tickTexts = (side: 'x' | 'y') => facets.flatMap((facet) => edgeTicks(facet[side]).map(format));
  const below = tickTexts('x');
  const ticks = lineOf(measure.ink([...below, ...tickTexts('y')]), LINE, TICK_BASELINE);
  const bold = measure.at(12, 600);
  const lineOfAxis = (side: 'x' | 'y', baseline: number) =>
    lineOf(bold.ink(facets.map((facet) => facet[side].title)), TITLE, baseline);
  const axes: AxisLines = { below: lineOfAxis('x', BASELINE.below), beside: lineOfAxis('y', BASELINE.beside), ticks };
  const left = isBare ? 0 : axes.beside.room + TICK + Math.ceil(measure.widest(tickTexts('y')));
  const bottom = isBare ? 0 : TICK + ticks.room + axes.below.room;
  const names = measure.at(12);
  const titleLine = lineOf(names.ink(items.map((item) => item.title)), TITLE, BASELINE.plot);
  // Letters of the highest tick reach above the plot.
  const margin = Math.max(MARGIN, Math.ceil(ticks.room / 2));
  const title = items.some((item) => item.title) ? titleLine.room : margin;
  const outerLeft = shared ? left : 0;
  const innerLeft = shared ? 0 : left;
  const free = Math.max(40, room.width - outerLeft);
  // The last tick's label may reach beyond its plot.
  const beyond = facets.flatMap(({ x: spec }) => {
    const place = plotScale(spec.kind, spec.domain, [0, Math.min(free, manner.least || free)]);
    const marks = [2, 3, 5, MOST_TICKS].flatMap((few) => fewTicks(place, spec, few));
    return marks.map((tick) => measure.width(format(tick)) / 2 + place(tick) - place(spec.domain[1]));
  });
  const inside = Math.max(40, free - Math.ceil(Math.max(MARGIN, ...(isBare ? [] : beyond))));
  const most = Math.max(1, Math.floor((inside + manner.gap) / (manner.least + innerLeft + manner.gap)));
  const lines = Math.ceil(count / Math.min(count, most));
  const across = Math.ceil(count / lines);
  const innerBottom = shared ? 0 : bottom;
  let width = (inside - manner.gap * (across - 1)) / across - innerLeft;
  let height = manner.height(width);
  if (room.height !== null) {
    const chrome = (shared ? bottom : 0) + lines * (title + innerBottom) + manner.gap * (lines - 1);
    height = Math.max(24, (room.height - chrome) / lines);
  }
  if (content.type !== 'lines' && manner.height(100) === 100) {
    width = height = Math.min(width, height, count === 1 ? WIDEST_SQUARE : Infinity);
  }
  const pixel = (value: number) => Math.round(value * room.pixelRatio) / room.pixelRatio;
  [width, height] = [Math.max(8, pixel(width)), Math.max(8, pixel(height))];
  const plots = items.map((item, i): Plot => {
    const facet = facets[item.facet];
    const [column, line] = [i % across, Math.floor(i / across)];
    const atX = pixel(outerLeft + column * (width + innerLeft + manner.gap) + innerLeft);
    const atY = pixel(line * (height + title + innerBottom + manner.gap) + title);
    const isLast = i + across >= count;
    const isDown = facet.content.type === 'matrix';
    const scaleX = plotScale(facet.x.kind, facet.x.domain, [atX, atX + width]);
    const scaleY = plotScale(facet.y.kind, facet.y.domain, isDown ? [atY, atY + height] : [atY + height, atY]);
    const showsX = !isBare && (!shared || isLast);
    const showsY = !isBare && (!shared || column === 0);
    const tickRoom = Math.max(measure.width(format(facet.x.domain[1])) + 16, measure.widest(below) + 4);
    return {
      ...item,
      x: atX,
      y: atY,
      width,
      height,
      scaleX,
      scaleY,
      ticksX: showsX ? fewTicks(scaleX, facet.x, clamp(Math.floor(width / tickRoom), 1, 8)) : [],
      ticksY: showsY
        ? fewTicks(scaleY, facet.y, clamp(Math.floor(height / Math.max(28, 2 * ticks.room)), 2, MOST_TICKS))
        : [],
      title: names.shorten(item.title, width),
    };
  });
  const whole = boxAround(plots);
  // Axes that plots share are named once, beside all of them.
  const titles = isBare
    ? []
    : (shared ? [whole] : plots).flatMap((box, i) =>
        titlesOf(
          box,
          facets[shared ? 0 : plots[i].facet],
          axes,
          { left, right: room.width, pitch: shared ? Infinity : width + innerLeft + manner.gap },
          bold,
        ),
      );
  const titleRise = titleLine.room - titleLine.baseline;
  return { width: room.width, height: Math.ceil(whole.y + whole.height + bottom), plots, titles, titleRise };
}

function boxAround(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const end = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: end - y };
}

/** The lines of the names of axes, and of the labels below. */
interface AxisLines {
  readonly below: TextLine;
  readonly beside: TextLine;
  readonly ticks: TextLine;
}

/** The names of both axes of a box, at the outer edges of the room that there is for them. */
function titlesOf(
  { x, y, width, height }: Box,
  facet: Facet,
  { below, beside, ticks }: AxisLines,
  { left, right, pitch }: { left: number; right: number; pitch: number },
  bold: TextMeasure,
): AxisTitle[] {
  const middle = x + width / 2;
  // Longer than its axis a name may be, as far as the figure has room for it.
  const across = Math.min(pitch, 2 * Math.min(middle, right - middle));
  return [
    {
      text: bold.shorten(facet.x.title, across),
      x: middle,
      y: y + height + TICK + ticks.room + below.baseline,
      turned: false,
    },
    {
      text: bold.shorten(facet.y.title, height + TICK + ticks.room),
      x: x - left + beside.baseline,
      y: y + height / 2,
      turned: true,
    },
  ];
}

type Item = Pick<Plot, 'facet' | 'title' | 'lines' | 'clock'>;

function itemsOf({ content, title, reading }: Facet, facet: number): Item[] {
  const one = { facet, title, lines: [], clock: -1 };
  if (content.type === 'turns')
    return content.pairs.map((_, clock) => ({
      ...one,
      clock,
      title: [one.title, reading.rowName(clock)].filter(Boolean).join(' · '),
    }));
  if (content.type === 'matrix') return [one];
  if (!content.apart) return [{ ...one, lines: content.lines }];
  return content.lines.map((line) => ({ ...one, title: line.name, lines: [line] }));
}

const sameAxis = (a: AxisSpec, b: AxisSpec) =>
  a.title === b.title && a.kind === b.kind && a.domain[0] === b.domain[0] && a.domain[1] === b.domain[1];

const edgeTicks = (spec: AxisSpec) => fewTicks(plotScale(spec.kind, spec.domain, [0, 1]), spec, MOST_TICKS);

/** The plot under a point, or none. */
export function plotAt({ plots }: PlotLayout, x: number, y: number): Plot | null {
  return (
    plots.find((plot) => x >= plot.x && x < plot.x + plot.width && y >= plot.y && y < plot.y + plot.height) ?? null
  );
}
