import type { Source, TensorSource } from '@attn-elements/core/data';
import {
  applyRules,
  chooserStyles,
  failure,
  FigureController,
  frameStyles,
  Heads,
  isOtherSource,
  LocaleController,
  Memo,
  type Rollup,
  SOURCE_CHANGED,
  sourceDefaults,
  themeStyles,
} from '@attn-elements/core/element';
import type { AttnError } from '@attn-elements/core/errors';
import type { HeadRollup } from '@attn-elements/core/math';
import { html, isServer, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { styles } from './attn-text.styles.js';
import { Choosing } from './choosing.js';
import type { SentenceTokens } from './document.js';
import { Figure } from './figure.js';
import { sampleValues } from './legend.js';
import type { Level, Side } from './model.js';
import { markTexts, paintBars, paintTexts, paintWord } from './paint.js';
import type { PieceRule } from './pieces.js';
import { textProperties, textRules } from './properties.js';
import { csvRows } from './saving.js';
import { sentences } from './strings.js';
import { openText } from './text-source.js';
import { Composer, type View } from './view.js';

/**
 * A text whose words are shaded by attention: by what a chosen word attends to, by a vector of weights, or, sentence by
 * sentence, by the weights of a document's two levels.
 *
 * @customElement attn-text
 *
 * @fires attn-load - The source was read and is shown: {layers, heads, queries, keys, kind, tokens}.
 * @fires attn-error - The source cannot be shown: {code, message}.
 * @fires attn-select - A word was chosen: {layer, head, query, key, weight, queryToken, keyToken}; positions are of its first token.
 * @fires attn-hover - A word is pointed at, or, with nulls, no longer: the same detail.
 *
 * @slot - Shown while loading, on error and without JavaScript: the text, an image.
 * @slot caption - A caption below the figure.
 *
 * @csspart figure - The whole figure.
 * @csspart heading - The heading.
 * @csspart toolbar - The choosers and buttons.
 * @csspart button - Each button.
 * @csspart chooser - The choosers of layer and head.
 * @csspart texts - All texts.
 * @csspart text - A text, or a sentence of a document.
 * @csspart word - A word.
 * @csspart bar - A sentence's bar and weight.
 * @csspart legend - Samples of the shades and a sentence.
 * @csspart readout - The line that reads a word.
 * @csspart error - The sentence of a failure.
 * @csspart caption - The caption.
 * @csspart table - The data table.
 * @csspart menu - The readers' menu.
 *
 * @cssprop --attn-color - Text; the page's by default.
 * @cssprop --attn-background - Behind the figure; transparent by default.
 * @cssprop --attn-font - Font family.
 * @cssprop --attn-text-size - Size of the words; 17px by default.
 * @cssprop --attn-shade - Shade of words; six tenths of it cover the strongest.
 * @cssprop --attn-shade-negative - Shade of words with values below 0.
 * @cssprop --attn-accent - Marks and focus rings.
 * @cssprop --attn-nan - Words whose weight is no number.
 * @cssprop --attn-surface - Behind the menu.
 * @cssprop --attn-surface-color - Text of the menu.
 */
export class AttnText extends LitElement {
  static override properties = textProperties;
  static override styles = [frameStyles, chooserStyles, themeStyles, styles];

  /** Address of a JSON, npy, npz or safetensors file, relative to the page. @attr */
  declare src: string | null;
  /** The data itself: as attribute JSON text, as property also arrays, typed arrays with a `shape`, a Blob or bytes. @attr */
  declare data: Source | null;
  /** An element of the page whose attention is shown, as a CSS selector: `#other`. @attr */
  declare source: string | null;
  /** Name of a group: its elements look at the same layer, head, query and key, and share one scale. @attr */
  declare group: string | null;
  /** How layers are rolled up: `none`, or `rollout`, which follows attention down to the input tokens. @attr */
  declare rollup: Rollup;
  /** Name of the array to show, where the file has several. @attr */
  declare array: string | null;
  /** Names of its axes, as in `layer head query key`; by default they are found from the shape. @attr */
  declare axes: string | null;
  /** Which item of the batch, or which document, is shown; 0 by default. @attr */
  declare batch: number | null;
  /** Tokens of both sides: a JSON list or words between spaces, of a document a JSON list of its sentences' lists; they stand before the file's. @attr */
  declare tokens: SentenceTokens | null;
  /** Tokens at the queries. @attr query-tokens */
  declare queryTokens: readonly string[] | null;
  /** Tokens at the keys. @attr key-tokens */
  declare keyTokens: readonly string[] | null;
  /** The layer to show, from 0; by default the first, of a rollout the last. @attr */
  declare layer: number | null;
  /** The head to show, from 0, or `mean`, `max`, `min` over a layer's heads; their mean by default. @attr */
  declare head: number | HeadRollup | null;
  /** What the weights of a word's pieces become: their `sum`, `mean` or `max`; with `none` pieces stay apart. Of a query word it is the mean over its pieces. @attr */
  declare pieces: PieceRule;
  /** What a chosen word of a text that attends to itself is: the `query`, whose weights are shown, or the `key`, and who attends to it is shown. @attr */
  declare axis: Side;
  /** Position of the query token that is chosen at first; none by default. @attr */
  declare query: number | null;
  /** Position of the key token that is chosen at first; none by default. @attr */
  declare key: number | null;
  /** What shades the words of a document: `both`, the product of word and sentence weight, or `word`, or `sentence`. @attr */
  declare level: Level;
  /** Values of the faintest and the strongest shade, `"0 1"`; by default 0 and the largest weight that is shown. @attr */
  declare domain: readonly [number, number] | null;
  /** Hides the first key, on which models park attention; rows are renormalised. @attr hide-first-token */
  declare hideFirstToken: boolean;
  /** Heading above the figure. @attr */
  declare heading: string | null;
  /** Title of the query text. @attr query-title */
  declare queryTitle: string | null;
  /** Title of the key text. @attr key-title */
  declare keyTitle: string | null;

  readonly #locale = new LocaleController(this, sentences);
  readonly #say = this.#locale.say.bind(this.#locale);
  readonly #number = this.#locale.number.bind(this.#locale);
  readonly #heads = new Heads(this, this.#locale, () => {}, undefined, {
    vectors: true,
    choose: (source) => {
      const layer = this.rollup === 'rollout' ? source.layers - 1 : 0;
      return { layer, head: source.heads(layer) > 1 ? 'mean' : 0 };
    },
    open: (file, options, settings) => openText(file, options, settings, this.tokens),
  });
  readonly #choosing = new Choosing(this, this.#heads, () => this.#view);
  readonly #saving = new FigureController(this, {
    frame: () => (this.#view ? this.shadowRoot!.querySelector<HTMLElement>('.figure') : null),
    notes: () => this.#notes(),
    rows: () => csvRows(this.#heads.loading.value!),
  });
  readonly #figure = new Figure({
    heads: this.#heads,
    choosing: this.#choosing,
    saving: this.#saving,
    say: this.#say,
    number: this.#number,
    setLevel: (level) => {
      this.level = level;
    },
    update: () => this.requestUpdate(),
  });
  readonly #composer = new Composer();
  readonly #provided = new Memo<void>();
  readonly #painted = new Memo<void>();
  #view: View | null = null;

  constructor() {
    super();
    Object.assign(this, sourceDefaults);
    this.group = this.query = this.key = this.domain = null;
    this.heading = this.queryTitle = this.keyTitle = null;
    this.pieces = 'sum';
    this.axis = 'query';
    this.level = 'both';
    this.hideFirstToken = false;
  }

  /** What is shown, for elements whose `source` names this one; null while that is nothing. */
  get attentionSource(): TensorSource | null {
    return this.#heads.source;
  }

  /** Settles, and never rejects, once the present source is shown or has failed. */
  get ready(): Promise<void> {
    return this.#settle();
  }

  /** The figure as an SVG document: text stays text. */
  toSVG(): Promise<string> {
    return this.#saving.svg();
  }

  /** The figure as a PNG, `scale` times its size on the page; 2 by default. */
  toPNG({ scale = 2 }: { scale?: number } = {}): Promise<Blob> {
    return this.#saving.png(scale);
  }

  /**
   * The values of the source, token by token, as CSV: layer, head, query, key, query_token, key_token, weight; of a document
   * sentence, word, token, sentence_weight, word_weight, weight.
   */
  toCSV(): Promise<string> {
    return this.#saving.csv();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A server renders the slots: what the author wrote is there until the page takes over.
    if (isServer) return;
    applyRules(this, changed, textRules);
    if (isOtherSource(changed)) this.#heads.load();
    else if (changed.has('layer') || changed.has('head')) this.#heads.open(null);
    this.#view = this.#makeView();
    if (this.#view && (changed.has('query') || changed.has('key'))) {
      this.#choosing.choose(this.#view.composition);
      this.#view = this.#makeView();
    }
  }

  protected override render(): TemplateResult {
    const { state, error } = this.#heads.loading;
    const view = this.#view;
    const { heading, level, axis, pieces, hideFirstToken, queryTitle, keyTitle } = this;
    const label = this.#label();
    const options = { heading, label, level, axis, pieces, hideFirstToken, queryTitle, keyTitle };
    return html`<div class="frame">
      <div
        class="figure"
        part="figure"
        role="group"
        aria-label=${label}
        aria-describedby="summary"
        aria-busy=${state === 'loading'}
        ?hidden=${!view}
      >
        ${view ? this.#figure.render(view, options) : nothing}
      </div>
      ${error ? failure(this.#say('failed'), this.#explain(error)) : nothing}
      <div class="status" role="status" ?hidden=${state !== 'loading' || view !== null}>${this.#say('loading')}</div>
      <div ?hidden=${view !== null}><slot></slot></div>
      <slot name="caption" part="caption"></slot>
    </div>`;
  }

  protected override updated(): void {
    const view = this.#view;
    this.#choosing.group.show(view?.composition.extent ?? null);
    this.#provided.of([this.#heads.loading.value], () => {
      this.dispatchEvent(new Event(SOURCE_CHANGED));
    });
    const texts = this.shadowRoot!.querySelector('.texts');
    if (!view || !texts) return;
    const { composition, shading } = view;
    this.#painted.of([composition, shading, texts], () => {
      paintTexts(texts, composition, shading);
      paintBars(texts, composition);
    });
    const samples = this.shadowRoot!.querySelectorAll<HTMLElement>('.sample[data-figure-box]');
    sampleValues(view).forEach((value, at) => paintWord(samples[at], value, shading.domain));
    markTexts(texts, composition, this.#choosing.marks(composition));
  }

  async #settle(): Promise<void> {
    // An element that was never on the page has nothing under way, and nothing that it could wait for.
    if (!this.hasUpdated && !this.isConnected) return;
    const { loading } = this.#heads;
    let settled: Promise<void>;
    do {
      await this.updateComplete;
      settled = loading.settled;
      await settled;
      await this.#locale.ready;
    } while (settled !== loading.settled || this.isUpdatePending);
  }

  #makeView(): View | null {
    const loaded = this.#heads.loading.value;
    if (!loaded) return null;
    const { pieces, hideFirstToken, level, domain } = this;
    return this.#composer.view({
      loaded,
      pieces,
      hideFirstToken,
      level,
      domain,
      shared: this.#choosing.group.domain,
      language: this.#locale.language,
      label: this.#label(),
      choose: (composition) => {
        this.#choosing.begin(composition);
        return this.#choosing.choiceIn(composition);
      },
      isRightToLeft: () => {
        const text = this.shadowRoot?.querySelector('.text');
        return text ? getComputedStyle(text).direction === 'rtl' : false;
      },
      say: this.#say,
      number: this.#number,
    });
  }

  #label(): string {
    return this.heading || this.#heads.loading.value?.source.description || this.#say('name');
  }

  #explain(error: AttnError): string {
    const { axis } = error.details;
    return this.#say(error.code, axis ? { ...error.details, axis: this.#say(axis as Side) } : error.details);
  }

  #notes() {
    const view = this.#view;
    const title = this.#label();
    const { pieces, axis, level, hideFirstToken } = this;
    const source = this.#heads.loading.value?.source;
    return {
      title,
      description: view ? this.#figure.summary(view, title) : '',
      metadata: {
        source: this.src ? new URL(this.src, document.baseURI).href : null,
        description: source?.description ?? null,
        layer: view?.panel.layer,
        head: view?.panel.head,
        ...(source && 'levels' in source ? { level } : { axis }),
        pieces,
        domain: view?.shading.domain,
        hideFirstToken,
      },
    };
  }
}
