import { arrowSteps, cellGrid, type MatrixReading, Memo, plotTemplate } from '@attn-elements/core/element';
import type { FigureContent } from '@attn-elements/core/element/base';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { axesTemplate, edgesTemplate } from './axes.js';
import { clockTemplate } from './clock.js';
import type { PlotView } from './view-model.js';
import { plotLegend } from './legend.js';
import { plotMarksTemplate } from './marks.js';
import type { MatrixColors } from './matrices.js';
import type { PlotGrid } from './pointing.js';
import type { LineColor } from './view.js';
import type { PlotWords } from './views/words.js';

/** Options of one rendering. */
export interface PlotFigureOptions {
  readonly label: string;
  /** Controls of the readers; nothing where they are given none, or they are on their way. */
  readonly controls: TemplateResult | typeof nothing;
  readonly colors: MatrixColors | null;
  readonly position: number;
  readonly distance: number;
  readonly lineColor: LineColor;
  readonly pixelRatio: number;
}

/** Content of the frame: controls, plots, the line that reads a value, legend and notes. */
export class PlotFigure {
  readonly #words: PlotWords;
  readonly #grid: PlotGrid;
  readonly #axes = new Memo<SVGTemplateResult>();
  readonly #edges = new Memo<TemplateResult | typeof nothing>();

  constructor(words: PlotWords, grid: PlotGrid) {
    this.#words = words;
    this.#grid = grid;
  }

  render(view: PlotView, options: PlotFigureOptions): FigureContent {
    const { say } = this.#words;
    const { facets, reader } = view;
    const { cells, cursor } = this.#grid;
    const { spot } = cells;
    const reading = reader.facet(cursor.facet, options.label);
    const { rowTitle: rows, columnTitle: columns } = facets[cursor.facet].reading;
    const { notes } = reader;
    return {
      controls: options.controls,
      plot: this.#plot(view, reading, options),
      readout: {
        spoken: spot && reader.sentence(spot),
        hint: say('hint'),
        steps: arrowSteps(say),
        press: (key) => cells.press(key),
      },
      legend: html`${plotLegend({ ...view, ...options, words: this.#words })}
      ${notes.length ? html`<div class="notes" part="notes">${notes.map((note) => html`<p>${note}</p>`)}</div>` : nothing}`,
      listing: { reading, rows, columns },
    };
  }

  #plot(view: PlotView, reading: MatrixReading, options: PlotFigureOptions): TemplateResult {
    const { say } = this.#words;
    const { facets, layout } = view;
    const { cells, cursor } = this.#grid;
    const { spot } = cells;
    const axes = this.#axes.of([layout, facets], () => axesTemplate(layout, facets, this.#words));
    const content = html`<svg class="axes" part="axes" aria-hidden="true">${axes}${this.#clocks(view, options)}</svg>
      <canvas class="matrices" part="canvas" aria-hidden="true" ?hidden=${!has(view, 'matrix')}></canvas>
      <canvas class="lines" part="canvas" aria-hidden="true" ?hidden=${!has(view, 'lines')}></canvas>
      ${this.#edges.of([layout, facets], () => edgesOver(view))}
      ${cellGrid(reading, cursor, say('gridHelp'), cells.onKey)}
      <svg class="marks ${spot ? 'on' : ''}" aria-hidden="true" data-figure-skip>
        ${plotMarksTemplate(layout, facets, spot ?? cursor)}
      </svg>`;
    return plotTemplate(cells, content);
  }

  #clocks({ facets, layout }: PlotView, { position, distance }: PlotFigureOptions) {
    const { say, language } = this.#words;
    const degrees = new Intl.NumberFormat(language(), { maximumFractionDigits: 1 });
    return layout.plots.map((plot) => {
      const { content } = facets[plot.facet];
      if (content.type !== 'turns') return nothing;
      const { frequency } = content.pairs[plot.clock];
      return svg`${clockTemplate(plot, frequency, position, position - distance, (angle) => say('angle', { degrees: degrees.format(angle) }))}`;
    });
  }
}

/** Edges over matrices, where there are any to draw: they cost a layer. */
function edgesOver({ facets, layout }: PlotView): TemplateResult | typeof nothing {
  const isThere = facets.some(({ content, trained }) => content.type === 'matrix' && (trained || content.tiles));
  return isThere ? html`<svg class="edges" aria-hidden="true">${edgesTemplate(layout, facets)}</svg>` : nothing;
}

const has = ({ facets }: PlotView, type: 'matrix' | 'lines') => facets.some(({ content }) => content.type === type);
