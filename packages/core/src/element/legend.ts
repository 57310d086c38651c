import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { type ColorScale, tableColor } from '../color/index.js';
import type { Extent } from '../math/index.js';
import type { TextMeasure } from './axis/measure-text.js';
import { lineOf } from './axis/line.js';
import { niceTicks } from './axis/nice-ticks.js';
import { canvasContext } from './canvas-context.js';
import type { Say } from './locale.js';

/** Sentence, scale and marks of a legend beside its colour bar. */
export interface LegendNotes {
  /** Sentence on how values became colours. */
  readonly sentence: string;
  readonly scale: ColorScale;
  /** A value as a tick label. */
  readonly format: (value: number) => string;
  readonly measure: TextMeasure;
  /** Width that there is for all of it. */
  readonly width: number;
  /** Special colours that occur in the figure, with their names. */
  readonly marks: readonly {
    readonly kind: 'nan' | 'masked' | 'under' | 'over' | 'allowed';
    readonly text: string;
    /** Colour of a mark that is none of the page's. */
    readonly fill?: string;
  }[];
  /** Whether the colours are named one by one, and there is no bar of them. */
  readonly isNamed?: boolean;
}

/**
 * The special colours that occur among values of an extent under a domain, as a legend names them.
 * @param masked name of the cells that have no colour: not every cell that is hidden was masked
 */
export function specialColors(
  { low: least, high: most, hasInfinity, hasMasked, hasNaN }: Extent,
  [low, high]: readonly [low: number, high: number],
  say: Say,
  number: (value: number) => string,
  masked: 'masked' | 'hiddenCell' | 'maskedOrHidden' = 'masked',
): LegendNotes['marks'] {
  const marks: LegendNotes['marks'][number][] = [];
  if (least < low) marks.push({ kind: 'under', text: say('under', { value: number(low) }) });
  if (most > high || hasInfinity) marks.push({ kind: 'over', text: say('over', { value: number(high) }) });
  if (hasMasked) marks.push({ kind: 'masked', text: say(masked) });
  if (hasNaN) marks.push({ kind: 'nan', text: say('nan') });
  return marks;
}

/** Widest bar, in pixels. */
const WIDEST = 220;

/** Length of a tick; room of the labels below it, and where in it they stand, with most fonts. */
const TICK = 4;
const BAR_LINE = 18;
const BASELINE = 10.5;

/** Stripes of the sample for values that are no numbers, as the drawing has them. */
const swatchHatch = svg`<path class="hatch" d="M0,8L8,0M4,14L14,4"></path>`;

/** Colour bar, sentence and special colours; `paintColorBar` fills the bar once this is on the page. */
export function legendTemplate(notes: LegendNotes): TemplateResult {
  const { sentence, marks, isNamed } = notes;
  return html`<div class="legend" part="legend">
    ${isNamed ? nothing : colorBar(notes)}
    <div class="legend-text">
      <span>${sentence}</span>
      ${marks.map(
        ({ kind, text, fill }) => html`<span class="mark">
          <svg class="swatch ${kind}" width="14" height="14" aria-hidden="true">
            <rect x="0.5" y="0.5" width="13" height="13" fill=${fill ?? nothing}></rect>
            ${kind === 'nan' ? swatchHatch : nothing}
          </svg>
          ${text}
        </span>`,
      )}
    </div>
  </div>`;
}

function colorBar({ scale, format, measure, width }: LegendNotes): TemplateResult {
  const bar = Math.min(WIDEST, width);
  const ticks = barTicks(scale, bar, format, measure);
  const ink = measure.ink(ticks.map(({ text }) => text));
  const line = lineOf(ink, BAR_LINE, BASELINE);
  return html`<div class="bar" aria-hidden="true">
    <canvas width="256" height="1"></canvas>
    <svg class="axis" width=${bar} height=${TICK + line.room}>
      ${ticks.map(
        ({ x, left, text }) =>
          svg`<line x1=${x} x2=${x} y2=${TICK}></line><text x=${left} y=${TICK + line.baseline}>${text}</text>`,
      )}
    </svg>
  </div>`;
}

interface Tick {
  readonly x: number;
  /** Place where the label begins: under its tick, but inside the bar. */
  readonly left: number;
  readonly right: number;
  readonly text: string;
}

/** Both ends, and between them as many round values as stand side by side without touching. */
function barTicks(scale: ColorScale, width: number, format: (value: number) => string, measure: TextMeasure): Tick[] {
  const tick = (value: number, place: number): Tick => {
    const text = format(value);
    const size = measure.width(text);
    const x = Math.min(width - 0.5, Math.max(0.5, place * width));
    const left = Math.max(0, Math.min(width - size, x - size / 2));
    return { x, left, right: left + size, text };
  };
  const isApart = (one: Tick, next: Tick) => next.left > one.right + 4;
  const [low, high] = [tick(scale.domain[0], 0), tick(scale.domain[1], 1)];
  for (let count = 5; count > 0; count--) {
    const between = niceTicks(scale, count)
      .map(({ value, place }) => tick(value, place))
      .filter((one) => isApart(low, one) && isApart(one, high));
    if (between.every((one, i) => i === 0 || isApart(between[i - 1], one))) return [low, ...between, high];
  }
  return isApart(low, high) ? [low, high] : [low];
}

/** Paints the colours of a table into the bar of a rendered legend. */
export function paintColorBar(legend: Element, table: Uint8Array): void {
  const canvas = legend.querySelector('canvas');
  const context = canvas && canvasContext(canvas);
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
    width: min(220px, 100%);
    padding-block-start: 12px;
    /* From low to high, as its canvas is painted, whatever way the page runs. */
    direction: ltr;
  }
  .bar canvas {
    position: absolute;
    inset: 0 0 auto;
    width: 100%;
    height: 12px;
  }
  .bar svg {
    display: block;
    overflow: visible;
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
