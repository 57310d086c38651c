import {
  adoptStyles,
  dataTable,
  failure,
  GridInteraction,
  legendTemplate,
  type Loaded,
  LoadingController,
  Memo,
  type Room,
  scaleNote,
  specialColors,
  type TablePage,
  type ThemeColors,
} from '@attn-elements/core/element';
import { html, type nothing, type ReactiveControllerHost, type SVGTemplateResult, type TemplateResult } from 'lit';
import { HeatmapDrawing } from './drawing.js';
import type { HeatmapSpot } from './layout.js';
import { OutputGrid } from './output-grid.js';
import { type SayOutput, sayOutput } from './output-strings.js';
import { type NoOutput, type OutputPanel, outputsOf } from './output-sums.js';
import { type OutputView, OutputViewModel } from './output-view.js';
import type { PartContext } from './parts.js';
import { matricesTemplate } from './plot.js';
import { frameTemplate, type HeatmapMark } from './view.js';
import type { HeatmapView } from './view-model.js';

/** Output of attention under its weights: Σ weight · value of every query, as a matrix [query, dimension], and as a sum in numbers. */
export class OutputPart {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #context: PartContext;
  readonly #loading: LoadingController<readonly OutputPanel[] | NoOutput>;
  readonly #viewModel = new OutputViewModel();
  readonly #cells: GridInteraction<HeatmapSpot>;
  readonly #drawing: HeatmapDrawing;
  readonly #frame = new Memo<SVGTemplateResult>();
  readonly #asked = new Memo<void>();
  readonly #words = new Memo<SayOutput>();
  #page: TablePage = { row: 0, column: 0 };
  #view: OutputView | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, context: PartContext) {
    this.#host = host;
    this.#context = context;
    this.#loading = new LoadingController(host);
    this.#drawing = new HeatmapDrawing(host, () => this.#find('.plot'));
    this.#cells = new GridInteraction(host, new OutputGrid(() => this.#view), {
      hovered: () => {},
      pinned: () => {},
      activate: (spot) => this.#activate(spot),
    });
    adoptStyles(host.shadowRoot!, styles);
  }

  /** Promises that settle when outputs are there. */
  get underWay(): readonly Promise<unknown>[] {
    return [this.#loading.settled];
  }

  /** Sums the values of what was loaded, once. @returns whether it is done, or has failed */
  follow(loaded: Loaded): boolean {
    this.#asked.of([loaded], () => this.#loading.start(() => outputsOf(loaded)));
    return this.#loading.state !== 'loading';
  }

  /** Outputs as they are shown under a view of weights; null where there are none. */
  compose(weights: HeatmapView, room: Room): OutputView | null {
    const { value: outputs } = this.#loading;
    const { say, number } = this.#context;
    this.#view =
      outputs !== null && typeof outputs === 'object'
        ? this.#viewModel.view({ panels: outputs, weights, room, say, sayOutput: this.#say, number })
        : null;
    return this.#view;
  }

  /** @param pointed where the reader is among the weights */
  render(pointed: HeatmapSpot | null): TemplateResult | typeof nothing {
    const { error, value } = this.#loading;
    const view = this.#view;
    if (error) return failure('', this.#context.explain(error));
    if (!view) return html`<p class="remarks" part="legend">${this.#say((value as NoOutput) ?? 'missing')}</p>`;
    const { composition, layout, reader } = view;
    const frame = this.#frame.of([layout], () => frameTemplate(layout, composition));
    const { spot } = this.#cells;
    const isMany = composition.panels.length > 1;
    const query = !spot && pointed && !isMany && pointed.extent !== 'column' ? pointed : null;
    const ofSpot = spot && (isMany ? reader.headSentence(spot.panel) : reader.sentence(spot));
    const spoken = ofSpot ?? (query && reader.ofQuery(0, query.row));
    return html`<section class="output" aria-label=${this.#say('output')}>
      <div class="output-title">${this.#say('output')}</div>
      ${matricesTemplate({ view, cells: this.#cells, marks: this.#marks(query), frame, help: this.#say('gridHelp'), name: 'output' })}
      <div class="sum" data-figure-skip>
        <output class="readout ${spoken ? 'value' : 'hint'}" part="readout" aria-live="off">${spoken ?? this.#say('hint')}</output>
      </div>
      ${this.#legend(view)}
    </section>`;
  }

  /** Outputs as a table. */
  table(): TemplateResult | null {
    const { say } = this.#context;
    const words = {
      rows: say('queries'),
      columns: this.#say('dimension'),
      previous: say('previousPage'),
      next: say('nextPage'),
    };
    const turn = (page: TablePage) => {
      this.#page = page;
      this.#host.requestUpdate();
    };
    return this.#view && dataTable(this.#view.reading, this.#page, words, turn);
  }

  /** Outputs in a sentence; empty where there are none. */
  summary(): string {
    if (!this.#view) return '';
    const { panels, extent } = this.#view.composition;
    const { number } = this.#context;
    const { rows: queries, columns: width } = panels[0].raw;
    return this.#say('summary', { queries, width, low: number(extent.low), high: number(extent.high) });
  }

  draw(colors: ThemeColors): void {
    const [plot, legend] = [this.#find('.plot'), this.#find('.legend')];
    if (this.#view && plot && legend) this.#drawing.draw(this.#view, plot, legend, colors);
  }

  drawNow(): void {
    if (this.#find('.plot')) this.#drawing.drawNow();
  }

  /** Rows of a CSV file: those of the weights, and one for each number of the outputs. */
  *rows(weights: Iterable<readonly (string | number)[]>): Iterable<readonly (string | number)[]> {
    let isHead = true;
    for (const row of weights) {
      yield [...row, ...(isHead ? ['dimension', 'output'] : ['', ''])];
      isHead = false;
    }
    for (const [panel, { layer, head, raw }] of this.#view?.composition.panels.entries() ?? []) {
      const { query } = this.#view!.texts.tokens(panel);
      for (let i = 0; i < raw.values.length; i++) {
        const [row, dimension] = [Math.floor(i / raw.columns), i % raw.columns];
        const output = raw.values[i] === -Infinity ? '' : raw.values[i];
        yield [layer, head, row, '', query?.[row] ?? '', '', '', dimension, output];
      }
    }
  }

  get #say(): SayOutput {
    const language = this.#context.language();
    return this.#words.of([language], () => sayOutput(language));
  }

  #legend({ composition, layout, measure }: OutputView): TemplateResult {
    const { say, number } = this.#context;
    const { scale, extent } = composition;
    const sentence = [this.#say('output'), scaleNote(scale, say, number)].join(say('comma'));
    const marks = specialColors(extent, scale.domain, say, number);
    return legendTemplate({ sentence, marks, scale, format: number, measure, width: layout.width });
  }

  #marks(query: HeatmapSpot | null): HeatmapMark[] {
    const { hovered, pinned, underCursor } = this.#cells;
    const isMany = this.#view!.composition.panels.length > 1;
    const mark = (
      kind: HeatmapMark['kind'],
      spot: HeatmapSpot | null,
      extent: HeatmapMark['extent'] = isMany ? 'panel' : 'cell',
    ) => (spot ? [{ kind, spot, extent }] : []);
    return [
      ...mark('linked', query && { panel: 0, row: query.row, column: 0 }, 'row'),
      ...mark('pinned', pinned),
      ...mark('hovered', hovered),
      ...mark('cursor', underCursor),
    ];
  }

  #activate(spot: HeatmapSpot): void {
    const { panels } = this.#view!.composition;
    const { layer, head } = panels[spot.panel];
    if (panels.length === 1) this.#cells.pin(spot);
    else this.#context.open({ layer, head: Number(head) });
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.shadowRoot!.querySelector<HTMLElement>(`.output ${selector}`);
  }
}

const styles = `
  .output {
    margin-block-start: 12px;
  }
  .output-title {
    font-weight: 600;
  }
  .sum {
    min-height: 30px;
    margin-block-start: 4px;
  }
  .sum .readout {
    white-space: normal;
  }
`;
