import { type Box, guideTemplate, markBox } from '@attn-elements/core/element';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Facet } from './drawing.js';
import type { PlotLayout, Plot } from './layout.js';
import type { PlotSpot } from './pointing.js';

/** Mark of the spot that is pointed at, and in every other plot of the same place. */
export function plotMarksTemplate({ plots }: PlotLayout, facets: readonly Facet[], spot: PlotSpot): SVGTemplateResult {
  const place = facets[spot.facet].x;
  const at = place.first + spot.column * place.step;
  return svg`${plots.map((plot) => {
    const facet = facets[plot.facet];
    const isOwn = plot.facet === spot.facet;
    const { x, content, reading } = facet;
    if (content.type === 'turns') return isOwn && plot.clock === spot.row ? frame(plot) : nothing;
    const column = isOwn ? spot.column : Math.round((at - x.first) / x.step);
    if (column < 0 || column >= reading.columns) return nothing;
    if (content.type === 'matrix') return crossing(plot, facet, isOwn ? spot.row : -1, column);
    const left = plot.scaleX(x.first + column * x.step);
    const dots = plot.lines.map(({ row }) => {
      const isPointed = isOwn && row === spot.row;
      const value = reading.value(row, column);
      // Of many lines only the pointed one has a dot; alone in its plot, every one.
      const isSeen = Number.isFinite(value) && (isPointed || plot.lines.length === 1);
      return isSeen ? { y: plot.scaleY(value), isFaint: !isPointed } : null;
    });
    return guideTemplate(left, [plot.y, plot.y + plot.height], dots);
  })}`;
}

/** A column of a matrix, and with a row the cell where they cross. */
function crossing(plot: Plot, { reading }: Facet, row: number, column: number): SVGTemplateResult {
  const [width, height] = [plot.width / reading.columns, plot.height / reading.rows];
  const left = plot.x + column * width;
  const cell = { x: left, y: plot.y + row * height, width, height };
  return svg`<line class="guide" x1=${left + width / 2} x2=${left + width / 2} y1=${plot.y} y2=${plot.y + plot.height}></line>
    ${
      row < 0
        ? nothing
        : svg`<line class="guide" x1=${plot.x} x2=${plot.x + plot.width} y1=${cell.y + height / 2} y2=${cell.y + height / 2}></line>
            ${markBox('', cell)}`
    }`;
}

/** Around a whole plot there is nothing to be set off from. */
const frame = ({ x, y, width, height }: Box) =>
  svg`<rect class="mark" x=${x - 1} y=${y - 1} width=${width + 2} height=${height + 2}></rect>`;
