import { FigureTable, type MatrixReading, Memo, type Room, type TextMeasure } from '@attn-elements/core/element';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RunModel } from '../model.js';
import type { Evaluation } from '../trainer/history.js';
import { drawCurve, drawPointed } from './chart.js';
import { type ChartReader, chartTemplate } from './chart-template.js';
import type { Curve } from './curve.js';
import { type CurveOptions, type CurveRun, eventCurves, runCurves } from './run-curves.js';
import type { FormatNumber, TrainerSay } from './words.js';

export interface LearningCurvesParts {
  readonly host: ReactiveControllerHost & CurveOptions;
  readonly model: RunModel;
  readonly say: TrainerSay;
  readonly number: FormatNumber;
  readonly percent: FormatNumber;
  /** Name of this run among those that are compared with it, and those. */
  readonly ownName: () => string;
  /** The same at the end of its lines; empty where it is the whole name. */
  readonly ownEnd: () => string;
  readonly others: () => readonly CurveRun[];
  /** Looks at a step, of all runs; null is the newest. */
  readonly choose: (step: number | null) => void;
}

/** Loss, and where there is such a thing accuracy, over the steps of runs: as curves, in a sentence each, and as a table. */
export class LearningCurves implements ChartReader {
  /** The list of the losses. */
  readonly table: FigureTable;
  readonly #parts: LearningCurvesParts;
  readonly #read = new Memo<Curve[]>();
  readonly #sizes = new Memo<[number, number][]>();
  readonly #drawn: Memo<void>[] = [];
  readonly #pointed: Memo<void>[] = [];
  /** As they are now. */
  #curves: readonly Curve[] = [];
  pointed: number | null = null;

  constructor(parts: LearningCurvesParts) {
    this.#parts = parts;
    this.table = new FigureTable(parts.host);
  }

  /** Before each rendering: looks what the run has come to. */
  follow(): void {
    const { model, host, say, number, percent } = this.#parts;
    const { smoothing, lossAxis } = host;
    const others = this.#parts.others();
    const name = this.#parts.ownName();
    const runs = [{ model, name, end: this.#parts.ownEnd() || name, look: 'curve' }, ...others];
    // A name tells the language, too.
    const known = runs.flatMap((run) => [run.model.changes, run.model.steps, run.name]);
    const made = [model.events, model.chosen, smoothing, lossAxis, say('loss'), known.join()];
    this.#curves = this.#read.of(made, () => [
      ...runCurves(runs, { smoothing, lossAxis }, { say, number, percent }),
      ...(model.events ? eventCurves(model.events, { smoothing, lossAxis }, { say, number, percent }) : []),
    ]);
  }

  /** Whether there is a curve. */
  get isShown(): boolean {
    return this.#curves.length > 0;
  }

  render(): TemplateResult | typeof nothing {
    if (this.#curves.length === 0) return nothing;
    return html`<div class="charts">${this.#curves.map((curve) => chartTemplate(curve, this))}</div>`;
  }

  renderTable(): TemplateResult | null {
    const { say } = this.#parts;
    if (!this.table.isOpen) return null;
    const [previous, next] = [say('previousPage'), say('nextPage')];
    return this.table.render(this.#reading(), { rows: say('step'), columns: '', previous, next });
  }

  /** Draws the curves into their places. */
  draw(root: ShadowRoot, measure: TextMeasure, { width }: Room): void {
    const charts = root.querySelectorAll<SVGSVGElement>('.chart .lined');
    if (charts.length === 0) return;
    // Looked at where they may have changed: it makes the browser lay out the page at once, and with each curve again.
    const sizes = this.#sizes.of([charts[0], charts.length, width, measure], () =>
      Array.from(charts, ({ clientWidth, clientHeight }) => [clientWidth, clientHeight]),
    );
    for (const [i, chart] of charts.entries()) {
      const curve = this.#curves[i];
      const [drawn, pointed] = [(this.#drawn[i] ??= new Memo()), (this.#pointed[i] ??= new Memo())];
      drawn.of([chart, sizes[i], curve, measure], () => drawCurve(chart, sizes[i], curve, measure));
      pointed.of([chart, sizes[i], curve, this.pointed], () => drawPointed(chart, curve, this.pointed));
    }
  }

  stepName(step: number): string {
    const { model, say, number } = this.#parts;
    const { opened, inForce } = model;
    const { items = null } = opened ?? {};
    if (!items || !inForce) return say('atStep', { step });
    return say('atEpoch', { step, epoch: number((step * inForce.settings.batch) / items) });
  }

  point(step: number | null): void {
    if (step === this.pointed) return;
    this.pointed = step;
    this.#parts.host.requestUpdate();
  }

  choose(step: number): void {
    const { frames } = this.#parts.model.history;
    // At its end the newest is looked at, also of those to come.
    this.#parts.choose(step >= (frames.at(-1)?.step ?? 0) ? null : step);
  }

  #reading(): MatrixReading {
    const { model, say, number, percent } = this.#parts;
    const { losses, evaluations } = model.history;
    const seen = new Map(evaluations.map((one) => [one.step, one]));
    const share = (value: number | null | undefined) => (value == null ? '' : percent(value));
    const columns: readonly { name: string; value: (step: number, held?: Evaluation) => string }[] = [
      { name: say('loss'), value: (step) => (step > 0 ? number(losses[step - 1]) : '') },
      { name: say('heldBackLoss'), value: (_, held) => (held ? number(held.loss) : '') },
      { name: say('accuracy'), value: (_, held) => share(held?.accuracy) },
      { name: say('accuracyLearned'), value: (_, held) => share(held?.learned) },
    ];
    const value = (row: number, column: number) => columns[column].value(row, seen.get(row));
    return {
      label: say('loss'),
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
