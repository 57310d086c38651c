import { html, type TemplateResult } from 'lit';
import type { Fault } from '../../training/protocol.js';
import type { InsideParts } from './inside-parts.js';

/** A sentence in the place of an answer: it is on its way, was refused, or is of a step whose weights are not kept. */
export function missing(
  { say, tell, explain, run }: InsideParts,
  answer: unknown,
  fault: Fault | null,
): TemplateResult {
  if (fault) return html`<p class="fault">${explain(fault)}</p>`;
  if (answer === null) return html`<p class="notes">${tell('notKept', { step: run.model.frame?.step ?? 0 })}</p>`;
  return html`<p class="notes">${say('loading')}</p>`;
}
