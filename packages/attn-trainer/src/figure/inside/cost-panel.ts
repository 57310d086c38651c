import { drawNumericAxis, type PlotScale, plotScale } from '@attn-elements/core/element';
import { type AttentionCost, attentionCost } from '@attn-elements/core/math';
import { html, type TemplateResult } from 'lit';
import type { AttentionMap } from '../../datasets/dataset.js';
import type { InsidePanel, InsideParts } from './inside-parts.js';

/** Kinds of attention whose cost grows with the square of the length. */
const squared = ['self', 'encoder', 'decoder', 'cross'];

const WIDTH = 320;
const HEIGHT = 132;
const SIDES = { left: 64, right: 20, top: 8, bottom: 36 };
/** Points of a curve. */
const POINTS = 48;

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
    drawNumericAxis(bottom, { side: 'bottom', scale: x, ticks: x.ticks(5, true), format: String });
    drawNumericAxis(left, { side: 'left', scale: y, ticks: y.ticks(3), format: number });
  }

  #attention(maps: readonly AttentionMap[], width: number): TemplateResult {
    const { say, tell } = this.#parts;
    const cost = sumOf(maps.map((map) => costOf(map, width)));
    const length = Math.max(...maps.flatMap(({ shape }) => [shape[2], shape[3]]));
    const [layers, heads] = maps[0].shape;
    const last = Math.max(4 * length, 2 * width);
    const at = Array.from({ length: POINTS }, (_, i) => Math.max(1, Math.round((last * i) / (POINTS - 1))));
    const scaled = at.map((n) => sumOf(maps.map((map) => costOf(map, width, n))));
    const x = plotScale('linear', [0, last], [SIDES.left, WIDTH - SIDES.right]);
    const most = Math.max(scaled[POINTS - 1].flops, scaled[POINTS - 1].projections);
    const y = plotScale('linear', [0, most], [HEIGHT - SIDES.bottom, SIDES.top]);
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
        <svg width=${WIDTH} height=${HEIGHT} viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${summary} ${growth}">
          <g class="axis bottom" transform="translate(0,${HEIGHT - SIDES.bottom})"></g>
          <g class="axis left" transform="translate(${SIDES.left},0)"></g>
          <text class="axis-name" x=${(SIDES.left + WIDTH - SIDES.right) / 2} y=${HEIGHT - 4} text-anchor="middle">${say('length')}</text>
          <path class="marked" d="M${x(length)},${SIDES.top}V${HEIGHT - SIDES.bottom}"></path>
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
