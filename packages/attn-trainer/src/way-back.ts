import type { Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { RunController } from './run-controller.js';
import type { TrainerWords } from './strings.js';

/** The way back from a run that failed, where there is one: to the last good weights, with a lower rate. */
export function wayBack(run: RunController, say: Say<TrainerWords>): TemplateResult | typeof nothing {
  const { rate, good } = run.model.fault?.details ?? {};
  if (rate === undefined) return nothing;
  return html`<button type="button" @click=${() => void run.goBack(Number(rate))}>${say('goBack', { step: good, rate })}</button>`;
}
