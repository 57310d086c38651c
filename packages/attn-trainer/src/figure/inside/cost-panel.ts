import { drawNumericAxis, type PlotScale, plotScale } from '@attn-elements/core/element';
import { type AttentionCost, attentionCost } from '@attn-elements/core/math';
import { html, type TemplateResult } from 'lit';
import type { AttentionMap } from '../../datasets/dataset.js';
import type { InsidePanel, InsideParts } from './inside-parts.js';

/** Kinds of attention whose cost grows with the square of the length. */
const squared = ['self', 'encoder', 'decoder', 'cross'];

/** Width of the curves, where there is room. */
const WIDTH = 240;
/** Height of the curves. */
const HEIGHT = 88;
const TOP = 8;
/** From an axis to its labels, with the tick, and between two lines of text. */
const AWAY = 10;
const GAP = 4;
/** Points of a curve. */
const POINTS = 48;
/** Ticks of costs. */
const TICKS = 3;

/** Parameters of the model, and what its attention costs at the present length and at others. */
export class CostPanel implements InsidePanel {
  readonly settled = null;
  readonly #parts: InsideParts;
  /** Scales of the chart; null where there is none. */
  #scales: { readonly x: PlotScale; readonly y: PlotScale } | null = null;

  constructor(parts: InsideParts) {
    this.#parts = parts;
  }

  render(): TemplateResult {
    const { run, tell } = this.#parts;
    const { opened, inForce, frame } = run.model;
    if (!opened || !inForce || !frame) return html``;
    const size = (shape: readonly number[] | null) => (shape ?? []).reduce((all, length) => all * length, 1);
    const count = (kind: string) =>
      opened.tensors.filter((one) => one.kind === kind).reduce((sum, { shape }) => sum + size(shape), 0);
    const [all, learned] = [count('weight'), count('gradient')];
    const sizes = tell('parameters', { count: all, learned, bytes: 4 * all });
    const maps = frame.example.attention.filter(({ name }) => squared.includes(name));
    return html`<p class="notes">${sizes}</p>
      ${maps.length > 0 ? this.#attention(maps, inForce.settings.width) : html`<p class="notes">${tell('costPooled')}</p>`}`;
  }

  draw(): void {
    const chart = this.#parts.host.shadowRoot!.querySelector('.cost-chart');
    if (!chart || !this.#scales) return;
    const { x, y } = this.#scales;
    const { number } = this.#parts;
    const [bottom, left] = ['.bottom', '.left'].map((side) => chart.querySelector<SVGGElement>(side)!);
    drawNumericAxis(bottom, { side: 'bottom', scale: x, ticks: x.ticks(4, true), format: String });
    drawNumericAxis(left, { side: 'left', scale: y, ticks: y.ticks(TICKS), format: number });
  }

  #attention(maps: readonly AttentionMap[], width: number): TemplateResult {
    const { say, tell } = this.#parts;
    const cost = sumOf(maps.map((map) => costOf(map, width)));
    const length = Math.max(...maps.flatMap(({ shape }) => [shape[2], shape[3]]));
    const [layers, heads] = maps[0].shape;
    const last = Math.max(4 * length, 2 * width);
    const at = Array.from({ length: POINTS }, (_, i) => Math.max(1, Math.round((last * i) / (POINTS - 1))));
    const scaled = at.map((n) => sumOf(maps.map((map) => costOf(map, width, n))));
    const { room, measure } = this.#parts.plot.layout(12);
    const most = Math.max(scaled[POINTS - 1].flops, scaled[POINTS - 1].projections);
    const foot = TOP + HEIGHT;
    const y = plotScale('linear', [0, most], [foot, TOP]);
    const left = Math.ceil(measure.widest(y.ticks(TICKS).map(this.#parts.number))) + AWAY;
    const { ascent, descent } = measure.ink(['0', say('length')]);
    const line = Math.ceil(ascent + descent);
    const height = foot + AWAY + 2 * (line + GAP);
    const across = Math.min(room.width, WIDTH + left);
    const end = across - Math.ceil(measure.width(String(last)) / 2) - GAP;
    const x = plotScale('linear', [0, last], [left, end]);
    this.#scales = { x, y };
    const path = (of: (one: AttentionCost) => number) =>
      at.map((n, i) => `${i === 0 ? 'M' : 'L'}${x(n).toFixed(1)},${y(of(scaled[i])).toFixed(1)}`).join('');
    const summary = tell('costAt', {
      n: length,
      d: width,
      heads,
      layers,
      ...cost,
    });
    const double = sumOf(maps.map((map) => costOf(map, width, 2 * length)));
    const growth = tell('costGrows', {
      n: 2 * length,
      flops: double.flops,
      projections: double.projections,
    });
    return html`<p class="notes">${summary} ${growth}</p>
      <div class="cost-chart">
        <div class="chart-name">${tell('costCurve')}</div>
        <svg width=${across} height=${height} viewBox="0 0 ${across} ${height}" role="img" aria-label="${summary} ${growth}">
          <g class="axis bottom" transform="translate(0,${foot})"></g>
          <g class="axis left" transform="translate(${left},0)"></g>
          <text class="axis-name" x=${(left + end) / 2} y=${height - GAP} text-anchor="middle">${say('length')}</text>
          <path class="marked" d="M${x(length)},${TOP}V${foot}"></path>
          <path class="beside" d=${path(({ projections }) => projections)}></path>
          <path class="curve" d=${path(({ flops }) => flops)}></path>
        </svg>
      </div>`;
  }
}

/** Cost of the attention of a map; with `length` that of so many queries and keys. */
const costOf = ({ shape: [layers, heads, queries, keys] }: AttentionMap, width: number, length?: number) =>
  attentionCost({ layers, heads, queries: length ?? queries, keys: length ?? keys, width });

const sumOf = (all: readonly AttentionCost[]): AttentionCost => ({
  scores: all.reduce((sum, one) => sum + one.scores, 0),
  bytes: all.reduce((sum, one) => sum + one.bytes, 0),
  flops: all.reduce((sum, one) => sum + one.flops, 0),
  projections: all.reduce((sum, one) => sum + one.projections, 0),
});
