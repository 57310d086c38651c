import type { Reduction, ScaleKind } from '@attn-elements/core/color';
import type { Source, TensorSource } from '@attn-elements/core/data';
import {
  applyRules,
  failure,
  FigureController,
  FontController,
  frameStyles,
  Heads,
  legendStyles,
  readingStyles,
  liveDefaults,
  isLive,
  isOtherSource,
  type LiveWeighting,
  LocaleController,
  Memo,
  paintColorBar,
  type Rollup,
  SizeController,
  SOURCE_CHANGED,
  sourceDefaults,
  StageController,
  ThemeController,
  themeStyles,
  weightRows,
} from '@attn-elements/core/element';
import { AttnError } from '@attn-elements/core/errors';
import type { HeadRollup, Normalization, ScoreKind } from '@attn-elements/core/math';
import { html, isServer, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { styles } from './attn-heatmap.styles.js';
import { Composer, type View } from './composer.js';
import { Figure } from './figure.js';
import { Live, settingNames } from './live.js';
import { Pointing } from './pointing.js';
import { heatmapProperties, heatmapRules } from './properties.js';
import type { Sorting } from './sorting.js';
import { sentences } from './strings.js';
import { lookOf, pictureOf } from './view.js';

/**
 * A model's attention as a heatmap: one head, or a grid of all layers and heads.
 *
 * @customElement attn-heatmap
 *
 * @fires attn-load - The source was read and is shown: {layers, heads, queries, keys, kind, tokens}.
 * @fires attn-error - The source cannot be shown: {code, message}.
 * @fires attn-select - A cell was pinned or a head opened: {layer, head, query, key, weight, queryToken, keyToken}.
 * @fires attn-hover - A cell is pointed at, or, with nulls, no longer: the same detail.
 * @fires attn-change - A reader changed how attention is computed: {score, weighting, temperature, mask}.
 *
 * @slot - Shown while loading, on error and without JavaScript: an image, a sentence.
 * @slot caption - A caption below the figure.
 *
 * @csspart figure - The whole figure.
 * @csspart heading - The heading.
 * @csspart toolbar - The buttons.
 * @csspart button - Each button.
 * @csspart controls - The readers' controls of attention that is computed.
 * @csspart plot - Matrices with their axes.
 * @csspart canvas - The matrices.
 * @csspart axes - Axes and titles.
 * @csspart legend - Colour bar and sentence.
 * @csspart readout - The line that reads a cell.
 * @csspart error - The sentence of a failure.
 * @csspart caption - The caption.
 * @csspart table - The data table.
 * @csspart menu - The readers' menu.
 *
 * @cssprop --attn-color - Text; the page's by default.
 * @cssprop --attn-background - Behind the figure; transparent by default.
 * @cssprop --attn-font - Font family.
 * @cssprop --attn-accent - Marks and focus rings.
 * @cssprop --attn-nan - Cells that are no numbers.
 * @cssprop --attn-hatch - Stripes on cells that are no numbers.
 * @cssprop --attn-masked - Cells that may not be attended, or are hidden.
 * @cssprop --attn-under - Cells below the domain.
 * @cssprop --attn-over - Cells above the domain.
 * @cssprop --attn-surface - Behind the menu.
 * @cssprop --attn-surface-color - Text of the menu.
 */
export class AttnHeatmap extends LitElement {
  static override properties = heatmapProperties;
  static override styles = [frameStyles, themeStyles, legendStyles, readingStyles, styles];

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
  /** The layer to show, from 0; all by default. @attr */
  declare layer: number | null;
  /** The head to show, from 0, or `mean`, `max`, `min` over a layer's heads; all by default. @attr */
  declare head: number | HeadRollup | null;
  /** Colours: viridis, cividis, magma, inferno, plasma, blues, reds, greys, and diverging rdbu, vik; `_r` reverses. @attr */
  declare colormap: string;
  /** How values become places in the colours: `linear`, `log`, `power`. @attr */
  declare scale: ScaleKind;
  /** Exponent of the scale `power`; 0.5 by default. @attr */
  declare exponent: number;
  /** Lowest and highest value of the colours, `"0 1"`; by default from 0 to the largest value shown. @attr */
  declare domain: readonly [number, number] | null;
  /** What values are divided by: `none`, or the largest of their `row`, `column` or `matrix`. @attr */
  declare normalization: Normalization;
  /** Hides the first key, on which models park attention; rows are renormalised. @attr hide-first-token */
  declare hideFirstToken: boolean;
  /** What a pixel shows of several cells under it: their `max` or `mean`. @attr */
  declare reduce: Reduction;
  /** What heads are sorted by: `entropy` (sharpest first), or the share of their weight on the `first-token`, the `previous-token`, the `same-token` elsewhere, or by `induction` on what followed it; `none` by default. @attr */
  declare sort: Sorting;
  /** Heading above the figure. @attr */
  declare heading: string | null;
  /** Title of the query axis. @attr query-title */
  declare queryTitle: string | null;
  /** Title of the key axis. @attr key-title */
  declare keyTitle: string | null;
  /** Side of the key tokens of a single head: `bottom` or `top`. @attr key-axis */
  declare keyAxis: 'bottom' | 'top';
  /** Names of the layers, between commas. @attr layer-names */
  declare layerNames: readonly string[] | null;
  /** Names of the heads, between commas. @attr head-names */
  declare headNames: readonly string[] | null;
  /** How queries and keys become scores: `scaled-dot`, `dot`, `cosine`, and with the file's parameters `bilinear`, `additive`. @attr */
  declare score: ScoreKind | null;
  /** How scores become weights: `softmax`, `sparsemax`, `hard`, or `none`, which shows them; softmax of queries and keys, none of scores by default. @attr */
  declare weighting: LiveWeighting | null;
  /** What scores are divided by before the softmax; 1 by default. @attr */
  declare temperature: number;
  /** Which keys may be attended to: `none`, or words of `causal`, `window 4`, `window 4 global 1`, `block 8`, `length 12`. @attr */
  declare mask: string;
  /** Whether readers are given controls of the four above. @attr */
  declare controls: boolean;
  /** Width in pixels; by default that of the container. @attr */
  declare width: number | null;
  /** Height in pixels; by default as the matrices need. CSS `height` and `aspect-ratio` do the same. @attr */
  declare height: number | null;

  readonly #locale = new LocaleController(this, sentences);
  readonly #say = this.#locale.say.bind(this.#locale);
  readonly #number = this.#locale.number.bind(this.#locale);
  readonly #theme = new ThemeController(this);
  readonly #font = new FontController(this);
  readonly #size = new SizeController(this, () => this.shadowRoot?.querySelector<HTMLElement>('.frame') ?? null);
  readonly #stage = new StageController(this, () => this.shadowRoot?.querySelector('.plot canvas') ?? null);
  readonly #heads = new Heads(
    this,
    this.#locale,
    (isOther) => {
      this.#live.end();
      if (!isOther) return;
      this.#pointing.forget();
      this.#figure.closeTable();
    },
    () => this,
  );
  readonly #live = new Live(this, this.#heads, () => this.#view);
  readonly #pointing = new Pointing(this, this.#heads, () => this.#view);
  readonly #saving = new FigureController(this, {
    frame: () => this.#saved(),
    notes: () => this.#notes(),
    rows: () => weightRows(this.#heads.loading.value!.source, this.#heads.loading.value!.panels),
  });

  readonly #figure = new Figure({
    heads: this.#heads,
    live: this.#live,
    pointing: this.#pointing,
    saving: this.#saving,
    say: this.#say,
    number: this.#number,
    language: () => this.#locale.language,
    root: () => this.shadowRoot!,
    update: () => this.requestUpdate(),
  });

  readonly #composer = new Composer();
  readonly #provided = new Memo<boolean>();
  readonly #placed = new Memo<void>();
  readonly #pictured = new Memo<void>();
  readonly #barred = new Memo<void>();

  #view: View | null = null;
  /** Height of everything but the plot, known after it was once on the page. */
  #chrome = 110;

  constructor() {
    super();
    Object.assign(this, sourceDefaults, liveDefaults);
    this.domain = this.group = null;
    this.colormap = 'viridis';
    this.scale = 'linear';
    this.exponent = 0.5;
    this.normalization = 'none';
    this.hideFirstToken = false;
    this.reduce = 'max';
    this.sort = 'none';
    this.heading = this.queryTitle = this.keyTitle = null;
    this.keyAxis = 'bottom';
    this.layerNames = this.headNames = null;
    this.width = this.height = null;
    this.controls = false;
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

  /** The figure as an SVG document: text stays text, the matrices are one embedded image. */
  toSVG(): Promise<string> {
    return this.#saving.svg();
  }

  /** The figure as a PNG, `scale` times its size on the page; 2 by default. */
  toPNG({ scale = 2 }: { scale?: number } = {}): Promise<Blob> {
    return this.#saving.png(scale);
  }

  /** The values that are shown, as CSV: layer, head, query, key, query_token, key_token, weight. */
  toCSV(): Promise<string> {
    return this.#saving.csv();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A server renders the slots: what the author wrote is there until the page takes over.
    if (isServer) return;
    applyRules(this, changed, heatmapRules);
    for (const name of ['width', 'height'] as const) {
      // An author's own style stays, unless there is or was an attribute.
      if (this[name] !== null) this.style[name] = `${this[name]}px`;
      else if (changed.get(name)) this.style[name] = '';
    }
    if (isOtherSource(changed)) this.#heads.load();
    else if (changed.has('layer') || changed.has('head')) this.#heads.open(null);
    else if (settingNames.some((name) => changed.has(name))) this.#live.follow();
    this.#live.warn();
    if (this.#size.room.width === 0) this.#size.measure();
    this.#view = this.#makeView();
  }

  protected override render(): TemplateResult {
    const { state, error } = this.#heads.loading;
    const view = this.#view;
    const { heading, controls, sort } = this;
    const label = this.#label();
    return html`<div class="frame">
      ${this.#theme.probe}
      <div
        class="figure"
        part="figure"
        role="group"
        aria-label=${label}
        aria-describedby="summary"
        aria-busy=${state === 'loading'}
        ?hidden=${!view}
      >
        ${view ? this.#figure.render(view, { heading, label, controls, sort }) : nothing}
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
    const plot = this.shadowRoot?.querySelector<HTMLElement>('.plot');
    if (!view || !plot) return;
    const { composition, layout } = view;
    this.#placed.of([layout, plot], () => {
      plot.style.height = `${layout.height}px`;
      const { x, y, width, height } = layout.canvas;
      const { style } = plot.querySelector('canvas')!;
      Object.assign(style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    });
    const { colors } = this.#theme;
    const live = this.#live.picture;
    this.#pictured.of([composition, layout, colors, plot, live], () => {
      const untilPeak = composition.options.domain === null;
      this.#stage.show(pictureOf(composition, layout, lookOf(composition, colors)), live && { ...live, untilPeak });
    });
    const legend = this.shadowRoot!.querySelector('.legend')!;
    this.#barred.of([composition.colormap, legend], () => paintColorBar(legend, composition.colormap.table));
    this.#measureChrome(plot);
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
    if (this.#view) this.#stage.drawNow();
  }

  #makeView(): View | null {
    const loaded = this.#heads.loading.value;
    const { room } = this.#size;
    if (!loaded) return null;
    // Hidden, as in a closed tab: what was there stays for when it is shown again.
    if (room.width === 0) return this.#view;
    const { colormap, scale, exponent, domain, normalization, hideFirstToken, reduce: reduction } = this;
    const { queryTitle, keyTitle, layerNames, headNames, keyAxis } = this;
    return this.#composer.view({
      loaded,
      colors: { colormap, scale, exponent, domain, normalization, hideFirstToken, reduction },
      names: { queryTitle, keyTitle, layerNames, headNames },
      keyAxis,
      sorting: this.sort,
      shared: this.#pointing.group.domain,
      room: { ...room, height: room.height === null ? null : Math.max(80, room.height - this.#chrome) },
      measure: this.#font.measure(12),
      language: this.#locale.language,
      label: this.#label(),
      say: this.#say,
      number: this.#number,
    });
  }

  #measureChrome(plot: HTMLElement): void {
    if (this.#size.room.height === null) return;
    const caption = this.shadowRoot!.querySelector<HTMLElement>('slot[name=caption]')!;
    const chrome = plot.parentElement!.offsetHeight - plot.offsetHeight + caption.offsetHeight;
    if (chrome === this.#chrome) return;
    this.#chrome = chrome;
    // After this update, which is not over yet.
    queueMicrotask(() => this.requestUpdate());
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
    this.#stage.drawNow();
    return this.shadowRoot!.querySelector<HTMLElement>('.figure');
  }

  #notes() {
    const view = this.#view;
    const title = [this.#label(), view && view.composition.panels.length === 1 ? view.texts.panel(0) : '']
      .filter(Boolean)
      .join(' · ');
    const { colormap, scale, normalization, hideFirstToken } = this;
    const source = this.#heads.loading.value?.source;
    return {
      title,
      description: view ? this.#figure.summary(view, this.#label()) : '',
      metadata: {
        source: this.src ? new URL(this.src, document.baseURI).href : null,
        description: source?.description ?? null,
        ...this.#heads.selection,
        ...(isLive(source) && source.options),
        colormap,
        scale,
        domain: view?.composition.scale.domain,
        normalization,
        hideFirstToken,
      },
    };
  }
}
