import type { Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { Sentences } from '../strings.js';

/** An example of the author's: what readers see, and what the model is given. */
export interface Example {
  readonly label: string;
  readonly value: string;
}

/** The `<option>` elements that an author writes into the tag. */
export const examplesIn = (host: Element): readonly Example[] =>
  [...host.querySelectorAll<HTMLOptionElement>(':scope > option')].map(({ text, value }) => ({
    label: text || value,
    value,
  }));

/** Examples as buttons, the one that is read marked; nothing without any. */
export function exampleList(
  examples: readonly Example[],
  read: string | null,
  say: Say<Sentences>,
  take: (value: string) => void,
): TemplateResult | typeof nothing {
  if (examples.length === 0) return nothing;
  return html`<div class="line" role="group" aria-label=${say('examples')} part="examples" data-figure-skip>
    ${examples.map(
      ({ label, value }) =>
        html`<button type="button" dir="auto" aria-pressed=${value === read} @click=${() => take(value)}>${label}</button>`,
    )}
  </div>`;
}
