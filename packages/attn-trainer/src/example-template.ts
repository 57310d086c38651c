import { html, nothing, type TemplateResult } from 'lit';
import type { Example } from './lessons/lesson.js';
import type { Words } from './strings.js';

type Say = (name: Words) => string;

/** What was put to the model, what it says, and what would be right. */
export function exampleTemplate({ input, prediction, target }: Example, say: Say): TemplateResult {
  const row = (name: Words, cells: readonly (string | null)[], isWrong: (at: number) => boolean = () => false) =>
    cells.length > 0
      ? html`<tr>
          <th scope="row">${say(name)}</th>
          ${cells.map((cell, at) => html`<td class=${isWrong(at) ? 'wrong' : ''}>${cell ?? ''}</td>`)}
        </tr>`
      : nothing;
  const isWrong = (at: number) => target !== null && prediction[at] !== target[at];
  return html`<table class="example" part="example">
    <tbody>
      ${row('input', input)} ${row('prediction', prediction, isWrong)} ${row('target', target ?? [])}
    </tbody>
  </table>`;
}
