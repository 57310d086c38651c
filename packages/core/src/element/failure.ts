import { html, type TemplateResult } from 'lit';

/** What went wrong, in the reader's language. */
export function failure(title: string, sentence: string): TemplateResult {
  return html`<div class="error" part="error" role="alert"><strong>${title}</strong> ${sentence}</div>`;
}
