import { type Stroke, type StrokePicture, traceLine } from '@attn-elements/core/element';
import type { Facet } from './drawing.js';
import type { PlotLayout, Plot } from './layout.js';

/** The colour of a line, of so many. */
export type LineColor = (index: number, count: number) => string;

/** More lines than these are thin, in one plot or in as many: browsers draw lines of one pixel several times as fast. */
const FEW = 8;

/** The lines of all plots, as paths. */
export function plotStrokesOf(
  { width, height, plots }: PlotLayout,
  facets: readonly Facet[],
  color: LineColor,
): StrokePicture {
  const isMany = plots.length > FEW || plots.some(({ lines }) => lines.length > FEW);
  const lineWidth = isMany ? 1 : 1.5;
  return { width, height, strokes: plots.flatMap((plot) => plotStrokes(plot, facets[plot.facet], color, lineWidth)) };
}

function plotStrokes(
  { lines, scaleX, scaleY }: Plot,
  { content, x }: Facet,
  color: LineColor,
  lineWidth: number,
): Stroke[] {
  if (content.type !== 'lines') return [];
  const along = { first: x.first, step: x.step, scale: scaleX };
  const stroke = (line: Parameters<typeof traceLine>[1], lineColor: string, width: number): Stroke => ({
    trace: (sink, column) => traceLine(sink, line, along, scaleY, column),
    color: lineColor,
    width,
  });
  const strokes = content.band
    ? [content.band.low, content.band.high].map((line) => stroke(line, color(0, 1), 0.5))
    : [];
  return [...strokes, ...lines.map((line, i) => stroke(line, color(i, lines.length), lineWidth))];
}
