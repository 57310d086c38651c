import {
  cellGrid,
  type FigureController,
  type FigureTable,
  headChoosers,
  type Heads,
  Memo,
  savingMenu,
} from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import { hasChoice } from './choices.js';
import type { Choosing } from './choosing.js';
import { type LegendOptions, textLegend } from './legend.js';
import { type Level, levels } from './model.js';
import type { Sentences } from './strings.js';
import { type SideTitles, textsTemplate } from './texts.js';
import type { View } from './view.js';

/** What a figure is rendered from, beside its view. */
export interface FigureParts {
  readonly heads: Heads;
  readonly choosing: Choosing;
  readonly saving: FigureController;
  readonly table: FigureTable;
  readonly say: (name: Sentences, details?: Record<string, string | number>) => string;
  readonly number: (value: number) => string;
  /** Takes the level that a reader chose. */
  readonly setLevel: (level: Level) => void;
}

/** What an author or the page asks of one rendering. */
export interface FigureOptions extends LegendOptions {
  readonly heading: string | null;
  readonly label: string;
  readonly queryTitle: string | null;
  readonly keyTitle: string | null;
}

const levelNames = { both: 'levelBoth', word: 'levelWord', sentence: 'levelSentence' } as const;

/** The figure in the shadow root: heading, choosers, texts, the line that reads a word, legend, table. */
export class Figure {
  readonly #parts: FigureParts;
  readonly #texts = new Memo<TemplateResult | TemplateResult[]>();

  constructor(parts: FigureParts) {
    this.#parts = parts;
  }

  render(view: View, options: FigureOptions): TemplateResult {
    const { heads, choosing, saving, table, say, number } = this.#parts;
    const { composition, reader, cells } = view;
    const { heading, label, level } = options;
    const titles: SideTitles = {
      query: options.queryTitle ?? say('queries'),
      key: options.keyTitle ?? say('keys'),
    };
    const texts = this.#texts.of([composition, reader, titles.query, titles.key], () =>
      textsTemplate(composition, titles, reader),
    );
    const read = choosing.readout(view);
    const help = say(hasChoice(composition) ? 'gridHelp' : 'wordsHelp');
    return html`<div class="head" ?data-figure-skip=${!heading}>
        ${heading ? html`<div class="heading" part="heading">${heading}</div>` : nothing}
        <div class="toolbar" part="toolbar" data-figure-skip>
          ${composition.sentences ? this.#levelButtons(level) : headChoosers(heads, say)} ${savingMenu(say, saving, table)}
        </div>
      </div>
      <p id="summary" class="visually-hidden" aria-live="polite" data-figure-skip>${this.summary(view, label)}</p>
      <div class="reader ${choosing.isAtKeys ? 'keyed' : ''}" @focusin=${choosing.onFocus} @focusout=${choosing.onFocus}>
        ${cellGrid(cells, choosing.cursor, help, choosing.onKey)}
        <div
          class="texts"
          part="texts"
          data-level=${level}
          @pointermove=${choosing.onPointerMove}
          @pointerleave=${choosing.onPointerLeave}
          @click=${choosing.onClick}
        >${texts}</div>
      </div>
      <div class="reading" data-figure-skip>
        <output aria-live="off" class="readout ${read ? 'value' : ''}" part="readout"
          >${read ?? say(hasChoice(composition) ? 'hint' : 'hintWords')}</output
        >
        ${this.#steps()}
      </div>
      ${textLegend(view, options, say, number)} ${this.#renderTable(view)}`;
  }

  /** The figure in a few sentences: how much text it is, what is strongest in it, what the chosen word attends to. */
  summary({ composition, reader, shading }: View, title: string): string {
    const { say, choosing } = this.#parts;
    const { arrangement, queries, keys, sentences } = composition;
    const size = { title, count: keys.length, queries: queries.length, keys: keys.length };
    const first = sentences
      ? say('summarySentences', { title, count: sentences.length, words: keys.length })
      : say(arrangement === 'cross' ? 'summaryTwo' : 'summaryWords', size);
    const choice = choosing.chosenIn(composition);
    const rest = choice ? reader.summary(choice) : say('strongest', { list: reader.strongest(shading) });
    return `${first} ${rest}`;
  }

  #levelButtons(chosen: Level): TemplateResult {
    const { say, setLevel } = this.#parts;
    return html`<div class="levels" role="group" aria-label=${say('levelsTitle')}>
      ${levels.map(
        (level) =>
          html`<button type="button" part="button" aria-pressed=${level === chosen} @click=${() => setLevel(level)}>${say(levelNames[level])}</button>`,
      )}
    </div>`;
  }

  /** What keys do, for fingers, and the way back from a choice. */
  #steps(): TemplateResult {
    const { say, choosing } = this.#parts;
    const step = (label: string, sign: string, key: string) =>
      html`<button type="button" part="button" aria-label=${label} title=${label} @click=${() => choosing.press(key)}>${sign}</button>`;
    return html`<div class="steps">
      ${step(say('previousWord'), '←', 'ArrowLeft')}${step(say('nextWord'), '→', 'ArrowRight')}
      ${step(say('stronger'), '★', 'n')}
    </div>
    <button type="button" part="button" class="forget" aria-label=${say('forget')} title=${say('forget')} ?disabled=${!choosing.isChosen} @click=${() => choosing.forget()}>✕</button>`;
  }

  #renderTable({ table, composition }: View): TemplateResult | null {
    const { say } = this.#parts;
    const hasQueries = hasChoice(composition);
    const words = {
      rows: say(hasQueries ? 'queries' : 'words'),
      columns: say(hasQueries ? 'keys' : 'columns'),
      previous: say('previousPage'),
      next: say('nextPage'),
    };
    return this.#parts.table.render(table, words);
  }
}
