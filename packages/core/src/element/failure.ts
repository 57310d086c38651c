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
 * @param more what can be done
 */
export function failure(title: string, sentence: string, more: unknown = nothing): TemplateResult | typeof nothing {
  if (!sentence) return nothing;
  return html`<div class="error" part="error" role="alert">${title ? html`<strong>${title}</strong>` : nothing} ${sentence} ${more}</div>`;
}
