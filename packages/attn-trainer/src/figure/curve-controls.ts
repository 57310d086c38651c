import { html, type TemplateResult } from 'lit';
import type { TrainerWords } from '../strings.js';
import { lossAxes } from './loss-axes.js';
import type { CurveOptions } from './run-curves.js';
import type { TrainerSay } from './words.js';

/** The most that a reader smooths by, and the steps to it. */
const MOST = 0.95;
const STEP = 0.05;

/** Fields for how losses are drawn. */
export const curveControls = (
  { lossAxis, smoothing }: CurveOptions,
  say: TrainerSay,
  change: (changes: Partial<CurveOptions>) => void,
): TemplateResult =>
  html`<div class="line settings" data-figure-skip>
    <label
      ><span>${say('lossAxis')}</span>
      <select @change=${(event: Event) => change({ lossAxis: lossAxes[(event.target as HTMLSelectElement).selectedIndex] })}>
        ${lossAxes.map((one) => html`<option .selected=${one === lossAxis}>${say(`loss-${one}` as TrainerWords)}</option>`)}
      </select></label
    >
    <label
      ><span>${say('smoothing')}</span>
      <input
        type="range"
        min="0"
        max=${MOST}
        step=${STEP}
        .value=${String(smoothing)}
        @input=${(event: Event) => change({ smoothing: Number((event.target as HTMLInputElement).value) })}
    /></label>
  </div>`;
