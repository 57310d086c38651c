import type { Source, TensorSource } from '@attn-elements/core/data';
import {
  applyRules,
  chooserStyles,
  failure,
  FigureController,
  FontController,
  fireAttention,
  frameStyles,
  type GroupPlace,
  Heads,
  isOtherSource,
  legendStyles,
  LocaleController,
  Memo,
  noCell,
  type Rollup,
  SizeController,
  SOURCE_CHANGED,
  sourceDefaults,
  StrokeCanvas,
  ThemeController,
  themeStyles,
  weightRows,
} from '@attn-elements/core/element';
import { AttnError } from '@attn-elements/core/errors';
import type { HeadRollup } from '@attn-elements/core/math';
import { html, isServer, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { amountControl } from './amount.js';
import { styles } from './attn-links.styles.js';
import { Composer, type View } from './composer.js';
import { Figure } from './figure.js';
import type { Direction } from './layout.js';
import { Pointing } from './pointing.js';
import { linksProperties, linksRules } from './properties.js';
import type { ReaderWords } from './reading.js';
import { type Ink, strokesOf } from './strokes.js';
import { sentences } from './strings.js';

/**
 * A model's attention as lines between tokens: queries at the left, keys at the right, a colour for each head.
 *
 * @customElement attn-links
 *
 * @fires attn-load - The source was read and is shown: {layers, heads, queries, keys, kind, tokens}.
 * @fires attn-error - The source cannot be shown: {code, message}.
 * @fires attn-select - A token was pinned or a layer opened: {layer, head, query, key, weight, queryToken, keyToken}.
 * @fires attn-hover - A token is pointed at, or, with nulls, no longer: the same detail.
 * @fires attn-change - A reader changed which heads or how many lines are shown: {layer, heads, mass, top}.
 *
 * @slot - Shown while loading, on error and without JavaScript: an image, a sentence.
 * @slot caption - A caption below the figure.
 *
 * @csspart figure - The whole figure.
 * @csspart heading - The heading.
 * @csspart toolbar - The buttons.
 * @csspart button - Each button.
 * @csspart chooser - The lists of layers, and of the heads of the table.
 * @csspart controls - The readers' control of how many lines there are.
 * @csspart plot - Tokens and lines.
 * @csspart canvas - The lines.
 * @csspart tokens - The tokens.
 * @csspart axes - The titles of the two sides.
 * @csspart legend - What the lines say.
 * @csspart readout - The line that reads a token.
 * @csspart error - The sentence of a failure.
 * @csspart caption - The caption.
 * @csspart table - The data table.
 * @csspart menu - The readers' menu.
 *
 * @cssprop --attn-color - Text; the page's by default.
 * @cssprop --attn-background - Behind the figure; transparent by default.
 * @cssprop --attn-font - Font family.
 * @cssprop --attn-line - Lines of heads that are rolled up.
 * @cssprop --attn-accent - Marks and focus rings.
 * @cssprop --attn-surface - Behind menus.
 * @cssprop --attn-surface-color - Text of menus.
 */
export class AttnLinks extends LitElement {
  static override properties = linksProperties;
  static override styles = [frameStyles, chooserStyles, themeStyles, legendStyles, styles];

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
  /** Which item of the batch is shown; 0 by default. @attr */
  declare batch: number | null;
  /** Tokens of both sides: a JSON list or words between spaces; they stand before the file's. @attr */
  declare tokens: readonly string[] | null;
  /** Tokens at the queries. @attr query-tokens */
  declare queryTokens: readonly string[] | null;
  /** Tokens at the keys. @attr key-tokens */
  declare keyTokens: readonly string[] | null;
  /** The layer to show, from 0; the first by default. @attr */
  declare layer: number | null;
  /** The one head to show, from 0, or `mean`, `max`, `min` over the layer's heads, in one colour; all by default. @attr */
  declare head: number | HeadRollup | null;
  /** Heads that are switched on, from 0: `"0 3 5"`; all by default. @attr */
  declare heads: readonly number[] | null;
  /** Share of a query's weight that its lines reach together, over 0 and at most 1: the fewest keys that do are drawn; 0.7 by default. @attr */
  declare mass: number;
  /** How many of a query's strongest keys have a line, in place of `mass`. @attr */
  declare top: number | null;
  /** Value below which there is no line. @attr */
  declare min: number | null;
  /** Values of the faintest and the strongest line, `"0 1"`; by default from 0 to the largest value of the layer. @attr */
  declare domain: readonly [number, number] | null;
  /** `vertical`: queries at the left, keys at the right; `horizontal`: queries above, keys below. @attr */
  declare direction: Direction;
  /** Hides the first key, on which models park attention; rows are renormalised. @attr hide-first-token */
  declare hideFirstToken: boolean;
  /** Heading above the figure. @attr */
  declare heading: string | null;
  /** Title of the queries. @attr query-title */
  declare queryTitle: string | null;
  /** Title of the keys. @attr key-title */
  declare keyTitle: string | null;
  /** Whether readers choose how many lines are drawn. @attr */
  declare controls: boolean;
  /** Width in pixels; by default that of the container. @attr */
  declare width: number | null;
  /** Height in pixels, in which longer texts scroll; by default as the tokens need, up to about 26 of them. CSS `height` does the same. @attr */
  declare height: number | null;

  readonly #locale = new LocaleController(this, sentences);
  readonly #say = this.#locale.say.bind(this.#locale);
  readonly #number = this.#locale.number.bind(this.#locale);
  readonly #theme = new ThemeController(this);
  readonly #font = new FontController(this);
  readonly #size = new SizeController(this, () => this.#part('.frame'));
  readonly #lines = new StrokeCanvas(this, () => this.#part<HTMLCanvasElement>('.view canvas'));
  readonly #heads = new Heads(
    this,
    this.#locale,
    (isOther) => {
      if (isOther) this.#pointing.forget();
    },
    undefined,
    { choose: () => ({ layer: 0, head: null }) },
  );

  readonly #pointing = new Pointing(this, () => this.#view, {
    stepHead: (step) => this.#stepHead(step),
    followHead: (place) => this.#followHead(place),
  });

  readonly #saving = new FigureController(this, {
    frame: () => this.#saved(),
    notes: () => this.#notes(),
    rows: () => weightRows(this.#heads.loading.value!.source, this.#view!.heads),
  });

  readonly #figure = new Figure({
    heads: this.#heads,
    pointing: this.#pointing,
    saving: this.#saving,
    words: () => this.#words,
    choose: (heads) => this.#change({ heads }),
    openLayer: (layer) => this.#openLayer(layer),
    update: () => this.requestUpdate(),
  });

  readonly #composer = new Composer();
  readonly #provided = new Memo<void>();
  readonly #placed = new Memo<void>();
  readonly #drawn = new Memo<void>();

  #view: View | null = null;
  /** Height of everything but the plot, known after it was once on the page. */
  #chrome = 110;

  constructor() {
    super();
    Object.assign(this, sourceDefaults);
    this.group = this.heads = this.top = this.min = this.domain = null;
    this.mass = 0.7;
    this.direction = 'vertical';
    this.hideFirstToken = false;
    this.controls = false;
    this.heading = this.queryTitle = this.keyTitle = null;
    this.width = this.height = null;
  }

  /** What is shown, for elements whose `source` names this one; null while that is nothing. */
  get attentionSource(): TensorSource | null {
    return this.#heads.source;
  }

  /** Settles, and never rejects, once the present source is drawn or has failed. */
  get ready(): Promise<void> {
    return this.#settle();
  }

  /**
   * The values of one head as the source has them.
   * @returns shape [queries, keys] and its row-major values
   * @throws {AttnError} where there is no source, or it has no such head
   */
  async weights(layer: number, head: number): Promise<{ shape: [queries: number, keys: number]; data: Float32Array }> {
    await this.#settle();
    const source = this.#heads.loading.value?.source;
    if (!source) throw this.#heads.loading.error ?? new AttnError('empty', { url: 'src' });
    const values = await source.slice(layer, head);
    const [queries, keys] = source.shape(layer);
    return { shape: [queries, keys], data: values.slice() };
  }

  /** The figure as an SVG document: text stays text, lines stay lines. */
  toSVG(): Promise<string> {
    return this.#saving.svg();
  }

  /** The figure as a PNG, `scale` times its size on the page; 2 by default. */
  toPNG({ scale = 2 }: { scale?: number } = {}): Promise<Blob> {
    return this.#saving.png(scale);
  }

  /** The values of the heads that are switched on, as CSV: layer, head, query, key, query_token, key_token, weight. */
  toCSV(): Promise<string> {
    return this.#saving.csv();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A server renders the slots: what the author wrote is there until the page takes over.
    if (isServer) return;
    applyRules(this, changed, linksRules);
    for (const name of ['width', 'height'] as const) {
      // An author's own style stays, unless there is or was an attribute.
      if (this[name] !== null) this.style[name] = `${this[name]}px`;
      else if (changed.get(name)) this.style[name] = '';
    }
    if (isOtherSource(changed)) {
      this.#figure.closeTable();
      this.#heads.load();
    } else if (changed.has('layer') || changed.has('head')) this.#heads.open(null);
    if (this.#size.room.width === 0) this.#size.measure();
    this.#view = this.#makeView();
  }

  protected override render(): TemplateResult {
    const { state, error } = this.#heads.loading;
    const view = this.#view;
    const { heading } = this;
    const label = this.#label();
    const change = (amount: { mass: number } | { top: number }) => this.#change(amount);
    const controls =
      view && this.controls
        ? amountControl(view.composition.options, view.composition.keys, this.#words, change)
        : nothing;
    return html`<div class="frame">
      ${this.#theme.probe}<span class="ink" aria-hidden="true"></span>
      <div
        class="figure"
        part="figure"
        role="group"
        aria-label=${label}
        aria-describedby="summary"
        aria-busy=${state === 'loading'}
        ?hidden=${!view}
      >
        ${view ? this.#figure.render(view, { heading, label, ink: this.#ink, controls }) : nothing}
      </div>
      ${error ? failure(this.#say('failed'), this.#explain(error)) : nothing}
      <div class="status" role="status" ?hidden=${state !== 'loading' || view !== null}>${this.#say('loading')}</div>
      <div ?hidden=${view !== null}><slot></slot></div>
      <slot name="caption" part="caption"></slot>
    </div>`;
  }

  protected override updated(): void {
    const view = this.#view;
    this.#pointing.group.show(view?.composition.extent ?? null);
    const loaded = this.#heads.loading.value;
    this.#provided.of([loaded], () => this.dispatchEvent(new Event(SOURCE_CHANGED)));
    if (view) this.#pointing.catchUp();
    const scroller = this.#part('.scroller');
    if (!view || !scroller) return;
    const { composition, layout, heads } = view;
    this.#placed.of([layout, scroller], () => this.#place(view));
    const { focus, scrolled } = this.#pointing;
    const { line, isDark } = this.#ink;
    this.#drawn.of([heads, layout, focus, scrolled, line, isDark, this.#theme.colors, scroller], () => {
      const { width, height } = layout.view;
      const strokes = strokesOf({ composition, layout, heads, focus, scrolled }, { line, isDark });
      this.#lines.show({ width, height, strokes });
    });
    this.#measureChrome(scroller);
  }

  /** Colours of lines on this page; the first rendering has none to read yet, and is followed by another. */
  get #ink(): Ink {
    const probe = this.#part('.ink');
    const style = probe && getComputedStyle(probe);
    return { line: style?.color || 'currentColor', isDark: style?.backgroundColor === 'rgb(0, 0, 0)' };
  }

  get #words(): ReaderWords {
    return { say: this.#say, number: this.#number, language: this.#locale.language };
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
    if (this.#view) this.#lines.drawNow();
  }

  #makeView(): View | null {
    const loaded = this.#heads.loading.value;
    const { room } = this.#size;
    if (!loaded) return null;
    // Hidden, as in a closed tab: what was there stays for when it is shown again.
    if (room.width === 0) return this.#view;
    const { mass, top, min, hideFirstToken, domain, heads, direction } = this;
    return this.#composer.view({
      loaded,
      options: { mass, top, min, hideFirstToken, domain },
      heads,
      direction,
      queryTitle: this.queryTitle ?? this.#say('queries'),
      keyTitle: this.keyTitle ?? this.#say('keys'),
      shared: this.#pointing.group.domain,
      room: { ...room, height: room.height === null ? null : Math.max(80, room.height - this.#chrome) },
      measure: this.#font.measure(13),
      ...this.#words,
    });
  }

  /** Gives the parts of the plot their sizes; the track is as long as all tokens. */
  #place({ layout }: View): void {
    const scroller = this.#part('.scroller')!;
    const [track, plot, view] = ['.track', '.plot', '.view'].map((name) => this.#part(name)!.style);
    const hidden = layout.content - layout.length;
    const isDown = layout.direction === 'vertical';
    Object.assign(plot, { width: `${layout.width}px`, height: `${layout.height}px` });
    Object.assign(track, {
      width: isDown ? '' : `${layout.width + hidden}px`,
      height: `${layout.height + (isDown ? hidden : 0)}px`,
    });
    scroller.style.height = isDown ? `${layout.height}px` : '';
    const { x, y, width, height } = layout.view;
    Object.assign(view, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  }

  #measureChrome(scroller: HTMLElement): void {
    if (this.#size.room.height === null) return;
    const caption = this.#part('slot[name=caption]')!;
    const chrome = scroller.parentElement!.offsetHeight - scroller.offsetHeight + caption.offsetHeight;
    if (chrome === this.#chrome) return;
    this.#chrome = chrome;
    // After this update, which is not over yet.
    queueMicrotask(() => this.requestUpdate());
  }

  /** Takes what a reader changed, and tells the page. */
  #change(changes: Partial<Pick<AttnLinks, 'heads' | 'mass' | 'top'>>): void {
    Object.assign(this, changes);
    const { heads, mass, top } = this;
    const detail = { layer: this.#view?.composition.layer ?? null, heads, mass, top };
    this.dispatchEvent(new CustomEvent('attn-change', { detail, bubbles: true, composed: true }));
  }

  #openLayer(layer: number): void {
    this.layer = layer;
    const { head } = this;
    fireAttention(this, 'attn-select', { ...noCell, layer, head });
    this.#pointing.lookAtLayer(layer);
  }

  /** Shows the head after (1) or before (−1) the one that is alone, or, from all of them, the first or the last; with 0 all. */
  #stepHead(step: number): boolean {
    const view = this.#view;
    if (!view || view.composition.heads.length < 2) return false;
    const all = view.composition.heads;
    const isAlone = view.heads.length === 1;
    if (step === 0 && view.heads.length === all.length) return false;
    const from = isAlone ? all.indexOf(view.heads[0]) : step > 0 ? -1 : all.length;
    const next = all[Math.min(all.length - 1, Math.max(0, from + step))];
    this.#change({ heads: step === 0 ? null : [Number(next.head)] });
    return true;
  }

  /** Shows the layer and the head that the group looks at, where they are there. */
  #followHead({ layer, head }: GroupPlace): void {
    const { source } = this.#heads;
    if (!source || layer === null || layer >= source.layers) return;
    if (layer !== this.#view?.composition.layer) this.layer = layer;
    if (typeof head === 'number') {
      if (head >= source.heads(layer)) return;
      if (this.head === null) this.heads = [head];
      else this.head = head;
    } else if (head !== null && this.head !== null) this.head = head as HeadRollup;
  }

  #label(): string {
    return this.heading || this.#heads.loading.value?.source.description || this.#say('name');
  }

  #explain(error: AttnError): string {
    const { axis } = error.details;
    return this.#say(error.code, axis ? { ...error.details, axis: this.#say(axis as 'query' | 'key') } : error.details);
  }

  #saved(): HTMLElement | null {
    if (!this.#view) return null;
    this.#lines.drawNow();
    return this.#part('.figure');
  }

  #notes() {
    const view = this.#view;
    const { mass, top, min, hideFirstToken } = this;
    const shown = view && { layer: view.composition.layer, heads: view.heads.map(({ head }) => head) };
    return {
      title: this.#label(),
      description: view ? this.#figure.summary(view, this.#label()) : '',
      metadata: {
        source: this.src ? new URL(this.src, document.baseURI).href : null,
        description: this.#heads.loading.value?.source.description ?? null,
        ...shown,
        domain: view?.composition.domain,
        ...(top === null ? { mass } : { top }),
        min,
        hideFirstToken,
      },
    };
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T | null {
    return this.shadowRoot?.querySelector<T>(selector) ?? null;
  }
}
