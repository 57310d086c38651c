import { canvasContext, type MatrixCell } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { Sentence } from './document.js';
import type { Mark } from './heads-template.js';
import type { FormatNumber } from './words.js';

/** Most of the shade that lies over the page: what is written on it can still be read. */
const STRONGEST = 0.6;

/** The sentences of a document, each with its weight, and its words shaded by their weight times that of the sentence. */
export function documentTemplate(
  sentences: readonly Sentence[],
  most: number,
  marks: readonly Mark[],
  number: FormatNumber,
): TemplateResult {
  const look = (row: number, column: number) =>
    marks
      .filter(({ spot }) => spot.row === row && spot.column === column)
      .map(({ kind }) => kind)
      .join(' ');
  const cell = (row: number, column: number, text: string, weight: number) => {
    const share = (100 * STRONGEST * weight) / most;
    return html`<span
      class="cell ${column === 0 ? 'whole' : 'word'} ${look(row, column)}"
      data-figure-box
      data-row=${row}
      data-column=${column}
      .style=${`--share:${share.toFixed(1)}%`}
      >${text}</span
    >`;
  };
  return html`<div class="document">
    ${sentences.map(
      ({ words, weight, weights }, row) => html`<p>
        ${cell(row, 0, number(Math.round(weight * 100) / 100), weight)}
        ${words.map((word, i) => [i > 0 ? ' ' : nothing, cell(row, i + 1, word, weight * weights[i])])}
      </p>`,
    )}
  </div>`;
}

/** The largest weight that is shown, of the sentences and of words in them. */
export const mostOf = (sentences: readonly Sentence[]): number =>
  Math.max(...sentences.map(({ weight }) => weight)) || 1;

/** The word or the sentence under a pointer. */
export function spotUnder(event: Event): MatrixCell | null {
  const cell = (event.composedPath()[0] as Element).closest?.<HTMLElement>('[data-row]');
  return cell ? { panel: 0, row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null;
}

/** Paints the shades of the words into the colour bar of a rendered legend. */
export function paintShades(legend: Element): void {
  const canvas = legend.querySelector('canvas')!;
  const context = canvasContext(canvas);
  if (!context) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  context.fillStyle = getComputedStyle(canvas).color;
  for (let x = 0; x < width; x++) {
    context.globalAlpha = (STRONGEST * x) / (width - 1);
    context.fillRect(x, 0, 1, height);
  }
}
