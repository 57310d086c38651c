import type { Source, TensorSource } from '@attn-elements/core/data';
import {
  applyRules,
  FigureController,
  frameStyles,
  lazy,
  LazyPart,
  LocaleController,
  SOURCE_CHANGED,
  ThemeController,
  themeStyles,
  weightRows,
} from '@attn-elements/core/element';
import type { ScoreKind } from '@attn-elements/core/math';
import { html, isServer, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { attentionSource } from './attention-source.js';
import { styles } from './attn-trainer.styles.js';
import type { EngineName } from './engine/engine.js';
import type { TrainerEvents } from './events.js';
import { faultTemplate } from './fault-template.js';
import type { Figure } from './figure/figure.js';
import type { AttentionMap } from './lessons/lesson.js';
import { linkedRun } from './link.js';
import type { PositionKind } from './models/attention.js';
import { liveProperties, numberSettings, rules, runProperties, trainerProperties } from './properties.js';
import { runBar } from './run-bar.js';
import { RunController } from './run-controller.js';
import { sentences, type Words } from './strings.js';
import type { Report, RunOptions } from './training/protocol.js';
import { nextTask } from './training/slices.js';

/**
 * A small model that learns in front of the reader, on the reader's own device.
 *
 * @customElement attn-trainer
 *
 * @fires attn-step - Steps were taken: {step, loss, accuracy, stepsPerSecond, engine}; several times a second at most.
 * @fires attn-done - The run has come to its end: {step, loss, accuracy}.
 * @fires attn-error - Something failed: {code, message}.
 * @fires attn-hover - A cell of the attention is pointed at, or, with nulls, no longer: {layer, head, query, key, weight, queryToken, keyToken}.
 * @fires attn-select - A cell was pinned: the same detail.
 *
 * @slot - Shown until the model is there, and without JavaScript: an image, a sentence.
 * @slot caption - A caption below the figure.
 *
 * @csspart figure - The whole figure.
 * @csspart controls - The buttons and the speed.
 * @csspart button - Each button that moves from cell to cell.
 * @csspart settings - The readers' settings.
 * @csspart toolbar - Where the menu is.
 * @csspart menu - The readers' menu.
 * @csspart progress - How far the run has come.
 * @csspart notes - How the data of the author were read.
 * @csspart chart - A curve.
 * @csspart example - What the model was asked, and says.
 * @csspart attention - The attention with what stands around it.
 * @csspart canvas - The heads, or the picture once for each head.
 * @csspart replay - The scrubber.
 * @csspart readout - The line that reads a cell.
 * @csspart legend - Colour bar and sentence.
 * @csspart table - A data table.
 * @csspart error - The sentence of a failure.
 * @csspart caption - The caption.
 *
 * @cssprop --attn-color - Text; the page's by default.
 * @cssprop --attn-background - Behind the figure; transparent by default.
 * @cssprop --attn-font - Font family.
 * @cssprop --attn-accent - Curves, marks and focus rings.
 * @cssprop --attn-shade - Shade of a document's words; six tenths of it cover the strongest.
 * @cssprop --attn-surface - Behind the menu.
 * @cssprop --attn-surface-color - Text of the menu.
 */
export class AttnTrainer extends LitElement {
  static override properties = trainerProperties;
  static override styles = [frameStyles, themeStyles, styles];

  /** `reverse`, `sort`, `copy`, `induction`, `translate`, `digits`, `hierarchy`, `reconstruct`, or `own` data. @attr */
  declare task: string;
  /** For the task `own`: address of a CSV, TSV, JSONL or npz file, relative to the page. @attr */
  declare src: string | null;
  /** For the task `own`: the data itself, as text, bytes, a Blob or arrays. */
  declare data: Source | null;
  /** Of a table, the column that is learned from: its name, or its number from 0; found by its name or content unless given. @attr text-column */
  declare textColumn: string | null;
  /** Of a table, the column of classes, or of translations, that is learned: its name, or its number from 0. @attr label-column */
  declare labelColumn: string | null;
  /** `webgl`, `wasm` or `cpu`; the fastest on the reader's device, by a short measurement, unless given. @attr */
  declare engine: EngineName | null;
  /** The same seed gives the same run. @attr */
  declare seed: number | null;
  /** Learning rate of Adam; the task's own unless given. @attr learning-rate */
  declare learningRate: number | null;
  /** Examples of one step. @attr */
  declare batch: number | null;
  /** Layers of the model; of images, convolutions. @attr */
  declare layers: number | null;
  /** Heads of each layer; of images, maps of attention. @attr */
  declare heads: number | null;
  /** Values that stand for a token. @attr */
  declare width: number | null;
  /** `scaled-dot`, `dot`, `cosine`, `bilinear` or `additive`. @attr */
  declare score: ScoreKind | null;
  /** `sinusoidal`, `learned`, `alibi`, `t5` or `none`. @attr */
  declare positions: PositionKind | null;
  /** Symbols of a sequence. @attr */
  declare length: number | null;
  /** Different symbols. @attr */
  declare symbols: number | null;
  /** Steps of a run; the task's own unless given. @attr */
  declare steps: number | null;
  /** The most steps a second; as many as there can be unless given. @attr */
  declare speed: number | null;
  /** The example whose attention is shown: its number from 0, or a text. @attr */
  declare example: number | string | null;
  /** Name of the figure, also for screen readers. @attr */
  declare heading: string | null;
  /** Shows settings for readers. @attr */
  declare controls: boolean;
  /** Trains as soon as it is seen. @attr */
  declare autoplay: boolean;

  readonly #locale = new LocaleController(this, sentences);
  readonly #theme = new ThemeController(this);
  readonly #run = new RunController(this, {
    onReport: (report) => this.#reported(report),
    onFault: ({ code, message }) => this.#fire('attn-error', { code, message }),
  });
  readonly #saving = new FigureController(this, {
    frame: () => {
      if (this.#drawing.error) throw this.#drawing.error;
      return this.#figure?.frame() ?? null;
    },
    notes: () => this.#notes(),
    rows: () => weightRows(this.attentionSource!, this.#figure!.panels),
  });
  readonly #drawing = new LazyPart(this, async () => {
    const part = await lazy(() => import('./figure/figure.js'));
    // What was read just now took its time: others have their turn before it is put to use.
    await nextTask();
    return new part.Figure({
      host: this,
      run: this.#run,
      theme: this.#theme,
      saving: this.#saving,
      say: this.#say,
      number: (value) => this.#locale.number(value),
      language: () => this.#locale.language,
    });
  });
  /** What is shown once something was asked for; null before. */
  #figure: Figure | null = null;
  /** What elements that take their attention from here were last told of. */
  #provided: AttentionMap | null = null;
  #resumedAt: number | null = null;

  constructor() {
    super();
    this.task = 'reverse';
    this.src = this.data = this.engine = this.seed = this.learningRate = this.batch = this.layers = this.heads = null;
    this.width = this.score = this.positions = this.length = this.symbols = this.steps = this.speed = null;
    this.example = this.heading = this.textColumn = this.labelColumn = null;
    this.controls = this.autoplay = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const linked = linkedRun(this);
    if (!linked) return;
    for (const name of runProperties) {
      const value = linked.get(name);
      // An address says what is learned, never what is fetched.
      if (value !== undefined && name !== 'src' && name !== 'data') Object.assign(this, { [name]: value });
    }
    this.learningRate = Number(linked.get('learningRate')) || this.learningRate;
  }

  /** Begins, or goes on. Resolves once it does, or has failed. */
  async train(): Promise<void> {
    this.#drawing.retry();
    await this.#settings();
    await this.#run.train();
  }

  pause(): Promise<void> {
    return this.#run.pause();
  }

  /** Takes one step. */
  async step(): Promise<void> {
    await this.#settings();
    await this.#run.step();
  }

  /** Begins again: the same seed, the same run. */
  async reset(): Promise<void> {
    await this.#settings();
    await this.#run.reset();
  }

  /** A file of the weights and the attention, which `<attn-heatmap>` opens; null where there is no run. */
  save(format: 'safetensors' | 'npz' = 'safetensors'): Promise<Uint8Array | null> {
    return this.#run.save(format);
  }

  /** The loss of every step as CSV; with `attention` the weights that are shown: layer, head, query, key, query_token, key_token, weight. */
  toCSV(of: 'loss' | 'attention' = 'loss'): Promise<string | null> {
    return of === 'loss' ? this.#run.csv() : this.#saving.csv();
  }

  /** The figure as an SVG document: text stays text, curves are paths, the attention is one embedded image. Rejects before the first run. */
  toSVG(): Promise<string> {
    return this.#saving.svg();
  }

  /** The figure as a PNG, `scale` times its size on the page; 2 by default. Rejects before the first run. */
  toPNG({ scale = 2 }: { scale?: number } = {}): Promise<Blob> {
    return this.#saving.png(scale);
  }

  /** Goes on from a saved file. */
  async load(source: Source): Promise<void> {
    await this.#settings();
    await this.#run.load(source);
  }

  /** Settles, and never rejects, once what the run has come to is on the page. */
  get ready(): Promise<void> {
    return this.#settle();
  }

  /** What the run is to be. */
  get runOptions(): RunOptions {
    const { task, engine, score, positions, steps, speed, example, learningRate, textColumn, labelColumn } = this;
    const data = this.data ?? (this.src ? new URL(this.src, document.baseURI).href : null);
    const numbers = numberSettings.map((name) => [name, this[name]]);
    const learned = { data, textColumn, labelColumn };
    const all = {
      ...Object.fromEntries(numbers),
      engine,
      score,
      positions,
      steps,
      speed,
      example,
      learningRate,
      ...learned,
    };
    return { task, ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)) };
  }

  /** What a run reports is shown once a frame, however often it does: of two in one frame nobody would see the first. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.#run.frame;
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    applyRules(this, changed, rules);
    if (isServer || !this.hasUpdated) return;
    if (runProperties.some((name) => changed.has(name))) {
      this.#resumedAt = null;
      this.#run.renew();
    } else if (liveProperties.some((name) => changed.has(name))) {
      const { learningRate, example, steps } = this;
      const given = Object.entries({ learningRate, example, steps }).filter(([, value]) => value !== null);
      void this.#run.set({ ...Object.fromEntries(given), speed: this.speed ?? 0 });
    }
    this.#figure = this.#run.model.stage === 'idle' ? null : this.#drawing.need();
    this.#figure?.follow();
  }

  protected override render(): TemplateResult {
    const { frame, stage } = this.#run.model;
    const figure = this.#figure;
    return html`<div class="frame">
      ${this.#theme.probe}
      <div
        class="figure"
        part="figure"
        role="group"
        aria-label=${this.#name}
        aria-describedby=${figure?.map ? 'summary' : nothing}
        aria-busy=${stage === 'opening'}
      >
        <div class="head">
          <div class="heading">${this.#name}</div>
          ${figure?.renderMenu()}
        </div>
        ${this.#bar()} ${figure?.renderSettings()} ${this.#fault()}
        <div class="said" part="progress">${this.#progress(figure)}</div>
        ${figure?.renderNotes()}
        <div class="visually-hidden" role="status" data-figure-skip>${figure?.announcement()}</div>
        ${figure?.render()}
      </div>
      <div ?hidden=${figure !== null && frame !== null}><slot></slot></div>
      <slot name="caption" part="caption"></slot>
    </div>`;
  }

  /** The attention that is shown, for elements whose `source` names this one; null before there is any. */
  get attentionSource(): TensorSource | null {
    const map = this.#figure?.map;
    return map ? attentionSource(map) : null;
  }

  protected override updated(): void {
    this.#figure?.draw();
    const map = this.#figure?.map ?? null;
    if (map === this.#provided) return;
    this.#provided = map;
    this.dispatchEvent(new Event(SOURCE_CHANGED));
  }

  readonly #say = (name: Words, details?: Readonly<Record<string, string | number>>): string =>
    this.#locale.say(name, details);

  get #name(): string {
    const name = `task-${this.task}`;
    // A task that is none of ours keeps its word.
    const task = name in sentences.en ? this.#say(name as Words) : this.task;
    return this.heading || this.#say('name', { task });
  }

  #bar(): TemplateResult {
    const { stage } = this.#run.model;
    const isTraining = this.#run.isWanted;
    return runBar(this.#say, {
      isOpening: stage === 'opening',
      isTraining,
      canReset: stage !== 'idle',
      speed: this.speed,
      toggle: () => void (isTraining ? this.pause() : this.train()),
      step: () => void this.step(),
      reset: () => void this.reset(),
      setSpeed: (speed) => {
        this.speed = speed;
      },
    });
  }

  #fault(): TemplateResult {
    const fault = this.#run.model.fault ?? this.#drawing.error;
    return faultTemplate(fault, this.#say, (learningRate) => void this.#run.goBack(learningRate));
  }

  #progress(figure: Figure | null): string {
    const said = figure?.progress() ?? '';
    return said && this.#resumedAt !== null ? `${said} · ${this.#say('resumed', { step: this.#resumedAt })}` : said;
  }

  /** What was set just before counts. Off the page there is no update to wait for, and no run. */
  async #settings(): Promise<void> {
    if (this.isConnected) await this.updateComplete;
  }

  async #settle(): Promise<void> {
    await this.updateComplete;
    await this.#locale.ready;
    await this.#drawing.settled;
    await this.updateComplete;
    await this.#figure?.begun;
  }

  #notes() {
    const { opened, engine, frame } = this.#run.model;
    return {
      title: this.#name,
      description: this.#figure?.description ?? '',
      metadata: { task: this.task, ...opened?.settings, engine, step: frame?.step },
    };
  }

  #reported({ state, step, loss, stepsPerSecond, engine, resumed }: Report): void {
    const accuracy = this.#run.model.evaluation?.accuracy ?? null;
    if (resumed) this.#resumedAt = step;
    if (step > 0) this.#fire('attn-step', { step, loss, accuracy, stepsPerSecond, engine });
    if (state === 'done') this.#fire('attn-done', { step, loss, accuracy });
  }

  #fire<Name extends keyof TrainerEvents>(name: Name, detail: TrainerEvents[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
