import {
  cellGrid,
  type FigureController,
  type FigureTable,
  headChoosers,
  type Heads,
  legendTemplate,
  savingMenu,
} from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import { choicesOf, otherChooser } from './choices.js';
import type { View } from './composer.js';
import { legendNotes } from './legend.js';
import type { Overlay } from './paint.js';
import type { Picture } from './picture.js';
import type { Pointing } from './pointing.js';
import type { Sentences } from './strings.js';
import { type Line, linesTemplate, marksTemplate } from './view.js';

/** What a figure is rendered from, beside its view. */
export interface FigureParts {
  readonly heads: Heads;
  readonly picture: Picture;
  readonly pointing: Pointing;
  readonly saving: FigureController;
  readonly table: FigureTable;
  readonly say: (name: Sentences, details?: Record<string, string | number>) => string;
  readonly number: (value: number) => string;
}

/** What an author or the page asks of one rendering. */
export interface FigureOptions {
  readonly heading: string | null;
  readonly label: string;
  readonly overlay: Overlay;
  readonly isRolledOut: boolean;
  readonly controls: TemplateResult | typeof nothing;
  readonly lines: readonly Line[];
  /** Whether another element of the group is where queries are chosen. */
  readonly isChosenElsewhere: boolean;
}

/** The figure in the shadow root: heading, buttons, who looks, the picture, the line that reads a patch, legend, table. */
export class Figure {
  readonly #parts: FigureParts;

  constructor(parts: FigureParts) {
    this.#parts = parts;
  }

  render(view: View, options: FigureOptions): TemplateResult {
    const { heads, picture, pointing, saving, table, say } = this.#parts;
    const { composition, layout, reader, reading } = view;
    const { heading, overlay, lines } = options;
    const { isSelf } = composition.patches;
    const { patch } = pointing;
    const spoken = patch === null ? null : reader.sentence(patch);
    const marks = pointing.marks(view);
    const isPainted = overlay === 'blend' || overlay === 'tiles';
    const choices = options.isChosenElsewhere ? null : choicesOf(view, say);
    const chooser = otherChooser(choices, (other) => pointing.choose(other));
    return html`<div class="head" ?data-figure-skip=${!heading}>
        ${heading ? html`<div class="heading" part="heading">${heading}</div>` : chooser}
        <div class="toolbar" part="toolbar" data-figure-skip>
          ${headChoosers(heads, say)} ${savingMenu(say, saving, table)}
        </div>
      </div>
      <p id="summary" class="visually-hidden" data-figure-skip>${reader.summary(options.label)}</p>
      ${heading ? chooser : nothing}
      <div
        class="plot ${isSelf ? 'queries' : ''}"
        part="plot"
        @pointermove=${pointing.onPointerMove}
        @pointerleave=${pointing.onPointerLeave}
        @click=${pointing.onClick}
      >
        ${picture.render()}
        ${isPainted ? html`<canvas class="overlay" part="overlay" aria-hidden="true"></canvas>` : nothing}
        ${cellGrid(reading, pointing.cursor, say(isSelf ? 'queryHelp' : 'markHelp'), pointing.onKey)}
        ${lines.length > 0 ? linesTemplate(layout, lines) : nothing} ${marksTemplate(layout, marks)}
      </div>
      <div class="reading" data-figure-skip>
        <output aria-live=${spoken || pointing.isLinked ? 'off' : 'polite'} class="readout ${spoken ? 'value' : ''}" part="readout">${spoken ?? reader.strongest()}</output>
        ${this.#steps()}
      </div>
      ${options.controls} ${this.#legend(view, options, isPainted)}
      ${this.#renderTable(view)}`;
  }

  #legend(view: View, { overlay, isRolledOut, lines }: FigureOptions, isPainted: boolean): TemplateResult {
    const { say, number } = this.#parts;
    const shares = lines.map(({ share }) => share);
    const notes = legendNotes(view, { overlay, isRolledOut, shares }, say, number);
    if (isPainted) return legendTemplate(notes);
    return html`<div class="legend" part="legend"><span>${notes.sentence}</span></div>`;
  }

  /** Moves from patch to patch by touch: patches may be smaller than fingers. */
  #steps(): TemplateResult {
    const { say, pointing } = this.#parts;
    const step = (label: string, sign: string, key: string) =>
      html`<button type="button" part="button" aria-label=${label} @click=${() => pointing.press(key)}>${sign}</button>`;
    return html`<div class="steps">
      ${step(say('left'), '←', 'ArrowLeft')}${step(say('up'), '↑', 'ArrowUp')}${step(say('down'), '↓', 'ArrowDown')}
      ${step(say('right'), '→', 'ArrowRight')}${step(say('stronger'), '★', 'n')}${step(say('choose'), '✓', 'Enter')}
    </div>`;
  }

  #renderTable({ reading, composition }: View): TemplateResult | null {
    const { say, table } = this.#parts;
    const isRegions = composition.patches.isRegions;
    const words = {
      rows: isRegions ? say('boxes', { count: reading.rows }) : say('row'),
      columns: say('column'),
      previous: say('previousPage'),
      next: say('nextPage'),
    };
    return table.render(reading, words);
  }
}
