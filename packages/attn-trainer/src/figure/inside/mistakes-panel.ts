import { visibleText } from '@attn-elements/core/data';
import { html, nothing, type TemplateResult } from 'lit';
import type { SeenExample } from '../../inside/questions.js';
import { paintBitmap } from '../picture-canvas.js';
import type { AnswersAsked } from './answers-asked.js';
import { Asked } from './asked.js';
import type { InsidePanel, InsideParts } from './inside-parts.js';
import { missing } from './missing.js';

/** Examples that are shown at first, and with each further press. */
const PAGE = 12;
/** Words of an input that a card has room for. */
const MOST_WORDS = 24;

/** Gallery of the examples that were answered wrongly; one that is pressed is looked at. */
export class MistakesPanel implements InsidePanel {
  readonly #parts: InsideParts;
  readonly #asked: AnswersAsked;
  readonly #examples: Asked<readonly SeenExample[]>;
  readonly #painted = new WeakMap<HTMLCanvasElement, SeenExample>();
  #count = PAGE;
  #shown: readonly SeenExample[] = [];

  constructor(parts: InsideParts, asked: AnswersAsked) {
    this.#parts = parts;
    this.#asked = asked;
    this.#examples = new Asked(parts.host);
  }

  get settled(): Promise<void> | null {
    return this.#asked.settled ?? this.#examples.settled;
  }

  render(): TemplateResult {
    const { answers } = this.#asked;
    this.#shown = [];
    if (!answers) return missing(this.#parts, answers, this.#asked.fault);
    const { tell, run } = this.#parts;
    const { step, wrong, all } = answers;
    const said = html`<p class="notes">${tell('mistakesAt', { step, wrong: wrong.length, all })}</p>`;
    if (wrong.length === 0) return said;
    const numbers = wrong.slice(0, this.#count);
    const seen = this.#examples.of([run.model.opened, answers, this.#count], () =>
      run.look('examples', { step, numbers }),
    );
    if (!seen) return html`${said} ${missing(this.#parts, seen, this.#examples.fault)}`;
    this.#shown = seen;
    const more = () => {
      this.#count += PAGE;
      this.#parts.host.requestUpdate();
    };
    return html`${said}
      <ul class="gallery">
        ${seen.map((example) => this.#card(example))}
      </ul>
      ${
        wrong.length > this.#count
          ? html`<button type="button" data-figure-skip @click=${more}>${tell('moreMistakes')}</button>`
          : nothing
      }`;
  }

  /** Paints the pictures into their places. */
  draw(): void {
    const byNumber = new Map(this.#shown.map((example) => [String(example.number), example]));
    for (const canvas of this.#parts.host.shadowRoot!.querySelectorAll<HTMLCanvasElement>('.gallery canvas')) {
      const example = byNumber.get(canvas.dataset.number!);
      if (!example?.picture || this.#painted.get(canvas) === example) continue;
      this.#painted.set(canvas, example);
      paintBitmap(canvas, example.picture);
    }
  }

  #card({ number, input, picture, prediction, target }: SeenExample): TemplateResult {
    const { tell, choose, run } = this.#parts;
    const words = (list: readonly (string | null)[]) =>
      list
        .filter((one) => one !== null)
        .map(visibleText)
        .join(' ');
    const text = words(input.slice(0, MOST_WORDS)) + (input.length > MOST_WORDS ? ' …' : '');
    const isPresent = run.model.inForce?.example === number;
    return html`<li>
      <button type="button" aria-pressed=${isPresent} @click=${() => choose(number)}>
        <span class="number">${tell('exampleOf', { n: number + 1 })}</span>
        ${picture ? html`<canvas data-number=${number} aria-hidden="true"></canvas>` : html`<span>${text}</span>`}
        <span class="wrong">${words(prediction)}</span>
        <span>${tell('rightIs', { right: words(target ?? []) })}</span>
      </button>
    </li>`;
  }
}
