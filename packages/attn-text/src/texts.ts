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
          ${paragraph('key', keys.slice(first, end), first)}
        </li>`,
      )}
    </ol>`;
  }
  return texts.map((side) => {
    const title = texts.length > 1 ? html`<div class="text-title">${titles[side]}</div>` : nothing;
    return html`${title}${paragraph(side, side === 'query' ? queries : keys, 0)}`;
  });
}

/** A text keeps the direction of its own first letters, whatever the page's. */
function paragraph(side: TextSide, words: readonly Word[], from: number): TemplateResult {
  // No white space but the text's own: all of it is shown.
  return html`<p class="text" part="text" dir="auto" data-side=${side}>${words.map(
    ({ lead, text, sign }, at) =>
      html`${lead}<span class="word" part="word" data-figure-box data-at=${from + at} data-sign=${sign ?? nothing}>${text}</span>`,
  )}</p>`;
}
