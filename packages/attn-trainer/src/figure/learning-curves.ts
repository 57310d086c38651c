import { dataTable, type FontController, type MatrixReading, type TablePage } from '@attn-elements/core/element';
import { html, nothing, type TemplateResult } from 'lit';
import type { RunModel } from '../model.js';
import type { Evaluation } from '../trainer/history.js';
import { type Curve, drawCurve } from './chart.js';
import { chartTemplate } from './chart-template.js';
import { type FormatNumber, percent, type Say } from './words.js';

interface NamedCurve extends Curve {
  readonly name: string;
}

/** Loss, and where there is such a thing accuracy, over the steps of a run: as curves, in a sentence each, and as a table. */
export class LearningCurves {
  readonly #model: RunModel;
  readonly #say: Say;
  readonly #number: FormatNumber;
  readonly #font: FontController;
  readonly #update: () => void;
  #page: TablePage | null = null;
  /** As they were rendered last. */
  #curves: readonly NamedCurve[] = [];

  /** @param update asks for another rendering */
  constructor(model: RunModel, say: Say, number: FormatNumber, font: FontController, update: () => void) {
    this.#model = model;
    this.#say = say;
    this.#number = number;
    this.#font = font;
    this.#update = update;
  }

  /** Whether the values are listed, and the way to list them or no longer. */
  get table(): { readonly shown: boolean; toggle(): void } {
    return { shown: this.#page !== null, toggle: () => this.#turn(this.#page ? null : { row: 0, column: 0 }) };
  }

  render(): TemplateResult | typeof nothing {
    if (this.#model.history.losses.length === 0) return nothing;
    this.#curves = this.#read();
    return html`<div class="charts">
      ${this.#curves.map((curve) => chartTemplate(curve.name, this.#summary(curve)))}
    </div>`;
  }

  renderTable(): TemplateResult | typeof nothing {
    if (!this.#page) return nothing;
    const words = {
      rows: this.#say('step'),
      columns: '',
      previous: this.#say('previousPage'),
      next: this.#say('nextPage'),
    };
    return dataTable(this.#reading(), this.#page, words, (page) => this.#turn(page));
  }

  /** Draws the curves into their places. */
  draw(root: ShadowRoot): void {
    const charts = root.querySelectorAll<HTMLElement>('.chart');
    if (charts.length === 0) return;
    const measure = this.#font.measure(12);
    for (const [i, chart] of charts.entries()) drawCurve(chart, this.#curves[i], measure);
  }

  #read(): NamedCurve[] {
    const { history, step, steps, evaluation } = this.#model;
    const { losses } = history;
    const last = Math.max(step, steps);
    const loss = {
      name: this.#say('loss'),
      steps: Float64Array.from(losses, (_, i) => i + 1),
      values: losses,
      last,
      high: losses.reduce((most, one) => (one > most ? one : most), 0),
      format: this.#number,
    };
    if (evaluation?.accuracy == null) return [loss];
    const seen = history.evaluations.filter(({ accuracy }) => accuracy !== null);
    const accuracy = {
      name: this.#say('accuracy'),
      steps: seen.map((one) => one.step),
      values: seen.map((one) => one.accuracy!),
      last,
      high: 1,
      format: percent,
    };
    return [loss, accuracy];
  }

  #summary({ name, steps, values, format }: NamedCurve): string {
    let [first, last, low, high] = [-1, -1, Infinity, -Infinity];
    for (let i = 0; i < values.length; i++) {
      // Steps that another run took are not known.
      if (Number.isNaN(values[i])) continue;
      if (first < 0) first = i;
      last = i;
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
    if (first < 0) return name;
    const ends = { first: format(values[first]), start: steps[first], last: format(values[last]), end: steps[last] };
    return this.#say('curve', { name, ...ends, low: format(low), high: format(high) });
  }

  #reading(): MatrixReading {
    const { losses, evaluations } = this.#model.history;
    const seen = new Map(evaluations.map((one) => [one.step, one]));
    const columns: readonly { name: string; value: (step: number, held?: Evaluation) => string }[] = [
      { name: this.#say('loss'), value: (step) => (step > 0 ? this.#number(losses[step - 1]) : '') },
      { name: this.#say('heldBackLoss'), value: (_, held) => (held ? this.#number(held.loss) : '') },
      { name: this.#say('accuracy'), value: (_, held) => (held?.accuracy == null ? '' : percent(held.accuracy)) },
    ];
    const value = (row: number, column: number) => columns[column].value(row, seen.get(row));
    return {
      label: this.#say('loss'),
      // From before the first step on, when what is held back is looked at for the first time.
      rows: losses.length + 1,
      columns: columns.length,
      rowName: String,
      columnName: (column) => columns[column].name,
      value,
      sentence: value,
    };
  }

  #turn(page: TablePage | null): void {
    this.#page = page;
    this.#update();
  }
}
