import { linearShades, type MatrixCell, type ShadeScale, shadeWord } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { DocumentSentence } from './document.js';
import type { TrainerMark } from './heads-template.js';
import type { FormatNumber } from './words.js';

/** The sentences of a document, each with its weight, and its words; `shadeDocument` shades them. */
export function documentTemplate(
  sentences: readonly DocumentSentence[],
  marks: readonly TrainerMark[],
  number: FormatNumber,
): TemplateResult {
  const markedAs = (row: number, column: number) =>
    marks
      .filter(({ spot }) => spot.row === row && spot.column === column)
      .map(({ kind }) => kind)
      .join(' ');
  const cell = (row: number, column: number, text: string) => html`<span
    class="word ${column === 0 ? 'whole' : ''} ${markedAs(row, column)}"
    data-figure-box
    data-row=${row}
    data-column=${column}
    >${text}</span
  >`;
  return html`<div class="document">
    ${sentences.map(
      ({ words, weight }, row) => html`<p>
        ${cell(row, 0, number(Math.round(weight * 100) / 100))}
        ${words.map((word, i) => [i > 0 ? ' ' : nothing, cell(row, i + 1, word)])}
      </p>`,
    )}
  </div>`;
}

/** Shades the sentences of a rendered document by their weight, and its words by theirs times that of their sentence. */
export function shadeDocument(root: ParentNode, sentences: readonly DocumentSentence[]): void {
  const scale = shadesOf(sentences);
  for (const word of root.querySelectorAll<HTMLElement>('.document .word')) {
    const { weight, weights } = sentences[Number(word.dataset.row)];
    const column = Number(word.dataset.column);
    shadeWord(word, column === 0 ? weight : weight * weights[column - 1], scale);
  }
}

/** From 0 to the largest weight that is shown, of the sentences and of words in them. */
export const shadesOf = (sentences: readonly DocumentSentence[]): ShadeScale =>
  linearShades(0, Math.max(...sentences.map(({ weight }) => weight)) || 1);

/** The word or the sentence under a pointer. */
export function spotUnder(event: Event): MatrixCell | null {
  const cell = (event.composedPath()[0] as Element).closest?.<HTMLElement>('[data-row]');
  return cell ? { panel: 0, row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null;
}
