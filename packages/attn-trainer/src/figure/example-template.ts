import { html, nothing, type TemplateResult } from 'lit';
import type { Example } from '../datasets/dataset.js';
import type { TrainerWords } from '../strings.js';
import type { TrainerSay } from './words.js';

/** Input, prediction and target of an example; without the input where that is shown with its attention. */
export function exampleTemplate(
  { input, prediction, target, attention }: Example,
  say: TrainerSay,
  isInputShown: boolean,
): TemplateResult | typeof nothing {
  const row = (
    name: TrainerWords,
    cells: readonly (string | null)[],
    isWrong: (at: number) => boolean = () => false,
  ) =>
    cells.length > 0
      ? html`<tr>
          <th scope="row">${say(name)}</th>
          ${cells.map((cell, at) => html`<td class=${isWrong(at) ? 'wrong' : ''}>${cell ?? ''}</td>`)}
        </tr>`
      : nothing;
  if (prediction.length === 0) return nothing;
  // Words of a translation do not stand below each other.
  const isAligned = attention[0].name === 'self';
  const whole = () => html`<tr>
    <th scope="row">${say('input')}</th>
    <td class="whole" colspan=${Math.max(prediction.length, target?.length ?? 0)}>${input.join(' ')}</td>
  </tr>`;
  const isWrong = (at: number) => target !== null && prediction[at] !== target[at];
  const inputRow = isAligned ? row('input', input) : input.length > 0 ? whole() : nothing;
  const isOfLetters = [...input, ...prediction].every((cell) => !cell || cell.length === 1);
  return html`<div class="example ${isOfLetters ? 'letters' : ''}" part="example" role="group" tabindex="0" aria-label=${say('example')}>
    <table>
      <tbody>
        ${isInputShown ? inputRow : nothing}
        ${row('prediction', prediction, isWrong)} ${row('target', target ?? [])}
      </tbody>
    </table>
  </div>`;
}
