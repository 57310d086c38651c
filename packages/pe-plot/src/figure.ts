import {
  cellGrid,
  type CoreSentences,
  type FigureController,
  type FigureTable,
  Memo,
  savingMenu,
} from '@attn-elements/core/element';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { axesTemplate, edgesTemplate } from './axes.js';
import { clockTemplate } from './clock.js';
import type { View } from './composer.js';
import type { Facet } from './drawing.js';
import { plotLegend } from './legend.js';
import { marksTemplate } from './marks.js';
import type { MatrixColors } from './matrices.later.js';
import type { Pointing } from './pointing.js';
import type { LineColor } from './view.js';
import type { Words } from './views/words.js';

/** What a figure is rendered from, beside its view. */
export interface FigureParts {
  readonly pointing: Pointing;
  readonly saving: FigureController;
  readonly table: FigureTable;
  readonly words: Words;
}

/** What an author or the page asks of one rendering. */
export interface FigureOptions {
  readonly heading: string | null;
  readonly label: string;
  /** Nothing where readers are given none, or they are on their way. */
  readonly controls: TemplateResult | typeof nothing;
  readonly colors: MatrixColors | null;
  readonly position: number;
  readonly distance: number;
  readonly lineColor: LineColor;
  readonly pixelRatio: number;
}

/** The figure in the shadow root: heading, controls, plots, the line that reads a value, legend, notes, table. */
export class Figure {
  readonly #parts: FigureParts;
  readonly #axes = new Memo<SVGTemplateResult>();
  readonly #edges = new Memo<TemplateResult | typeof nothing>();

  constructor(parts: FigureParts) {
    this.#parts = parts;
  }

  render(view: View, options: FigureOptions): TemplateResult {
    const { pointing, saving, table, words } = this.#parts;
    const { say } = words;
    const { facets, layout, reader } = view;
    const { heading, label, controls } = options;
    const { spot, cursor } = pointing;
    const spoken = spot && reader.sentence(spot);
    const axes = this.#axes.of([layout, facets], () => axesTemplate(layout, facets, words));
    const reading = reader.facet(cursor.facet, label);
    const notes = notesOf(facets);
    return html`<div class="head" ?data-figure-skip=${!heading}>
        ${heading ? html`<div class="heading" part="heading">${heading}</div>` : nothing}
        <div class="toolbar" part="toolbar" data-figure-skip>
          ${savingMenu((name, details) => say(name as keyof CoreSentences, details), saving, table)}
        </div>
      </div>
      <p id="summary" class="visually-hidden" data-figure-skip>${this.summary(view, label)}</p>
      ${controls}
      <div
        class="plot"
        part="plot"
        @pointermove=${pointing.onPointerMove}
        @pointerleave=${pointing.onPointerLeave}
        @click=${pointing.onClick}
      >
        <svg class="axes" part="axes" aria-hidden="true">${axes}${this.#clocks(view, options)}</svg>
        <canvas class="matrices" part="canvas" aria-hidden="true" ?hidden=${!has(view, 'matrix')}></canvas>
        <canvas class="lines" part="canvas" aria-hidden="true" ?hidden=${!has(view, 'lines')}></canvas>
        ${this.#edges.of([layout, facets], () => edgesOver(view))}
        ${cellGrid(reading, cursor, say('gridHelp'), pointing.onKey)}
        <svg class="marks ${spot ? 'on' : ''}" aria-hidden="true" data-figure-skip>
          ${marksTemplate(layout, facets, spot ?? cursor)}
        </svg>
      </div>
      <div class="reading" data-figure-skip>
        <output aria-live="off" class="readout ${spoken ? 'value' : ''}" part="readout">${spoken ?? say('hint')}</output>
        ${this.#steps()}
      </div>
      ${plotLegend({ ...view, ...options, words })}
      ${notes.length ? html`<div class="notes" part="notes">${notes.map((note) => html`<p>${note}</p>`)}</div>` : nothing}
      ${this.#renderTable(view, label)}`;
  }

  /** The figure in a sentence, with what is said about it. */
  summary({ facets, name }: View, title: string): string {
    const { say } = this.#parts.words;
    const names = facets.length > 1 ? ` (${facets.map((facet) => facet.title).join(say('comma'))})` : '';
    const [{ reading }] = facets;
    const summary = say('summary', {
      title: title + names,
      view: say(name),
      rows: reading.rows,
      columns: reading.columns,
    });
    return [summary, ...notesOf(facets)].join(' ');
  }

  #clocks({ facets, layout }: View, { position, distance }: FigureOptions) {
    const { say } = this.#parts.words;
    const degrees = new Intl.NumberFormat(this.#parts.words.language(), { maximumFractionDigits: 1 });
    return layout.plots.map((plot) => {
      const { content } = facets[plot.facet];
      if (content.type !== 'turns') return nothing;
      const { frequency } = content.pairs[plot.clock];
      return svg`${clockTemplate(plot, frequency, position, position - distance, (angle) => say('angle', { degrees: degrees.format(angle) }))}`;
    });
  }

  /** Moves from value to value by touch: values are smaller than fingers. */
  #steps(): TemplateResult {
    const { pointing, words } = this.#parts;
    const step = (name: 'left' | 'up' | 'down' | 'right', sign: string, key: string) =>
      html`<button type="button" part="button" aria-label=${words.say(name)} @click=${() => pointing.press(key)}>${sign}</button>`;
    return html`<div class="steps" data-figure-skip>
      ${step('left', '←', 'ArrowLeft')}${step('up', '↑', 'ArrowUp')}${step('down', '↓', 'ArrowDown')}${step('right', '→', 'ArrowRight')}
    </div>`;
  }

  #renderTable({ facets, reader }: View, label: string): TemplateResult | null {
    const { pointing, table, words: language } = this.#parts;
    const { say } = language;
    const { facet } = pointing.cursor;
    const { rowTitle: rows, columnTitle: columns } = facets[facet].reading;
    const words = { rows, columns, previous: say('previousPage'), next: say('nextPage') };
    return table.render(reader.facet(facet, label), words);
  }
}

/** What is said of all facets, once, and of some, with their names. */
function notesOf(facets: readonly Facet[]): string[] {
  const notes = new Set(facets.flatMap((facet) => facet.notes));
  return Array.from(notes, (note) => {
    const about = facets.filter((facet) => facet.notes.includes(note));
    return about.length === facets.length ? note : `${about.map(({ title }) => title).join(' · ')}: ${note}`;
  });
}

/** What lies over matrices, where there is something to lay over them: it costs a layer. */
function edgesOver({ facets, layout }: View): TemplateResult | typeof nothing {
  const isThere = facets.some(({ content, trained }) => content.type === 'matrix' && trained);
  return isThere ? html`<svg class="edges" aria-hidden="true">${edgesTemplate(layout, facets)}</svg>` : nothing;
}

const has = ({ facets }: View, type: 'matrix' | 'lines') => facets.some(({ content }) => content.type === type);
