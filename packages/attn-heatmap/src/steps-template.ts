import { tokenPlace } from '@attn-elements/core/element';
import { html, type TemplateResult } from 'lit';
import { factor, subscript } from './formula.js';
import { isDot, type ScalingEffect, type StepsHead, type StepsOfQuery } from './steps-stages.js';
import type { SaySteps } from './steps-strings.js';

/** One step: its numbers under their names, and how the one that matters most came about. */
export interface Stage {
  readonly name: string;
  readonly sentence: string;
  readonly columns: readonly string[];
  readonly values: Float64Array;
  readonly number: (value: number) => string;
}

/** Words of the steps of one query. */
export interface StageWords {
  readonly row: number;
  readonly width: number;
  readonly say: SaySteps;
  readonly number: (value: number) => string;
  readonly query: (row: number) => string;
  readonly key: (column: number) => string;
}

/** Terms of a sum that are written out. */
const TERMS = 3;

/** The steps of a query, from its scores to its output. */
export function stagesOf(head: StepsHead, steps: StepsOfQuery, words: StageWords): Stage[] {
  const { row, width, say, number, key } = words;
  const { scores, scaled, masked, weights, output } = steps;
  const keys = Array.from(scores, (_, at) => tokenPlace(key(at), at));
  const given = masked ?? scaled ?? scores;
  // The key that counts most stands for all.
  const most = (weights ?? given).reduce((best, value, at, all) => (value > all[best] ? at : best), 0);
  const stages: Stage[] = [];
  const add = (name: string, sentence: string, values: Float64Array, columns = keys) =>
    stages.push({ name, sentence, values, columns, number });
  const [q, k] = [head.query, head.key].map(
    ({ values, shape }, side) =>
      (at: number) =>
        values[(side ? most : row) * shape[1] + at],
  );
  if (isDot(head)) {
    const terms = Array.from(
      { length: Math.min(TERMS, width) },
      (_, at) => `${factor(q(at), number)}·${factor(k(at), number)}`,
    );
    const sum = [...terms, ...(width > TERMS ? ['…'] : [])].join(' + ');
    add(say('dot'), say('saysDot', { formula: `q·k${subscript(most)} = ${sum} = ${number(scores[most])}` }), scores);
  } else add(say('score'), say('saysScore'), scores);
  if (scaled) {
    const root = number(Math.sqrt(width));
    const formula = `${number(scores[most])} / ${root} = ${number(scaled[most])}`;
    add(say('scaled'), say('saysScaled', { width, root, formula }), scaled);
  }
  if (masked) {
    const count = masked.filter((score) => score === -Infinity).length;
    add(say('masked'), say('saysMasked', { count }), masked);
  }
  if (weights) {
    const { kind, ...weighting } = head.options?.weighting ?? { kind: 'softmax' as const };
    const temperature = 'temperature' in weighting ? (weighting.temperature ?? 1) : 1;
    const divided = temperature === 1 ? '' : `/${number(temperature)}`;
    const formula = `p${subscript(most)} = exp(${number(given[most])}${divided}) / Σ exp(s${divided}) = ${number(weights[most])}`;
    add(say(kind), kind === 'softmax' ? say('saysWeights', { formula }) : say('saysSharpWeights'), weights);
  }
  if (weights && output) {
    const order = Array.from(weights, (_, at) => at)
      .filter((at) => weights[at] > 0)
      .sort((a, b) => weights[b] - weights[a]);
    const terms = order.slice(0, TERMS).map((at) => `${number(weights[at])}·v${subscript(at)} (${key(at)})`);
    const formula = [...terms, ...(order.length > TERMS ? ['…'] : [])].join(' + ');
    add(
      say('output'),
      say('saysOutput', { formula }),
      output,
      Array.from(output, (_, at) => String(at)),
    );
  }
  return stages;
}

/** A step as a table of one row. */
export function stageTemplate(
  { name, sentence, columns, values, number }: Stage,
  { isLater, isPresent }: { isLater: boolean; isPresent: boolean },
): TemplateResult {
  const largest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  return html`<div class="stage ${isLater ? 'later' : ''} ${isPresent ? 'present' : ''}" aria-current=${isPresent ? 'step' : 'false'}>
    <div class="stage-cells" role="region" tabindex="0" aria-label=${name}>
      <table>
        <thead><tr><td></td>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>
          <tr>
            <th scope="row">${name}</th>
            ${Array.from(values, (value) => {
              const isMasked = value === -Infinity;
              const kind = isMasked ? 'masked' : value < 0 ? 'negative' : '';
              const share = isMasked || largest === 0 ? 0 : Math.abs(value) / largest;
              return html`<td class=${kind} data-figure-box .style=${`--w: ${share.toFixed(3)}`}>${number(value)}</td>`;
            })}
          </tr>
        </tbody>
      </table>
    </div>
    <div class="stage-says">${sentence}</div>
  </div>`;
}

/** Variance and gradient without scaling, and with it. */
export function effectTemplate(
  { variance, gradient }: ScalingEffect,
  say: SaySteps,
  number: (value: number) => string,
): TemplateResult {
  const line = (name: string, values: readonly number[]) =>
    html`<tr><th scope="row">${name}</th>${values.map((value) => html`<td>${number(value)}</td>`)}</tr>`;
  return html`<div class="table" role="region" tabindex="0" aria-label=${say('scaling')}>
    <table class="effect">
      <thead><tr><td></td><th scope="col">${say('unscaled')}</th><th scope="col">${say('scaling')}</th></tr></thead>
      <tbody>${line(say('variance'), variance)}${line(say('gradient'), gradient)}</tbody>
    </table>
  </div>`;
}
