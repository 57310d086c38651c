import { html, nothing, type TemplateResult } from 'lit';
import type { ErrorDetails } from '../errors.js';

/** Why something is not shown: an `AttnError`, or what came of one on its way from a worker. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly details: ErrorDetails;
}

/**
 * Message of a failure, in the reader's language; with a title where the sentence does not say what is missing. Nothing of a failure
 * whose sentence is on its way.
 */
export function failure(title: string, sentence: string): TemplateResult | typeof nothing {
  if (!sentence) return nothing;
  return html`<div class="error" part="error" role="alert">${title ? html`<strong>${title}</strong>` : nothing} ${sentence}</div>`;
}
