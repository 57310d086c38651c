import type { TensorSource } from '@attn-elements/core/data';
import {
  type AttentionProvider,
  type Failure,
  isOnPaper,
  Nearness,
  ProvidedAttention,
  weightRows,
} from '@attn-elements/core/element';
import { type FigureContent, PlotController } from '@attn-elements/core/element/base';
import { nextTask } from '@attn-elements/core/slices';
import { html, nothing } from 'lit';
import { attentionSource } from './attention-source.js';
import { trainerStyles } from './attn-trainer.styles.js';
import type { TrainerFigure } from './figure/figure.js';
import type { Shown } from './figure/shown.js';
import { trainerProperties } from './properties.js';
import { runBar } from './run-bar.js';
import { RunElement } from './run-element.js';
import { isTasksOwn } from './run-options.js';
import { trainerTranslations, taskName } from './strings.js';
import { TaskFault } from './task-fault.js';
import { wayBack } from './way-back.js';

/** View of one rendering: a recorded run, or nothing but the buttons, until somebody asks for one. */
interface TrainerView {
  readonly figure: TrainerFigure | null;
  /** The attention to the example; null before there is any. */
  readonly attention: Shown | null;
}

/**
 * A small model that learns in front of the reader, on the reader's own device.
 *
 * @customElement attn-trainer
 *
 * @fires attn-load - A run has its first attention: {layers, heads, queries, keys, kind, tokens}.
 * @fires attn-step - Steps were taken: {step, loss, accuracy, stepsPerSecond, engine}; several times a second at most.
 * @fires attn-done - The run has come to its end: {step, loss, accuracy}.
 * @fires attn-change - A reader changed the run: {task, textColumn, labelColumn, engine, seed, batchSize, layers, heads, dModel, length, vocabularySize, score, positions, learningRate, compare, steps, speed, example, lossAxis, smoothing, inside, tensor}, of which those that are set.
 * @fires attn-hover - A cell of the attention is pointed at, or, with nulls, no longer: {layer, head, query, key, weight, queryToken, keyToken}.
 * @fires attn-select - A cell was pinned: the same detail.
 *
 * @slot - Shown until the model is there, and without JavaScript: an image, a sentence.
 *
 * @csspart controls - The buttons and the speed.
 * @csspart own-data - Where readers bring data of their own.
 * @csspart settings - The readers' settings.
 * @csspart progress - How far the run has come.
 * @csspart notes - How the data of the author were read.
 * @csspart chart - A curve.
 * @csspart events - Pictures and histograms of an event file that was opened.
 * @csspart example - What the model was asked, and says.
 * @csspart plot - The attention with what stands around it.
 * @csspart canvas - The heads, or the picture once for each head.
 * @csspart replay - The scrubber.
 * @csspart readout - The line that reads a cell.
 * @csspart inside - A view of the inside of the run.
 * @csspart legend - Colour bar and sentence.
 *
 * @cssprop --attn-shade - Shade of a document's words; six tenths of it cover the strongest.
 */
export class AttnTrainer extends RunElement<TrainerView> implements AttentionProvider {
  static override properties = trainerProperties;
  static override translations = trainerTranslations;
  static override styles = [super.styles, trainerStyles];

  protected override readonly plot = new PlotController(this, { isFitted: false });
  readonly #drawing = this.later(
    () => import('./figure/figure.js'),
    async ({ TrainerFigure, figureWords }) => {
      this.locale.learn(figureWords);
      // Reading took its time: others have their turn before its result is put to use.
      await nextTask();
      const { plot, saving, table } = this;
      const change = (changes: object) => this.change(changes);
      const explain = (fault: Failure) => this.explain(fault);
      return new TrainerFigure({ ...this.tools, host: this, run: this.run, plot, saving, table, change, explain });
    },
  );
  readonly #chooser = this.later(
    () => import('./own-data/data-chooser.js'),
    ({ DataChooser, chooserWords }) => {
      this.locale.learn(chooserWords);
      return new DataChooser({ host: this, run: this.run, say: this.say, change: (all) => this.change(all) });
    },
  );
  protected readonly provided = new ProvidedAttention(this, () => ({
    attention: this.shown?.attention?.map ?? null,
    maker: this.run.model.opened,
  }));
  readonly #record = this.later(
    () => import('./recorded/recorded-show.js'),
    ({ RecordedShow }) => new RecordedShow(this, this.run.model),
  );
  readonly #task = new TaskFault(this);
  readonly #nearness = new Nearness(this, () => this.run.model.stage === 'idle' && this.requestUpdate());

  /** The attention that is shown, for elements whose `from` names this one; null before there is any. */
  get attentionSource(): TensorSource | null {
    const map = this.shown?.attention?.map;
    return map ? attentionSource(map) : null;
  }

  protected override get ownName(): string {
    return this.say('name', { task: taskName(this.task, this.say) });
  }

  protected override get headline(): string {
    return this.heading || this.ownName;
  }

  protected override get error() {
    return this.run.model.fault ?? this.#task.error ?? this.#drawing.error;
  }

  protected override loadAgain(): void {
    this.run.renew();
  }

  protected override get isThere(): boolean {
    return Boolean(this.shown?.attention);
  }

  // Curves are drawn before there is attention.
  protected override get plotElement(): HTMLElement | null {
    return this.find('.figure');
  }

  protected override beforeTraining(): void {
    this.#drawing.retry();
  }

  protected override underWay(): readonly Promise<unknown>[] {
    const { settled } = this.#record.part ?? {};
    return [...super.underWay(), ...(settled ? [settled] : []), ...(this.shown?.figure?.underWay ?? [])];
  }

  protected override makeView(): TrainerView {
    const { model } = this.run;
    if (model.stage === 'idle') this.#showRecorded();
    const isShown = model.stage !== 'idle' || model.recorded !== null;
    const figure = this.hasUpdated && isShown ? this.#drawing.need() : null;
    return { figure, attention: figure?.follow() ?? null };
  }

  /** Asks for a recorded run after the first rendering: the figure is not ready before. */
  protected override firstUpdated(): void {
    if (this.#nearness.isNear) this.requestUpdate();
  }

  /** A run as it was recorded, where the one that Train begins would be the same. */
  #showRecorded(): void {
    if (this.task === 'own' || this.#task.error || this.autoplay || !isTasksOwn(this)) return;
    // On paper a figure stays as it is: what begins now would be half drawn.
    if (this.run.model.recorded === null && isOnPaper(this)) return;
    if (!this.#record.part && !(this.hasUpdated && this.#nearness.isNear)) return;
    this.#record.need()?.follow(this.task, this.#drawing.part !== null);
  }

  protected override renderFigure({ figure }: TrainerView): FigureContent {
    const { plot = nothing, readout = null, legend, listing = null } = figure?.content() ?? {};
    const controls = html`${runBar(this, this.run, this.say, (speed) => this.change({ speed }))}
      ${this.ownData ? this.#chooser.need()?.render() : nothing} ${figure?.renderSettings()}
      <div data-figure-skip>${super.renderFailure('')} ${wayBack(this.run, this.say)}</div>
      <div class="said" part="progress">${this.isLoading ? this.say('opening') : figure?.progress}</div>
      ${figure?.renderNotes()}
      <div class="visually-hidden" role="status" data-figure-skip>${figure?.announcement}</div>`;
    return { controls, plot, readout, legend, below: figure?.renderRun(), listing };
  }

  /** Failures are said below the buttons, which stay. */
  protected override renderFailure(): unknown {
    return nothing;
  }

  protected override renderMenu(): unknown {
    return this.shown?.figure?.renderMenu() ?? nothing;
  }

  protected override draw({ figure }: TrainerView): void {
    figure?.draw();
  }

  protected override drawNow(): void {
    this.shown?.figure?.drawNow();
  }

  protected override summary({ figure }: TrainerView): string {
    return figure?.summary ?? '';
  }

  protected override stepsCsv(): string {
    return this.shown?.figure?.stepsCsv() ?? '';
  }

  protected override savedRows() {
    return this.attentionSource && weightRows(this.attentionSource, this.shown!.figure!.panels);
  }
}
