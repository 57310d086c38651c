import { drawNumericAxis } from '@attn-elements/core/element';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Facet } from './drawing.js';
import type { Layout, Plot } from './layout.js';
import type { Words } from './views/words.js';

/** Frames, titles, what lies beyond the trained length, and groups that axes are drawn into once they are on the page. */
export function axesTemplate({ plots }: Layout, facets: readonly Facet[], { say }: Words): SVGTemplateResult {
  return svg`${plots.map((plot) => {
    const facet = facets[plot.facet];
    const { x, y, width, height } = plot;
    const [middleX, middleY] = [x + width / 2, y + height / 2];
    const isClock = plot.clock >= 0;
    return svg`${isClock ? nothing : svg`<rect class="frame-line" x=${x} y=${y} width=${width} height=${height}></rect>`}
      ${beyond(plot, facet, say)}
      ${reference(plot, facet)}
      ${plot.title ? svg`<text class="title" x=${middleX} y=${y - 5} text-anchor="middle">${plot.title}</text>` : nothing}
      ${isClock ? nothing : svg`<g class="axis bottom" transform="translate(0,${y + height})"></g><g class="axis left" transform="translate(${x},0)"></g>`}
      ${plot.titleX ? svg`<text class="axis-title" x=${middleX} y=${y + height + 36} text-anchor="middle">${plot.titleX}</text>` : nothing}
      ${
        plot.titleY
          ? svg`<text class="axis-title" transform="translate(${titleYOf(plot, plots)},${middleY}) rotate(-90)" text-anchor="middle">${plot.titleY}</text>`
          : nothing
      }`;
  })}`;
}

/** The title of a vertical axis stands at the left of the room that the layout left for the axis. */
function titleYOf(plot: Plot, plots: readonly Plot[]): number {
  const before = plots.filter(({ x, width, y }) => y === plot.y && x + width < plot.x);
  const edge = Math.max(0, ...before.map(({ x, width }) => x + width + 16));
  return edge + 12;
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
  const withAxes = plots.filter(({ clock }) => clock < 0);
  const groups = (side: string) => svgElement.querySelectorAll<SVGGElement>(`g.${side}`);
  const [bottoms, lefts] = [groups('bottom'), groups('left')];
  withAxes.forEach(({ scaleX, scaleY, ticksX, ticksY }, i) => {
    drawNumericAxis(bottoms[i], { side: 'bottom', scale: scaleX, ticks: ticksX, format });
    drawNumericAxis(lefts[i], { side: 'left', scale: scaleY, ticks: ticksY, format });
  });
}
