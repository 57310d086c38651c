import type { Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { Sentences } from './strings.js';

/** Characters of a text at most: longer ones are no sentence that a reader types or pastes. */
export const MOST_CHARACTERS = 10_000;

interface Field {
  readonly text: string;
  readonly isReadonly: boolean;
  /** Tokens of a text at most; null before that is known. */
  readonly most: number | null;
  readonly examples: readonly string[];
  readonly say: Say<Sentences>;
  readonly write: (text: string) => void;
}

/** Where the reader writes, with the author's examples above it; the text alone where it stays as it is. */
export function textField({ text, isReadonly, most, examples, say, write }: Field): TemplateResult {
  if (isReadonly) return html`<p class="given" part="text">${text}</p>`;
  // Half of a word that an input method is making is none yet.
  const typed = (event: Event) => {
    if (!(event as InputEvent).isComposing) write((event.target as HTMLTextAreaElement).value);
  };
  return html`${
    examples.length > 0
      ? html`<div class="line" role="group" aria-label=${say('examples')} part="examples" data-figure-skip>
          ${examples.map(
            (one) =>
              html`<button type="button" aria-pressed=${one === text} @click=${() => write(one)}>${one}</button>`,
          )}
        </div>`
      : nothing
  }
    <div class="field">
      <label for="text" data-figure-skip
        >${say('textLabel')}${most === null ? nothing : html` · ${say('textHint', { most })}`}</label
      >
      <textarea
        id="text"
        part="text"
        dir="auto"
        rows="2"
        maxlength=${MOST_CHARACTERS}
        spellcheck="false"
        .value=${text}
        @input=${typed}
        @compositionend=${typed}
      ></textarea>
    </div>`;
}

/** Texts of the `<option>` elements that an author writes into the tag. */
export const examplesIn = (host: Element): readonly string[] =>
  [...host.querySelectorAll<HTMLOptionElement>(':scope > option')].map((option) => option.value || option.text);
