import type { Source, TensorSource } from '@attn-elements/core/data';
import {
  applyRules,
  frameStyles,
  LaterPart,
  LocaleController,
  SizeController,
  StageController,
  TextMeasure,
  ThemeController,
  themeStyles,
  SOURCE_CHANGED,
} from '@attn-elements/core/element';
import { attentionSource } from './attention-source.js';
import type { ScoreKind } from '@attn-elements/core/math';
import { html, isServer, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { styles } from './attn-trainer.styles.js';
import { chartTemplate } from './chart-template.js';
import { choiceTemplate, replayTemplate, settingsTemplate } from './controls.js';
import type { EngineName } from './engine/engine.js';
import type { TrainerEvents } from './events.js';
import { exampleTemplate } from './example-template.js';
import { gridTemplate } from './grid-template.js';
import { type Layout, layoutOf } from './layout.js';
import type { AttentionMap } from './lessons/lesson.js';
import { linkedRun, linkTo } from './link.js';
import type { PositionKind } from './models/attention.js';
import { numberSettings, rules, runProperties } from './properties.js';
import { RunController } from './run-controller.js';
import { runMenu } from './run-menu.js';
import { sentences, type Words } from './strings.js';
import type { Fault, Report, RunOptions } from './training/protocol.js';

type Drawing = typeof import('./drawing.later.js');

/** Properties that may change while it learns. */
const liveProperties = ['learningRate', 'speed', 'example', 'steps'] as const;

/** Between two announcements to screen readers, in milliseconds. */
const ANNOUNCE_EVERY = 10_000;

/**
 * A small model that learns in front of the reader, on the reader's own device.
 *
 * @customElement attn-trainer
 *
 * @fires attn-step - Steps were taken: {step, loss, accuracy, stepsPerSecond, engine}; several times a second at most.
 * @fires attn-done - The run has come to its end: {step, loss, accuracy}.
 * @fires attn-error - Something failed: {code, message}.
 *
 * @slot - Shown until the model is there, and without JavaScript: an image, a sentence.
 * @slot caption - A caption below the figure.
 *
 * @csspart figure - The whole figure.
 * @csspart controls - The buttons.
 * @csspart settings - The readers' settings.
 * @csspart chart - A curve.
 * @csspart example - What the model was asked, and says.
 * @csspart canvas - The attention.
 * @csspart replay - The scrubber.
 * @csspart error - The sentence of a failure.
 * @csspart caption - The caption.
 */
export class AttnTrainer extends LitElement {
  static override properties = {
    task: { type: String },
    src: { type: String },
    data: { attribute: false },
    engine: { type: String },
    seed: { type: Number },
    learningRate: { type: Number, attribute: 'learning-rate' },
    batch: { type: Number },
    layers: { type: Number },
    heads: { type: Number },
    width: { type: Number },
    score: { type: String },
    positions: { type: String },
    length: { type: Number },
    symbols: { type: Number },
    steps: { type: Number },
    speed: { type: Number },
    example: {},
    heading: { type: String },
    controls: { type: Boolean },
    autoplay: { type: Boolean },
  };
  static override styles = [frameStyles, themeStyles, styles];

  /** `reverse`, `sort`, `copy`, `induction`, `translate`, `digits`, `hierarchy`, `reconstruct`, or `own` data. */
  declare task: string;
  /** For the task `own`: address of a CSV, TSV, JSONL or npz file, relative to the page. */
  declare src: string | null;
  /** For the task `own`: the data itself, as text, bytes, a Blob or arrays. */
  declare data: Source | null;
  /** `webgl`, `wasm` or `cpu`; the fastest on the reader's device, by a short measurement, unless given. */
  declare engine: EngineName | null;
  /** The same seed gives the same run. */
  declare seed: number | null;
  /** Of Adam. */
  declare learningRate: number | null;
  /** Examples of one step. */
  declare batch: number | null;
  declare layers: number | null;
  declare heads: number | null;
  /** Values that stand for a token. */
  declare width: number | null;
  /** `scaled-dot`, `dot`, `cosine`, `bilinear` or `additive`. */
  declare score: ScoreKind | null;
  /** `sinusoidal`, `learned`, `alibi`, `t5` or `none`. */
  declare positions: PositionKind | null;
  /** Symbols of a sequence. */
  declare length: number | null;
  /** Different symbols. */
  declare symbols: number | null;
  /** Steps of a run; the task's own unless given. */
  declare steps: number | null;
  /** The most steps a second; as many as there can be unless given. */
  declare speed: number | null;
  /** The example whose attention is shown: its number from 0, or a text. */
  declare example: number | string | null;
  /** Name of the figure, also for screen readers. */
  declare heading: string | null;
  /** Shows settings for readers. */
  declare controls: boolean;
  /** Trains as soon as it is seen. */
  declare autoplay: boolean;

  readonly #locale = new LocaleController(this, sentences);
  readonly #theme = new ThemeController(this);
  readonly #size = new SizeController(this, () => this.shadowRoot?.querySelector<HTMLElement>('.frame') ?? null);
  // A picture whose run has ended before it was drawn is drawn where nobody looks.
  readonly #stage = new StageController(
    this,
    () => this.shadowRoot?.querySelector<HTMLCanvasElement>('canvas.grid') ?? document.createElement('canvas'),
  );
  readonly #run = new RunController(this, {
    onReport: (report) => this.#reported(report),
    onFault: (fault) => this.#failed(fault),
  });
  readonly #drawing = new LaterPart(this, () => import('./drawing.later.js'));
  #measured: { font: string; measure: TextMeasure | null } = { font: '', measure: null };
  #map = 0;
  /** What elements that take their attention from here were last told of. */
  #provided: AttentionMap | null = null;
  #announced = 0;
  #announcement = '';
  #resumedAt: number | null = null;

  constructor() {
    super();
    this.task = 'reverse';
    this.src = this.data = this.engine = this.seed = this.learningRate = this.batch = this.layers = this.heads = null;
    this.width = this.score = this.positions = this.length = this.symbols = this.steps = this.speed = null;
    this.example = this.heading = null;
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
    // What was set just before counts.
    await this.updateComplete;
    await this.#run.train();
  }

  pause(): Promise<void> {
    return this.#run.pause();
  }

  /** Takes one step. */
  async step(): Promise<void> {
    await this.updateComplete;
    await this.#run.step();
  }

  /** Begins again: the same seed, the same run. */
  async reset(): Promise<void> {
    await this.updateComplete;
    await this.#run.reset();
  }

  /** A file of the weights and the attention, which `<attn-heatmap>` opens; null where there is no run. */
  save(format: 'safetensors' | 'npz' = 'safetensors'): Promise<Uint8Array | null> {
    return this.#run.save(format);
  }

  /** The loss of every step as CSV. */
  toCSV(): Promise<string | null> {
    return this.#run.csv();
  }

  /** Goes on from a saved file. */
  async load(source: Source): Promise<void> {
    await this.updateComplete;
    await this.#run.load(source);
  }

  /** What the run is to be. */
  get runOptions(): RunOptions {
    const { task, engine, score, positions, steps, speed, example, learningRate } = this;
    const data = this.data ?? (this.src ? new URL(this.src, document.baseURI).href : null);
    const numbers = numberSettings.map((name) => [name, this[name]]);
    const all = { ...Object.fromEntries(numbers), engine, score, positions, steps, speed, example, learningRate, data };
    return { task, ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)) };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    applyRules(this, changed, rules);
    if (isServer || !this.hasUpdated) return;
    if (runProperties.some((name) => changed.has(name))) this.#run.end();
    else if (liveProperties.some((name) => changed.has(name))) {
      const { learningRate, speed, example, steps } = this;
      const given = Object.entries({ learningRate, speed, example, steps }).filter(([, value]) => value !== null);
      void this.#run.set(Object.fromEntries(given));
    }
  }

  protected override render(): TemplateResult {
    const { model, place } = this.#run;
    const { frame, fault, opened } = model;
    const name = this.heading ?? this.#say('name', { task: this.task });
    return html`<div class="frame">
      ${this.#theme.probe}
      <div class="figure" part="figure" role="group" aria-label=${name} aria-busy=${model.stage === 'opening'}>
        <div class="head">
          <div class="heading">${name}</div>
          ${opened ? this.#menu() : nothing}
        </div>
        ${this.#buttons()}
        ${this.controls && opened ? settingsTemplate(opened, this.#say, this.#changeSetting) : nothing}
        <div class="error" part="error" role="alert" ?hidden=${!fault}>${fault ? this.#sentence(fault) : ''}</div>
        ${
          fault && 'rate' in fault.details
            ? html`<button type="button" @click=${() => void this.#run.goBack(Number(fault.details.rate))}>
                ${this.#say('goBack', { step: fault.details.good, rate: fault.details.rate })}
              </button>`
            : nothing
        }
        <div class="said" part="progress">${this.#progress(place)}</div>
        <div class="visually-hidden" role="status">${this.#announcement}</div>
        ${
          model.history.losses.length > 0
            ? html`<div class="charts">
                ${chartTemplate(this.#say('loss'))}
                ${model.evaluation?.accuracy != null ? chartTemplate(this.#say('accuracy')) : nothing}
              </div>`
            : nothing
        }
        ${frame && opened ? this.#attention() : nothing}
      </div>
      <div ?hidden=${frame !== null}><slot></slot></div>
      <slot name="caption" part="caption"></slot>
    </div>`;
  }

  /** The attention that is shown, for elements whose `source` names this one; null before there is any. */
  get attentionSource(): TensorSource | null {
    const map = this.#shownMap();
    return map && attentionSource(map);
  }

  protected override updated(): void {
    const map = this.#shownMap();
    if (map !== this.#provided) {
      this.#provided = map;
      this.dispatchEvent(new Event(SOURCE_CHANGED));
    }
    if (this.#run.model.stage === 'idle') return;
    const drawing = this.#drawing.need();
    if (!drawing) return;
    this.#drawCharts(drawing);
    this.#drawAttention(drawing);
  }

  readonly #say = (name: Words, details?: Readonly<Record<string, string | number>>): string =>
    this.#locale.say(name, details);

  #buttons(): TemplateResult {
    const { stage } = this.#run.model;
    const isTraining = this.#run.isWanted;
    const toggle = () => void (isTraining ? this.pause() : this.train());
    const isOpening = stage === 'opening';
    return html`<div class="bar" part="controls">
      <button class="train" type="button" ?disabled=${isOpening} @click=${toggle}>
        ${this.#say(isOpening ? 'opening' : isTraining ? 'pause' : 'train')}
      </button>
      <button type="button" ?disabled=${isOpening} @click=${() => void this.step()}>${this.#say('step')}</button>
      <button type="button" ?disabled=${isOpening || stage === 'idle'} @click=${() => void this.reset()}>
        ${this.#say('reset')}
      </button>
    </div>`;
  }

  #menu(): TemplateResult {
    const { opened } = this.#run.model;
    return runMenu(this.#say, {
      save: (format) => this.save(format),
      csv: () => this.toCSV(),
      load: (file) => this.load(file),
      link: () => navigator.clipboard.writeText(linkTo(this, this.task, opened!.settings)),
      name: this.task,
    });
  }

  #progress(place: 'worker' | 'page' | null): string {
    const { step, steps, loss, evaluation, examplesPerSecond, engine, stage } = this.#run.model;
    if (stage === 'idle' || stage === 'opening' || !engine) return '';
    const parts = [this.#say('progress', { step, steps })];
    if (Number.isFinite(loss)) parts.push(this.#say('lossIs', { loss: this.#locale.number(loss) }));
    if (evaluation?.accuracy != null) parts.push(this.#say('accuracyIs', { accuracy: percent(evaluation.accuracy) }));
    if (place) {
      const examples = this.#locale.number(Math.round(examplesPerSecond));
      parts.push(this.#say('speed', { examples, engine, place: this.#say(place) }));
    }
    if (this.#resumedAt !== null) parts.push(this.#say('resumed', { step: this.#resumedAt }));
    return parts.join(' · ');
  }

  #attention(): TemplateResult {
    const { frame, opened, history, chosen } = this.#run.model;
    const { example, step } = frame!;
    const map = this.#shown(example.attention);
    const [layers, heads] = map.shape;
    const name = this.#say('attention', { step, layers, heads });
    return html`${exampleTemplate(example, this.#say)}
      ${choiceTemplate(opened!.examples, this.example ?? 0, example.input.length > 0, this.#say, (choice) => {
        this.example = choice;
      })}
      <div class="bar">
        <span class="map-name">${name}</span>
        ${
          example.attention.length > 1
            ? html`<label
              >${this.#say('map')}
              <select
                @change=${(event: Event) => {
                  this.#map = (event.target as HTMLSelectElement).selectedIndex;
                  this.requestUpdate();
                }}
              >
                ${example.attention.map(
                  (one, at) => html`<option ?selected=${at === this.#map}>${this.#say(one.name as Words)}</option>`,
                )}
              </select></label
            >`
            : nothing
        }
      </div>
      ${
        example.picture
          ? html`<canvas class="picture" part="canvas" role="img" aria-label=${name}></canvas>`
          : gridTemplate(map, this.#layout(map), name)
      }
      ${replayTemplate(
        history.frames.map((one) => one.step),
        chosen,
        this.#say,
        (at) => {
          this.#run.model.chosen = at;
          this.requestUpdate();
        },
      )}`;
  }

  #shown(maps: readonly AttentionMap[]): AttentionMap {
    return maps[Math.min(this.#map, maps.length - 1)];
  }

  #shownMap(): AttentionMap | null {
    const maps = this.#run.model.frame?.example.attention;
    return maps?.length ? this.#shown(maps) : null;
  }

  #drawCharts({ drawCurve }: Drawing): void {
    const { history, step, steps, evaluation } = this.#run.model;
    const charts = this.shadowRoot!.querySelectorAll<HTMLElement>('.chart');
    const { losses, evaluations } = history;
    if (charts.length === 0) return;
    const last = Math.max(step, steps);
    const high = losses.reduce((most, loss) => (loss > most ? loss : most), 0);
    const format = (value: number) => this.#locale.number(value);
    const taken = Float64Array.from(losses, (_, i) => i + 1);
    drawCurve(charts[0], { steps: taken, values: losses, last, high, format });
    if (evaluation?.accuracy == null) return;
    const seen = evaluations.filter(({ accuracy }) => accuracy !== null);
    drawCurve(charts[1], {
      steps: seen.map((one) => one.step),
      values: seen.map(({ accuracy }) => accuracy!),
      last,
      high: 1,
      format: percent,
    });
  }

  #drawAttention({ drawPicture, pictureOf }: Drawing): void {
    const { frame } = this.#run.model;
    const canvas = this.shadowRoot!.querySelector('canvas');
    const { width, pixelRatio } = this.#size.room;
    if (!frame || !canvas || width === 0) return;
    const map = this.#shown(frame.example.attention);
    const { picture } = frame.example;
    if (picture) {
      drawPicture(canvas, picture, map, pixelRatio);
      return;
    }
    this.#stage.show(pictureOf(map, this.#layout(map), pixelRatio, this.#theme.colors));
  }

  #layout(map: AttentionMap): Layout {
    const { fontFamily } = getComputedStyle(this);
    if (this.#measured.font !== fontFamily) {
      this.#measured = { font: fontFamily, measure: new TextMeasure(`12px ${fontFamily}`) };
    }
    return layoutOf(map, this.#size.room.width || this.clientWidth, this.#measured.measure!);
  }

  readonly #changeSetting = (name: string, value: string): void => {
    // As an attribute, so that what is out of bounds is told as any other.
    Object.assign(this, { [name]: name === 'score' || name === 'positions' ? value : Number(value) });
  };

  #sentence({ code, message, details }: Fault): string {
    const sentence = this.#say(code as Words, details);
    return sentence || message;
  }

  #reported({ state, step, loss, stepsPerSecond, engine, resumed }: Report): void {
    const accuracy = this.#run.model.evaluation?.accuracy ?? null;
    if (resumed) this.#resumedAt = step;
    this.#announce(state === 'done');
    if (step > 0) this.#fire('attn-step', { step, loss, accuracy, stepsPerSecond, engine });
    if (state === 'done') this.#fire('attn-done', { step, loss, accuracy });
  }

  /** Tells screen readers now and then, and when it is done. */
  #announce(isDone: boolean): void {
    const now = performance.now();
    if (!isDone && now - this.#announced < ANNOUNCE_EVERY) return;
    this.#announced = now;
    const { loss, evaluation } = this.#run.model;
    const said = this.#locale.number(loss);
    if (!isDone) this.#announcement = this.#progress(null);
    else if (evaluation?.accuracy == null) this.#announcement = this.#say('doneLoss', { loss: said });
    else this.#announcement = this.#say('done', { loss: said, accuracy: percent(evaluation.accuracy) });
  }

  #failed({ code, message }: Fault): void {
    this.#fire('attn-error', { code, message });
  }

  #fire<Name extends keyof TrainerEvents>(name: Name, detail: TrainerEvents[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`;
