import {
  cellGrid,
  cellSteps,
  type FigureController,
  type FigureTable,
  type Heads,
  legendTemplate,
  type Language,
  isLive,
  Memo,
  savingMenu,
} from '@attn-elements/core/element';
import type { TensorSource } from '@attn-elements/core/data';
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { View } from './composer.js';
import { legendNotes } from './legend.js';
import type { Live } from './live.js';
import { isMany, type Pointing } from './pointing.js';
import type { Sorting } from './sorting.js';
import type { Sentences } from './strings.js';
import { headSteps } from './templates.js';
import { frameTemplate, marksTemplate } from './view.js';

/** What a figure is rendered from, beside its view. */
export interface FigureParts {
  readonly heads: Heads;
  readonly live: Live;
  readonly pointing: Pointing;
  readonly saving: FigureController;
  readonly table: FigureTable;
  readonly say: (name: Sentences, details?: Record<string, string | number>) => string;
  readonly number: (value: number) => string;
  readonly language: () => Language;
  readonly root: () => ShadowRoot;
}

/** What an author or the page asks of one rendering. */
export interface FigureOptions {
  readonly heading: string | null;
  readonly label: string;
  readonly controls: boolean;
  readonly sort: Sorting;
}

/** The figure in the shadow root: heading, buttons, controls, matrices, the line that reads a cell, legend, table. */
export class Figure {
  readonly #parts: FigureParts;
  readonly #frame = new Memo<SVGTemplateResult>();

  constructor(parts: FigureParts) {
    this.#parts = parts;
  }

  render(view: View, { heading, label, controls, sort }: FigureOptions): TemplateResult {
    const { heads, pointing, saving, table, say, number } = this.#parts;
    const { composition, reader, reading, layout, texts } = view;
    const many = isMany(view);
    const { spot } = pointing;
    const spoken = spot && (many ? reader.headSentence(spot.panel) : reader.sentence(spot));
    const marks = pointing.marks(view);
    const isMarked = spot !== null || marks.some(({ kind }) => kind === 'linked');
    const frame = this.#frame.of([layout], () => frameTemplate(layout, composition));
    const shown = heads.loading.value?.source;
    const computed = isLive(shown) ? shown.notes(this.#parts.language(), number) : [];
    return html`<div class="head" ?data-figure-skip=${!heading}>
        ${heading ? html`<div class="heading" part="heading">${heading}</div>` : nothing}
        <div class="toolbar" part="toolbar" data-figure-skip>
          ${many ? nothing : this.#headSteps(view)} ${savingMenu(say, saving, table)}
        </div>
      </div>
      <p id="summary" class="visually-hidden" data-figure-skip>${this.summary(view, label)}</p>
      ${controls ? this.#controls(view, heads.source) : nothing}
      <div
        class="plot ${many ? 'heads' : ''}"
        part="plot"
        @pointermove=${pointing.onPointerMove}
        @pointerleave=${pointing.onPointerLeave}
        @click=${pointing.onClick}
      >
        <svg class="axes" part="axes" aria-hidden="true" width=${layout.width} height=${layout.height}>${frame}</svg>
        <canvas part="canvas" aria-hidden="true"></canvas>
        ${cellGrid(reading, pointing.cursor, say(many ? 'headsHelp' : 'gridHelp'), pointing.onKey)}
        <svg class="marks ${isMarked ? 'on' : ''}" aria-hidden="true" data-figure-skip width=${layout.width} height=${layout.height}>
          ${marksTemplate(layout, composition, marks)}
        </svg>
      </div>
      <div class="reading" data-figure-skip>
        <output aria-live="off" class="readout ${spoken ? 'value' : ''}" part="readout">${spoken ?? say(many ? 'hintHeads' : 'hint')}</output>
        ${many ? nothing : cellSteps(say, (key) => pointing.press(key))}
      </div>
      ${legendTemplate(legendNotes(composition, texts, layout, say, number, view.measure, computed, sort))}
      ${this.#renderTable(view)}`;
  }

  /** The figure in one sentence. */
  summary({ composition, reader, texts }: View, title: string): string {
    const { say } = this.#parts;
    const { raw } = composition.panels[0];
    const size = { title, queries: raw.rows, keys: raw.columns };
    if (composition.panels.length > 1) return say('summaryMany', { ...size, count: composition.panels.length });
    const strongest = reader.strongest(0);
    if (!strongest) return say('noStrongest', { panel: title });
    const high = reader.value({ panel: 0, ...strongest });
    const panel = texts.panel(0);
    return say('summaryOne', {
      ...size,
      title: panel ? `${title} (${panel})` : title,
      high,
      query: reader.query(strongest.row),
      key: reader.key(strongest.column),
    });
  }

  #controls({ composition }: View, source: TensorSource | null): TemplateResult | typeof nothing {
    if (!isLive(source)) return nothing;
    const { language, number, live: following, root } = this.#parts;
    const { rows: queries, columns: keys } = composition.panels[0].raw;
    const { change } = following;
    return source.controls(root(), html, { queries, keys, language: language(), number, change });
  }

  #renderTable({ reading, texts }: View): TemplateResult | null {
    const { say, table } = this.#parts;
    const [previous, next] = [say('previousPage'), say('nextPage')];
    return table.render(reading, { rows: texts.queryTitle, columns: texts.keyTitle, previous, next });
  }

  #headSteps({ texts }: View): TemplateResult | typeof nothing {
    const { heads, say } = this.#parts;
    const step = (by: number) => {
      const panel = heads.beside(by);
      return panel && (() => heads.open(panel));
    };
    const [previous, next] = [step(-1), step(1)];
    if (!previous && !next) return nothing;
    const back = heads.hasWayBack ? () => this.#goBack() : null;
    return headSteps({ name: texts.panel(0), say, back, previous, next });
  }

  /** The button that was pressed is gone with the head: the focus stays in the figure. */
  #goBack(): void {
    this.#parts.heads.open(null);
    this.#parts.pointing.focus();
  }
}
