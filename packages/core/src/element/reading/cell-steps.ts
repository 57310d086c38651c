import { html, type TemplateResult } from 'lit';
import type { Say } from '../locale.js';

/** A button that does what a key does: its name, its sign and the key. */
export type CellStep = readonly [label: string, sign: string, key: string];

/** The four arrows, by the names that an element has for where they lead. */
export const arrowSteps = (say: Say): CellStep[] => [
  [say('left'), '←', 'ArrowLeft'],
  [say('up'), '↑', 'ArrowUp'],
  [say('down'), '↓', 'ArrowDown'],
  [say('right'), '→', 'ArrowRight'],
];

/** Moves from cell to cell by touch: cells are smaller than fingers. */
export function cellSteps(steps: readonly CellStep[], press: (key: string) => void): TemplateResult {
  return html`<div class="steps" data-figure-skip>
    ${steps.map(
      ([label, sign, key]) =>
        html`<button type="button" part="button" aria-label=${label} @click=${() => press(key)}>${sign}</button>`,
    )}
  </div>`;
}
