import { visibleText } from '@attn-elements/core/data';
import { html, nothing, type TemplateResult } from 'lit';
import type { PlaceAnswers } from '../../inside/probabilities.js';
import type { Probabilities } from '../../inside/questions.js';
import { Asked } from './asked.js';
import type { InsidePanel, InsideParts } from './inside-parts.js';
import { missing } from './missing.js';

/** The likeliest answers to the example at each of its places, as bars with their numbers. */
export class ProbabilityPanel implements InsidePanel {
  readonly #parts: InsideParts;
  readonly #asked: Asked<Probabilities>;

  constructor(parts: InsideParts) {
    this.#parts = parts;
    this.#asked = new Asked(parts.host);
  }

  get settled(): Promise<void> | null {
    return this.#asked.settled;
  }

  render(): TemplateResult {
    const { run, say, tell } = this.#parts;
    const { frame, opened, inForce } = run.model;
    const example = inForce?.example ?? 0;
    const step = frame?.step ?? null;
    const asked = this.#asked.of([opened, frame, example], () => run.look('probabilities', { step, example }));
    if (!asked) return missing(this.#parts, asked, this.#asked.fault);
    const { places } = asked;
    const most = Math.max(0, ...places.map(({ answers }) => answers.length));
    return html`<p class="notes">${tell('probabilitiesAt', { step: asked.step })}</p>
      <div class="probabilities" role="group" tabindex="0" aria-label=${say('inside-probabilities')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${tell('answerPlace')}</th>
              ${Array.from({ length: most }, (_, i) => html`<th scope="col">${i + 1}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${places.map((place) => this.#row(place))}
          </tbody>
        </table>
      </div>`;
  }

  #row({ place, answers, target, targetProbability }: PlaceAnswers): TemplateResult {
    const { say, tell, percent } = this.#parts;
    const isListed = answers.some(({ text }) => text === target);
    return html`<tr>
      <th scope="row">
        ${place + 1}${
          target !== null && targetProbability !== null && !isListed
            ? html` <small>${tell('rightHas', { right: visibleText(target), share: percent(targetProbability) })}</small>`
            : nothing
        }
      </th>
      ${answers.map(
        ({ text, probability }) => html`<td class=${text === target ? 'right' : ''}>
          <span class="share" .style=${`--share:${probability.toFixed(4)}`} aria-hidden="true"></span>
          <span class="answer">${visibleText(text)}</span> ${percent(probability)}${
            text === target ? html`<span class="visually-hidden"> (${say('target')})</span>` : nothing
          }
        </td>`,
      )}
    </tr>`;
  }
}
