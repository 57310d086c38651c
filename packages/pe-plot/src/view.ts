import { type Stroke, type StrokePicture, traceLine } from '@attn-elements/core/element';
import type { Facet } from './drawing.js';
import type { Layout, Plot } from './layout.js';

/** The colour of a line, of so many. */
export type LineColor = (index: number, count: number) => string;

/** The lines of all plots, as paths. */
export function strokesOf({ width, height, plots }: Layout, facets: readonly Facet[], color: LineColor): StrokePicture {
  return { width, height, strokes: plots.flatMap((plot) => plotStrokes(plot, facets[plot.facet], color)) };
}

function plotStrokes({ lines, scaleX, scaleY }: Plot, { content, x }: Facet, color: LineColor): Stroke[] {
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
  const count = lines.length;
  return [...strokes, ...lines.map((line, i) => stroke(line, color(i, count), count > 8 ? 1 : 1.5))];
}
