import type { Say } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import { type Example, exampleList } from './figure/example-list.js';
import type { Sentences } from './strings.js';

/** Characters of a text at most: the model refuses longer ones, of which the field cuts nothing away unsaid. */
const MOST_CHARACTERS = 10_000;

interface Field {
  readonly text: string;
  readonly isReadonly: boolean;
  /** Tokens of a text at most; null before that is known. */
  readonly most: number | null;
  readonly examples: readonly Example[];
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
  return html`${exampleList(examples, text, say, write)}
    <div class="field">
      <label for="text" data-figure-skip
        >${say('textLabel')}${most === null ? nothing : html` · ${limitText(most, say)}`}</label
      >
      <textarea
        id="text"
        part="text"
        dir="auto"
        rows="2"
        spellcheck="false"
        .value=${text}
        @input=${typed}
        @compositionend=${typed}
      ></textarea>
    </div>`;
}

/** How long a text may be: in characters too, where these may be the fewer. */
const limitText = (most: number, say: Say<Sentences>): string =>
  most < MOST_CHARACTERS / 4 ? say('textHint', { most }) : say('textHintLong', { most, characters: MOST_CHARACTERS });
