import type { Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { TrainerWords } from './strings.js';
import type { Fault } from './training/protocol.js';

/** The way back from a run that failed, where there is one: to the last good weights, with a lower rate. */
export function wayBack(
  fault: Fault | null,
  say: Say<TrainerWords>,
  goBack: (learningRate: number) => void,
): TemplateResult | typeof nothing {
  const { rate, good } = fault?.details ?? {};
  if (rate === undefined) return nothing;
  return html`<button type="button" @click=${() => goBack(Number(rate))}>${say('goBack', { step: good, rate })}</button>`;
}
