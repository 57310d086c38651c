import { axisBottom } from 'd3-axis';
import { select } from 'd3-selection';
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { type ColorScale, type Look, tableColor } from '../color/index.js';
import type { TextMeasure } from './axis/measure-text.js';
import { niceTicks } from './axis/nice-ticks.js';

/** What a legend says beside its colour bar. */
export interface LegendNotes {
  /** How values became colours, in words. */
  readonly sentence: string;
  /** Special colours that occur in the figure, with their names. */
  readonly marks: readonly { readonly kind: 'nan' | 'masked' | 'under' | 'over'; readonly text: string }[];
}

/** Width of the bar, and room at its ends for half a tick label, in pixels. */
const WIDTH = 220;
const MARGIN = 24;

/** Stripes of the sample for values that are no numbers, as the drawing has them. */
const swatchHatch = svg`<path class="hatch" d="M0,8L8,0M4,14L14,4"></path>`;

/** Colour bar, sentence and special colours; `drawColorBar` fills the bar once this is on the page. */
export function legendTemplate({ sentence, marks }: LegendNotes): TemplateResult {
  return html`<div class="legend" part="legend">
    <div class="bar" aria-hidden="true">
      <canvas width="256" height="1"></canvas>
      <svg width=${WIDTH + 2 * MARGIN} height="22"></svg>
    </div>
    <div class="legend-text">
      <span>${sentence}</span>
      ${marks.map(
        ({ kind, text }) => html`<span class="mark">
          <svg class="swatch ${kind}" width="14" height="14" aria-hidden="true">
            <rect x="0.5" y="0.5" width="13" height="13"></rect>
            ${kind === 'nan' ? swatchHatch : nothing}
          </svg>
          ${text}
        </span>`,
      )}
    </div>
  </div>`;
}

/** Draws the colours and ticks of a scale into the bar of a rendered legend. */
export function drawColorBar(
  legend: Element,
  look: Look,
  format: (value: number) => string,
  measure: TextMeasure,
): void {
  const canvas = legend.querySelector<HTMLCanvasElement>('.bar canvas');
  const axis = legend.querySelector<SVGSVGElement>('.bar svg');
  if (!canvas || !axis) return;
  paintBar(canvas, look.table);
  const { ticks, positions } = barTicks(look.scale, format, measure);
  const scale = Object.assign((place: number) => MARGIN + place * WIDTH, {
    domain: () => [0, 1],
    range: () => [MARGIN, MARGIN + WIDTH],
    copy: () => scale,
  });
  const root = select(axis);
  const group = root.selectAll<SVGGElement, null>('g').data([null]).join('g');
  group
    .attr('class', 'axis')
    .call(
      axisBottom<number>(scale)
        .tickValues(positions)
        .tickFormat((_, i) => ticks[i])
        .tickSize(4)
        .tickPadding(2),
    )
    .attr('font-size', null)
    .attr('font-family', null);
  group.select('.domain').remove();
}

/** As many ticks as stand side by side without touching. */
function barTicks(scale: ColorScale, format: (value: number) => string, measure: TextMeasure) {
  for (let count = 5; ; count--) {
    const found = niceTicks(scale, count);
    const ticks = found.map(({ value }) => format(value));
    const positions = found.map(({ place }) => place);
    const clear = positions.every((place, i) => {
      const gap = i === 0 ? Infinity : (place - positions[i - 1]) * WIDTH;
      return gap > (measure.width(ticks[i]) + measure.width(ticks[i - 1] ?? '')) / 2 + 4;
    });
    if (clear || count === 1) return { ticks, positions };
  }
}

function paintBar(canvas: HTMLCanvasElement, table: Uint8Array): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const row = context.createImageData(256, 1);
  for (let i = 0; i < 256; i++) row.data.set(tableColor(table, i / 255), i * 4);
  context.putImageData(row, 0, 0);
}

export const legendStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 4px 12px;
    margin-block-start: 8px;
  }
  .bar {
    position: relative;
    flex: none;
    width: 268px;
    height: 34px;
    margin-inline-start: -24px;
  }
  .bar canvas {
    position: absolute;
    inset: 0 24px auto;
    width: 220px;
    height: 12px;
  }
  .bar svg {
    position: absolute;
    inset: 12px 0 auto;
  }
  .legend-text {
    display: flex;
    flex: 1 1 200px;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .swatch rect {
    stroke: var(--_line);
  }
  .swatch.nan rect {
    fill: var(--_nan);
  }
  .swatch .hatch {
    fill: none;
    stroke: var(--_hatch);
    stroke-width: 2px;
  }
  .swatch.masked rect {
    fill: var(--_masked);
  }
  .swatch.under rect {
    fill: var(--_under);
  }
  .swatch.over rect {
    fill: var(--_over);
  }
`;
