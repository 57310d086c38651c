import type { TensorSource } from '@attn-elements/core/data';
import {
  type AttentionProvider,
  fireError,
  legendStyles,
  type Listening,
  Memo,
  ProvidedAttention,
} from '@attn-elements/core/element';
import { type FigureContent, FigureElement } from '@attn-elements/core/element/base';
import type { PropertyValues } from 'lit';
import { styles } from './attn-model.styles.js';
import { fireRun, type ModelEvents } from './events.js';
import { examplesIn } from './figure/example-list.js';
import { modelLine } from './figure/model-line.js';
import { type ModelState, predictionRows, writtenTo } from './model.js';
import { ModelController } from './model-controller.js';
import { properties, type Properties } from './properties.js';
import { sourceOf } from './sources.js';
import { type Sentences, sentences } from './strings.js';
import { likeliestText, modelFigure } from './view.js';

export interface AttnModel extends Properties {}

/**
 * A transformer that runs in the page, on the reader's own device: it reads what the reader types, says what comes next, and other
 * elements show what it attends to, `from="#model"`.
 *
 * @customElement attn-model
 *
 * @fires attn-load - The model has read its first text: {layers, heads, queries, keys, kind, tokens}.
 * @fires attn-run - It has read a text: {tokens, predictions}.
 * @fires attn-change - A reader changed the text or the heads: {text, decoderText, temperature, ablate, mask}.
 *
 * @slot - `<option>` elements are examples that readers choose from, texts, or as `value` addresses of pictures; all else is shown until the model is there, and without JavaScript.
 *
 * @csspart examples - The author's examples.
 * @csspart text - The text, or the field in which it is written.
 * @csspart picture - The picture that it looks at.
 * @csspart tokens - The tokens of the text.
 * @csspart predictions - What comes next.
 * @csspart heads - The switches of the heads.
 * @csspart facts - Which model it is.
 */
export class AttnModel extends FigureElement<ModelState, Sentences> implements AttentionProvider {
  declare addEventListener: Listening<ModelEvents>;
  declare removeEventListener: Listening<ModelEvents, boolean | EventListenerOptions>;

  static override properties = properties;
  static override translations = sentences;
  static override styles = [super.styles, legendStyles, styles];

  readonly #model = new ModelController(this, (error) => fireError(this, error));
  readonly #ran = new Memo<unknown>();
  protected readonly provided = new ProvidedAttention(this, () => ({
    attention: this.#model.state.run,
    maker: this.#model.state.facts,
  }));

  /** Attention to the text, for elements whose `from` names this one; null before the model has read one. */
  get attentionSource(): TensorSource | null {
    return this.attentionArray(null);
  }

  /**
   * An array of the last run by its name: `attention`, `queries`, `keys`, `values`, `value-weighted`, `gradient`,
   * `attention-gradient`, `hidden`; of models of two halves `cross_attention` and the like. null before the model has read a text.
   * @throws {AttnError} `no-array` where the model has none of the name
   */
  attentionArray(name: string | null): TensorSource | null {
    const { facts, run, picture } = this.#model.state;
    if (!facts || !run) return null;
    return sourceOf(facts, { run, picture }, name, this.src ?? '', (asked, signal) => this.#model.head(asked, signal));
  }

  /** Writes on, up to 50 tokens, or until the text ends. Settles once that is done, or stopped. */
  async generate(): Promise<void> {
    this.#model.generate((written) => this.change({ [writtenTo(this.#model.state.facts!)]: written }));
    await this.#model.settled;
  }

  /** Reads the model anew. Settles as `ready` does. */
  reload(): Promise<void> {
    this.#model.open();
    return this.ready;
  }

  protected override get ownName(): string {
    return this.say('name');
  }

  protected override get lacksSource(): boolean {
    return !this.src;
  }

  protected override get isLoading(): boolean {
    const { stage, isRunning } = this.#model.state;
    return stage === 'opening' || isRunning;
  }

  protected override get error() {
    const { fault } = this.#model.state;
    return fault ?? super.error;
  }

  protected override loadAgain(): void {
    this.#model.open();
  }

  protected override underWay(): readonly Promise<unknown>[] {
    return [this.#model.settled, ...super.underWay()];
  }

  protected override follow(changed: PropertyValues<this>): void {
    if (this.text === null && this.image === null) this.text = examplesIn(this)[0]?.value ?? null;
    if (changed.has('src') || changed.has('maxBytes') || this.isRefresh(changed)) this.#model.open();
    else if (readsAnew.some((name) => changed.has(name)) && !this.#model.state.isGenerating) this.#model.run();
  }

  protected override makeView(): ModelState | null {
    const { state } = this.#model;
    return state.stage === 'empty' || state.stage === 'failed' ? null : state;
  }

  protected override renderFigure(state: ModelState): FigureContent {
    const { say, number, percent } = this;
    return modelFigure(this, state, {
      say,
      number,
      percent,
      explain: (error) => this.explain(error),
      change: (changes) => this.change(changes),
      look: (image) => {
        this.image = image;
      },
      open: () => this.#model.open(),
      cancel: () => this.#model.cancel(),
      write: () => void this.generate(),
      stop: () => this.#model.stop(),
    });
  }

  protected override draw(): void {}

  protected override updated(): void {
    super.updated();
    const { run } = this.#model.state;
    this.#ran.of([run], () => run && fireRun(this, run));
  }

  protected override summary({ facts, run }: ModelState): string {
    if (!facts || !run) return this.say('opening');
    const model = modelLine(facts, this.src!, this.say, this.number);
    const predictions = likeliestText(run, this.say, this.percent);
    if (facts.patches) return this.say('summaryPicture', { model, patches: facts.patches.join(' × '), predictions });
    return this.say('summary', { model, tokens: run.tokens.length, predictions });
  }

  protected override savedRows(): Iterable<readonly (string | number)[]> | null {
    const { run } = this.#model.state;
    if (!run) return null;
    return predictionRows(run);
  }

  protected override metadata() {
    return { text: this.text, ablate: this.ablate, mask: this.mask };
  }
}

/** Properties by which the same model reads anew. */
const readsAnew = [
  'text',
  'pair',
  'decoderText',
  'image',
  'maxTokens',
  'ablate',
  'ablateBy',
  'mask',
  'predictions',
  'temperature',
] as const satisfies readonly (keyof Properties)[];
