import { cellGrid, headChoosers, Memo } from '@attn-elements/core/element';
import { type FigureContent, FigureTemplate } from '@attn-elements/core/element/base';
import { html, type TemplateResult } from 'lit';
import { hasChoice, type TextWords } from './choices.js';
import { type LegendOptions, textLegend } from './legend.js';
import { type Level, levels } from './model.js';
import type { TextGrid } from './pointing.js';
import type { TextSentences } from './strings.js';
import { directionOf, type SideTitles, textsTemplate } from './texts.js';
import type { TextView } from './view.js';

/** Options of one rendering. */
export interface TextFigureOptions extends LegendOptions {
  readonly queryTitle: string | null;
  readonly keyTitle: string | null;
  /** Direction of the texts, as the author says of the element; null where their words decide. */
  readonly dir: string | null;
}

const levelNames = { both: 'levelBoth', word: 'levelWord', sentence: 'levelSentence' } as const;

/** Content of the frame: choosers, texts, the line that reads a word, legend. */
export class TextFigure extends FigureTemplate<TextSentences, TextWords, TextGrid> {
  readonly #texts = new Memo<TemplateResult | TemplateResult[]>();

  render(view: TextView, options: TextFigureOptions): FigureContent {
    const { heads, say, number } = this.tools;
    const { cells, grid } = this.interaction;
    const { composition, reader, table } = view;
    const chosen = grid.chosenIn(composition);
    const isChoosable = hasChoice(composition);
    const isTurned = (options.dir ?? directionOf(composition.keys)) === 'rtl';
    return {
      tools: composition.sentences ? this.#levelButtons(options.level) : headChoosers(heads, say),
      plot: this.#reader(view, options),
      aloud: chosen && reader.attends(chosen),
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
    const { cells: own } = this.interaction;
    const titles: SideTitles = { query: queryTitle ?? this.say('queries'), key: keyTitle ?? this.say('keys') };
    const texts = this.#texts.of([composition, reader, titles.query, titles.key, dir], () =>
      textsTemplate(composition, titles, reader, dir),
    );
    const help = this.say(hasChoice(composition) ? 'gridHelp' : 'wordsHelp');
    return html`<div class="reader ${own.isAtKeys ? 'keyed' : ''}" @focusin=${own.onFocus} @focusout=${own.onFocus}>
      ${cellGrid(cells, own.cursor, help, own.onKey)}
      <div
        class="texts"
        part="plot texts"
        data-level=${level}
        @pointermove=${own.onPointerMove}
        @pointerleave=${own.onPointerLeave}
        @click=${own.onClick}
      >${texts}</div>
    </div>`;
  }

  #levelButtons(chosen: Level): TemplateResult {
    return html`<div class="levels" role="group" aria-label=${this.say('levelsTitle')}>
      ${levels.map(
        (level) =>
          html`<button type="button" part="button" aria-pressed=${level === chosen} @click=${() => this.interaction.change({ level })}>${this.say(levelNames[level])}</button>`,
      )}
    </div>`;
  }

  /** From a choice to the words as they are without one. */
  #wayBack(): TemplateResult {
    const { cells } = this.interaction;
    return html`<button type="button" part="button" class="forget" aria-label=${this.say('forget')} title=${this.say('forget')} ?disabled=${cells.pinned === null} @click=${() => cells.letGo()}>✕</button>`;
  }
}
