import { html, type TemplateResult } from 'lit';

/** Moves from cell to cell by touch: cells are smaller than fingers. */
export function cellSteps(
  say: (word: 'up' | 'down' | 'left' | 'right' | 'stronger') => string,
  press: (key: string) => void,
): TemplateResult {
  const step = (label: string, sign: string, key: string) =>
    html`<button type="button" part="button" aria-label=${label} @click=${() => press(key)}>${sign}</button>`;
  return html`<div class="steps" data-figure-skip>
    ${step(say('left'), '←', 'ArrowLeft')}${step(say('up'), '↑', 'ArrowUp')}${step(say('down'), '↓', 'ArrowDown')}
    ${step(say('right'), '→', 'ArrowRight')}${step(say('stronger'), '★', 'n')}
  </div>`;
}
