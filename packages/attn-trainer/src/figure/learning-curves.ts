import { FigureTable, type MatrixReading, Memo, type Room, type TextMeasure } from '@attn-elements/core/element';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RunModel } from '../model.js';
import type { Evaluation } from '../trainer/history.js';
import { type Curve, drawCurve } from './chart.js';
import { chartTemplate } from './chart-template.js';
import type { FormatNumber, TrainerSay } from './words.js';

interface NamedCurve extends Curve {
  readonly name: string;
  /** All of it in a sentence. */
  readonly summary: string;
  /** Whether it is of this run, whose steps can be looked at. */
  readonly isOwn?: boolean;
}

/** A loss that falls to so small a part of its first is drawn by its powers of ten. */
const LOG_FROM = 20;

/** Loss, and where there is such a thing accuracy, over the steps of a run: as curves, in a sentence each, and as a table. */
export class LearningCurves {
  /** The list of the losses. */
  readonly table: FigureTable;
  readonly #host: ReactiveControllerHost;
  readonly #model: RunModel;
  readonly #say: TrainerSay;
  readonly #number: FormatNumber;
  readonly #percent: FormatNumber;
  readonly #read = new Memo<NamedCurve[]>();
  readonly #widths = new Memo<number[]>();
  readonly #drawn: Memo<void>[] = [];
  /** As they are now. */
  #curves: readonly NamedCurve[] = [];

  constructor(
    model: RunModel,
    say: TrainerSay,
    number: FormatNumber,
    percent: FormatNumber,
    host: ReactiveControllerHost,
  ) {
    this.#model = model;
    this.#say = say;
    this.#number = number;
    this.#percent = percent;
    this.#host = host;
    this.table = new FigureTable(host);
  }

  /** Before each rendering: looks what the run has come to. */
  follow(): void {
    // A name tells the language, too.
    const { changes, steps, events, history, chosen } = this.#model;
    this.#curves = this.#read.of([changes, steps, events, chosen, this.#say('loss')], () => {
      const own = history.losses.length > 0 ? this.#curvesOf() : [];
      return [...own, ...this.#eventCurves()].map((curve) => ({ ...curve, summary: this.#summary(curve) }));
    });
  }

  render(): TemplateResult | typeof nothing {
    if (this.#curves.length === 0) return nothing;
    return html`<div class="charts">
      ${this.#curves.map((curve) => chartTemplate(this.#title(curve), curve.summary, curve.isOwn ? this.#choose : null))}
    </div>`;
  }

  renderTable(): TemplateResult | null {
    if (!this.table.isOpen) return null;
    const [previous, next] = [this.#say('previousPage'), this.#say('nextPage')];
    return this.table.render(this.#reading(), { rows: this.#say('step'), columns: '', previous, next });
  }

  /** Draws the curves into their places. */
  draw(root: ShadowRoot, measure: TextMeasure, { width }: Room): void {
    const charts = root.querySelectorAll<SVGSVGElement>('.chart svg');
    if (charts.length === 0) return;
    // Looked at where they may have changed: it makes the browser lay out the page at once, and with each curve again.
    const widths = this.#widths.of([charts[0], charts.length, width], () =>
      Array.from(charts, ({ clientWidth }) => clientWidth),
    );
    for (const [i, chart] of charts.entries()) {
      const curve = this.#curves[i];
      (this.#drawn[i] ??= new Memo()).of([chart, widths[i], curve, measure], () =>
        drawCurve(chart, widths[i], curve, measure),
      );
    }
  }

  readonly #choose = (step: number): void => {
    const { frames } = this.#model.history;
    // At its end the newest is looked at, also of those to come.
    this.#model.chosen = step >= (frames.at(-1)?.step ?? 0) ? null : step;
    this.#host.requestUpdate();
  };

  /** Name of a curve, what its lines are, and its value at the step that is looked at. */
  #title({ name, values, stepOf, beside, marked = null, format }: NamedCurve): string {
    const at =
      marked === null ? -1 : Array.from(values, (_, place) => stepOf(place)).findLastIndex((step) => step <= marked);
    const said = at < 0 ? name : this.#say('ofStep', { said: `${name} ${format(values[at])}`, step: stepOf(at) });
    return beside ? `${said} · ${this.#say('besideHeldBack')}` : said;
  }

  #curvesOf(): Omit<NamedCurve, 'summary'>[] {
    const { history, step, steps, evaluation, chosen } = this.#model;
    const { losses, evaluations } = history;
    const last = Math.max(step, steps);
    const marked = chosen === null ? null : (this.#model.frame?.step ?? null);
    const isHeldBack = evaluation?.accuracy != null;
    const all = [...losses, ...(isHeldBack ? evaluations.map((one) => one.loss) : [])].filter(Number.isFinite);
    const high = all.reduce((most, one) => Math.max(most, one), 0);
    const least = all.reduce((low, one) => Math.min(low, one), high);
    const isLog = least > 0 && high / least >= LOG_FROM;
    const loss = {
      name: this.#say(isLog ? 'lossLog' : 'loss'),
      values: losses,
      stepOf: (place: number) => place + 1,
      ...(isHeldBack && {
        beside: { values: evaluations.map((one) => one.loss), stepOf: (place: number) => evaluations[place].step },
      }),
      kind: isLog ? ('log' as const) : ('linear' as const),
      marked,
      isOwn: true,
      last,
      high,
      // A loss that falls by less than half is a flat line above 0.
      low: isLog || least > high / 2 ? least : 0,
      format: this.#number,
    };
    if (evaluation?.accuracy == null) return [loss];
    const seen = history.evaluations.filter(({ accuracy }) => accuracy !== null);
    const accuracy = {
      name: this.#say('accuracy'),
      values: seen.map((one) => one.accuracy!),
      stepOf: (place: number) => seen[place].step,
      marked,
      isOwn: true,
      last,
      high: 1,
      format: this.#percent,
    };
    return [loss, accuracy];
  }

  /** Scalars of an event file, on axes of their own. */
  #eventCurves(): Omit<NamedCurve, 'summary'>[] {
    const { events } = this.#model;
    return [...(events?.file.scalars ?? [])].map(([tag, { steps, values }]) => ({
      name: `${tag} · ${events!.name}`,
      values,
      stepOf: (place: number) => steps[place],
      last: steps[steps.length - 1],
      low: values.reduce((least, one) => (one < least ? one : least), 0),
      high: values.reduce((most, one) => (one > most ? one : most), 0),
      format: this.#number,
    }));
  }

  #summary({ name, stepOf, values, format }: Omit<NamedCurve, 'summary'>): string {
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
    const ends = { first: format(values[first]), start: stepOf(first), last: format(values[last]), end: stepOf(last) };
    return this.#say('curve', { name, ...ends, low: format(low), high: format(high) });
  }

  #reading(): MatrixReading {
    const { losses, evaluations } = this.#model.history;
    const seen = new Map(evaluations.map((one) => [one.step, one]));
    const columns: readonly { name: string; value: (step: number, held?: Evaluation) => string }[] = [
      { name: this.#say('loss'), value: (step) => (step > 0 ? this.#number(losses[step - 1]) : '') },
      { name: this.#say('heldBackLoss'), value: (_, held) => (held ? this.#number(held.loss) : '') },
      { name: this.#say('accuracy'), value: (_, held) => (held?.accuracy == null ? '' : this.#percent(held.accuracy)) },
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
}
