import { drawNumericAxis } from '@attn-elements/core/element';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Facet } from './drawing.js';
import type { PlotLayout, Plot } from './layout.js';
import type { PlotWords } from './views/words.js';

/** Frames, titles, what lies beyond the trained length, and groups that axes are drawn into once they are on the page. */
export function axesTemplate(
  { plots, titles, titleRise }: PlotLayout,
  facets: readonly Facet[],
  { say }: PlotWords,
): SVGTemplateResult {
  return svg`${plots.map((plot) => {
    const facet = facets[plot.facet];
    const { x, y, width, height } = plot;
    const isClock = plot.clock >= 0;
    return svg`${isClock ? nothing : svg`<rect class="frame-line" x=${x} y=${y} width=${width} height=${height}></rect>`}
      ${beyond(plot, facet, say)}
      ${reference(plot, facet)}
      ${plot.title ? svg`<text class="title" x=${x + width / 2} y=${y - titleRise} text-anchor="middle">${plot.title}</text>` : nothing}
      ${plot.ticksX.length > 0 ? svg`<g class="axis bottom" transform="translate(0,${y + height})"></g>` : nothing}
      ${plot.ticksY.length > 0 ? svg`<g class="axis left" transform="translate(${x},0)"></g>` : nothing}`;
  })}${titles.map(({ text, x, y, turned }) => svg`<text class="axis-title" transform="translate(${x},${y})${turned ? ' rotate(-90)' : ''}" text-anchor="middle">${text}</text>`)}`;
}

/** Shades what a model was not trained with: of lines, under them. */
function beyond(plot: Plot, { trained, content }: Facet, say: PlotWords['say']) {
  if (!trained || content.type !== 'lines') return nothing;
  const { x, y, width, height, scaleX, scaleY } = plot;
  const [right, bottom] = [x + width, y + height];
  if (trained.x !== null) {
    const at = Math.min(right, Math.max(x, scaleX(trained.x)));
    return svg`<rect class="beyond" x=${at} y=${y} width=${right - at} height=${height}></rect>
      <line class="trained" x1=${at} x2=${at} y1=${y} y2=${bottom}></line>`;
  }
  const level = Math.min(bottom, Math.max(y, scaleY(trained.y!)));
  return svg`<rect class="beyond" x=${x} y=${y} width=${width} height=${level - y}></rect>
    <line class="trained" x1=${x} x2=${right} y1=${level} y2=${level}></line>
    <text class="beyond-text" x=${x + 6} y=${level - 5}>${say('trainedLength')}</text>`;
}

/** Edge of the part of a matrix that a model was not trained with: a line between two cells, over them. */
export function edgesTemplate({ plots }: PlotLayout, facets: readonly Facet[]): SVGTemplateResult {
  return svg`${plots.map((plot) => {
    const { trained, content } = facets[plot.facet];
    if (content.type !== 'matrix') return nothing;
    const { x, y, width, height, scaleX, scaleY } = plot;
    if (content.tiles) return seams(plot, content.tiles);
    if (!trained) return nothing;
    const line = (x1: number, y1: number, x2: number, y2: number) =>
      ['halo', 'edge'].map((name) => svg`<line class=${name} x1=${x1} x2=${x2} y1=${y1} y2=${y2}></line>`);
    const [left, level] = [trained.x, trained.y].map((value) => (value === null ? null : value - 0.5));
    return [
      left === null ? nothing : line(scaleX(left), y, scaleX(left), y + height),
      level === null ? nothing : line(x, scaleY(level), x + width, scaleY(level)),
    ];
  })}`;
}

/** Lines between the tiles of a matrix. */
function seams({ x, y, width, height }: Plot, { rows, columns }: { rows: number; columns: number }) {
  const between = (count: number, length: number) =>
    Array.from({ length: count - 1 }, (_, i) => ((i + 1) * length) / count);
  const down = between(columns, width).map((at) => `M${x + at},${y}v${height}`);
  const across = between(rows, height).map((at) => `M${x},${y + at}h${width}`);
  return svg`<path class="seam" d=${[...down, ...across].join('')}></path>`;
}

/** The value that chance would give, and how far it strays. */
function reference(plot: Plot, { content }: Facet) {
  if (content.type !== 'lines' || !content.reference) return nothing;
  const { x, width, scaleY } = plot;
  const { value, spread, text } = content.reference;
  const [low, high] = [scaleY(Math.max(scaleY.domain()[0], value - spread)), scaleY(value + spread)];
  return svg`<rect class="beyond" x=${x} y=${high} width=${width} height=${Math.max(1, low - high)}></rect>
    <line class="trained" x1=${x} x2=${x + width} y1=${scaleY(value)} y2=${scaleY(value)}></line>
    <text class="beyond-text" x=${x + width - 6} y=${high - 4} text-anchor="end">${text}</text>`;
}

/** Key of the axes' look: the same text for layouts whose axes are the same, as where only curves have changed. */
export function axesLook({ plots, height }: PlotLayout, format: (value: number) => string): string {
  const looks = plots.map(({ x, y, width, height, scaleX, scaleY, ticksX, ticksY }) => [
    [x, y, width, height],
    [scaleX, scaleY].map((scale) => [scale.kind, scale.domain()]),
    [ticksX, ticksY].map((ticks) => ticks.map((tick) => [tick, format(tick)])),
  ]);
  return JSON.stringify([height, looks]);
}

/** Draws the axes of the plots that have one, into the groups of `axesTemplate`. */
export function drawAxes(svgElement: SVGElement, { plots }: PlotLayout, format: (value: number) => string): void {
  const sides = [
    ['bottom', plots.map(({ scaleX, ticksX }) => ({ scale: scaleX, ticks: ticksX }))],
    ['left', plots.map(({ scaleY, ticksY }) => ({ scale: scaleY, ticks: ticksY }))],
  ] as const;
  for (const [side, axes] of sides) {
    const groups = svgElement.querySelectorAll<SVGGElement>(`g.${side}`);
    const drawn = axes.filter(({ ticks }) => ticks.length > 0);
    drawn.forEach((axis, i) => drawNumericAxis(groups[i], { side, ...axis, format }));
  }
}
