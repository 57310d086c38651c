import { html, nothing, type TemplateResult } from 'lit';
import type { TextComposition, TextSide } from './model.js';
import type { TextReader } from './reading.js';
import type { Word } from './words.js';

/** Names of the two texts. */
export type SideTitles = Readonly<Record<TextSide, string>>;

/** The texts of a figure. What is rendered is the text and nothing else: it wraps, is selected and copied as text. */
export function textsTemplate(
  { texts, queries, keys, sentences }: TextComposition,
  titles: SideTitles,
  reader: TextReader,
  dir: string | null,
): TemplateResult[] | TemplateResult {
  if (sentences) {
    return html`<ol class="document">
      ${sentences.map(
        ({ first, end }, at) => html`<li class="sentence">
          <span class="level" part="bar">
            <span class="visually-hidden" data-figure-skip>${reader.level(at)}</span>
            <span class="track" aria-hidden="true"><span class="bar" data-figure-box></span></span>
            <span class="share" aria-hidden="true">${reader.sentenceWeight(at)}</span>
          </span>
          ${paragraph('key', keys.slice(first, end), first, dir)}
        </li>`,
      )}
    </ol>`;
  }
  return texts.map((side) => {
    const title = texts.length > 1 ? html`<div class="text-title">${titles[side]}</div>` : nothing;
    return html`${title}${paragraph(side, side === 'query' ? queries : keys, 0, dir)}`;
  });
}

/** Tokens of models that are no words: `[CLS]`, `<s>`, `<|endoftext|>`. */
const special = /^(?:\[[^\]]+\]|<[^>]+>)$/;
const letters = /\p{L}/gu;
const lettersFromTheRight = /[\p{scx=Hebr}\p{scx=Arab}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}]/gu;

/** Direction in which most letters of a text run; null where it has none. */
export function directionOf(words: readonly Word[]): 'ltr' | 'rtl' | null {
  const text = words.map((word) => (special.test(word.text) ? '' : word.text)).join('');
  const count = text.match(letters)?.length;
  if (!count) return null;
  return 2 * (text.match(lettersFromTheRight)?.length ?? 0) > count ? 'rtl' : 'ltr';
}

/** A text runs as its author says of the element, else as its own words do, whatever the page's direction. */
function paragraph(side: TextSide, words: readonly Word[], from: number, dir: string | null): TemplateResult {
  // No white space but the text's own: all of it is shown.
  return html`<p class="text" part="text" dir=${dir ?? directionOf(words) ?? nothing} data-side=${side}>${words.map(
    ({ lead, text, sign }, at) =>
      html`${lead}<span class="word" part="word" data-figure-box data-at=${from + at} data-sign=${sign ?? nothing}>${text}</span>`,
  )}</p>`;
}
