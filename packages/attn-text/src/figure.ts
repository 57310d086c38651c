import { type AttentionInteraction, cellGrid, headChoosers, Memo } from '@attn-elements/core/element';
import type { AttentionTools, FigureContent } from '@attn-elements/core/element/base';
import { html, type TemplateResult } from 'lit';
import { hasChoice, type TextWords } from './choices.js';
import { type LegendOptions, textLegend } from './legend.js';
import { type Level, levels } from './model.js';
import type { TextGrid } from './pointing.js';
import type { TextSentences } from './strings.js';
import { directionOf, type SideTitles, textsTemplate } from './texts.js';
import type { TextView } from './view.js';

/** Parts that a text is rendered from, beside its view. */
export interface TextFigureParts extends AttentionTools<TextSentences> {
  readonly interaction: AttentionInteraction<TextWords, TextGrid>;
  /** Takes the level that a reader chose. */
  readonly setLevel: (level: Level) => void;
}

/** Options of one rendering. */
export interface TextFigureOptions extends LegendOptions {
  readonly queryTitle: string | null;
  readonly keyTitle: string | null;
  /** Direction of the texts, as the author says of the element; null where their words decide. */
  readonly dir: string | null;
}

const levelNames = { both: 'levelBoth', word: 'levelWord', sentence: 'levelSentence' } as const;

/** Content of the frame: choosers, texts, the line that reads a word, legend. */
export class TextFigure {
  readonly #parts: TextFigureParts;
  readonly #texts = new Memo<TemplateResult | TemplateResult[]>();

  constructor(parts: TextFigureParts) {
    this.#parts = parts;
  }

  render(view: TextView, options: TextFigureOptions): FigureContent {
    const { heads, interaction, say, number } = this.#parts;
    const { cells, grid } = interaction;
    const { composition, reader, table } = view;
    const chosen = grid.chosenIn(composition);
    const isChoosable = hasChoice(composition);
    const isTurned = (options.dir ?? directionOf(composition.keys)) === 'rtl';
    return {
      tools: composition.sentences ? this.#levelButtons(options.level) : headChoosers(heads, say),
      plot: this.#reader(view, options),
      aloud: chosen && reader.summary(chosen),
      readout: {
        spoken: grid.readout(view),
        hint: say(isChoosable ? 'hint' : 'hintWords'),
        steps: [
          [say(isTurned ? 'nextWord' : 'previousWord'), '←', 'ArrowLeft'],
          [say(isTurned ? 'previousWord' : 'nextWord'), '→', 'ArrowRight'],
          [say('stronger'), '★', 'n'],
        ],
        press: (key) => cells.press(key),
        more: this.#wayBack(),
      },
      legend: textLegend(view, options, say, number),
      listing: {
        reading: table,
        rows: say(isChoosable ? 'queries' : 'words'),
        columns: say(isChoosable ? 'keys' : 'columns'),
      },
    };
  }

  #reader(
    { composition, reader, cells }: TextView,
    { level, queryTitle, keyTitle, dir }: TextFigureOptions,
  ): TemplateResult {
    const { interaction, say } = this.#parts;
    const { cells: own } = interaction;
    const titles: SideTitles = { query: queryTitle ?? say('queries'), key: keyTitle ?? say('keys') };
    const texts = this.#texts.of([composition, reader, titles.query, titles.key, dir], () =>
      textsTemplate(composition, titles, reader, dir),
    );
    const help = say(hasChoice(composition) ? 'gridHelp' : 'wordsHelp');
    return html`<div class="reader ${own.isAtKeys ? 'keyed' : ''}" @focusin=${own.onFocus} @focusout=${own.onFocus}>
      ${cellGrid(cells, own.cursor, help, own.onKey)}
      <div
        class="texts"
        part="texts"
        data-level=${level}
        @pointermove=${own.onPointerMove}
        @pointerleave=${own.onPointerLeave}
        @click=${own.onClick}
      >${texts}</div>
    </div>`;
  }

  /** The figure in a few sentences: how much text it is, what is strongest in it, what the chosen word attends to. */
  summary({ composition, reader, whole }: TextView, title: string): string {
    const { say, interaction } = this.#parts;
    const { arrangement, queries, keys, sentences, texts } = composition;
    const size = { title, count: keys.length, queries: queries.length, keys: keys.length };
    const first = sentences
      ? say('summarySentences', { title, count: sentences.length, words: keys.length })
      : say(arrangement !== 'cross' ? 'summaryWords' : texts.length > 1 ? 'summaryTwo' : 'summaryOne', size);
    const choice = interaction.grid.chosenIn(composition);
    const rest = choice ? reader.summary(choice) : say('strongest', { list: reader.strongest(whole) });
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

  /** From a choice to the words as they are without one. */
  #wayBack(): TemplateResult {
    const { say, interaction } = this.#parts;
    const { cells } = interaction;
    return html`<button type="button" part="button" class="forget" aria-label=${say('forget')} title=${say('forget')} ?disabled=${cells.pinned === null} @click=${() => cells.letGo()}>✕</button>`;
  }
}
