import { drawNumericAxis } from '@attn-elements/core/element';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Facet } from './drawing.js';
import type { Layout, Plot } from './layout.js';
import type { Words } from './views/words.js';

/** Frames, titles, what lies beyond the trained length, and groups that axes are drawn into once they are on the page. */
export function axesTemplate({ plots, titles }: Layout, facets: readonly Facet[], { say }: Words): SVGTemplateResult {
  return svg`${plots.map((plot) => {
    const facet = facets[plot.facet];
    const { x, y, width, height } = plot;
    const isClock = plot.clock >= 0;
    return svg`${isClock ? nothing : svg`<rect class="frame-line" x=${x} y=${y} width=${width} height=${height}></rect>`}
      ${beyond(plot, facet, say)}
      ${reference(plot, facet)}
      ${plot.title ? svg`<text class="title" x=${x + width / 2} y=${y - 5} text-anchor="middle">${plot.title}</text>` : nothing}
      ${plot.ticksX.length > 0 ? svg`<g class="axis bottom" transform="translate(0,${y + height})"></g>` : nothing}
      ${plot.ticksY.length > 0 ? svg`<g class="axis left" transform="translate(${x},0)"></g>` : nothing}`;
  })}${titles.map(({ text, x, y, turned }) => svg`<text class="axis-title" transform="translate(${x},${y})${turned ? ' rotate(-90)' : ''}" text-anchor="middle">${text}</text>`)}`;
}

/** Shades what a model was not trained with, or draws where it begins. */
function beyond(plot: Plot, { trained, content }: Facet, say: Words['say']) {
  if (!trained || plot.clock >= 0) return nothing;
  const { x, y, width, height, scaleX, scaleY } = plot;
  const isMatrix = content.type === 'matrix';
  // Of a matrix the edge lies between two cells.
  const [left, level] = [trained.x, trained.y].map((value) => (value === null ? null : value - (isMatrix ? 0.5 : 0)));
  const parts: SVGTemplateResult[] = [];
  if (left !== null) {
    const at = scaleX(left);
    if (at >= x + width) return nothing;
    if (!isMatrix)
      parts.push(
        svg`<rect class="beyond" x=${Math.max(x, at)} y=${y} width=${x + width - Math.max(x, at)} height=${height}></rect>`,
      );
    parts.push(svg`<line class="trained" x1=${at} x2=${at} y1=${y} y2=${y + height}></line>`);
  }
  if (level !== null) {
    const at = scaleY(level);
    parts.push(svg`<line class="trained" x1=${x} x2=${x + width} y1=${at} y2=${at}></line>`);
    if (!isMatrix) {
      parts.push(svg`<rect class="beyond" x=${x} y=${y} width=${width} height=${Math.max(0, at - y)}></rect>
        <text class="beyond-text" x=${x + 6} y=${at - 5}>${say('trainedLength')}</text>`);
    }
  }
  return parts;
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

/** Draws the axes of the plots that have one, into the groups of `axesTemplate`. */
export function drawAxes(svgElement: SVGElement, { plots }: Layout, format: (value: number) => string): void {
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
