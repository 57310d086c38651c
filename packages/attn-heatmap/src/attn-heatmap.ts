import type { Reduction, ScaleKind } from '@attn-elements/core/color';
import type { Source } from '@attn-elements/core/data';
import {
  applyRules,
  cellGrid,
  coreTranslations,
  dataTable,
  FigureController,
  frameStyles,
  legendStyles,
  legendTemplate,
  LocaleController,
  Memo,
  paintColorBar,
  savingMenu,
  SizeController,
  StageController,
  type TablePage,
  ThemeController,
  themeStyles,
} from '@attn-elements/core/element';
import { AttnError } from '@attn-elements/core/errors';
import type { HeadRollup, Normalization } from '@attn-elements/core/math';
import {
  html,
  isServer,
  LitElement,
  nothing,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from 'lit';
import { styles } from './attn-heatmap.styles.js';
import { Composer, type View } from './composer.js';
import { Heads, sourceProperties } from './heads.js';
import { legendNotes } from './legend.js';
import { isMany, Pointing } from './pointing.js';
import { heatmapProperties, heatmapRules } from './properties.js';
import { csvRows } from './saving.js';
import { translations } from './strings.js';
import { cellSteps, failure, headSteps } from './templates.js';
import { frameTemplate, lookOf, marksTemplate, pictureOf } from './view.js';

const sentences = {
  en: { ...coreTranslations.en, ...translations.en },
  'zh-Hans': { ...coreTranslations['zh-Hans'], ...translations['zh-Hans'] },
  'zh-Hant': { ...coreTranslations['zh-Hant'], ...translations['zh-Hant'] },
};

/**
 * A model's attention as a heatmap: one head, or a grid of all layers and heads.
 *
 * @customElement attn-heatmap
 *
 * @fires attn-load - The source was read and is shown: {layers, heads, queries, keys, kind, tokens}.
 * @fires attn-error - The source cannot be shown: {code, message}.
 * @fires attn-select - A cell was pinned or a head opened: {layer, head, query, key, weight, queryToken, keyToken}.
 * @fires attn-hover - A cell is pointed at, or, with nulls, no longer: the same detail.
 *
 * @slot - Shown while loading, on error and without JavaScript: an image, a sentence.
 * @slot caption - A caption below the figure.
 *
 * @csspart figure - The whole figure.
 * @csspart heading - The heading.
 * @csspart toolbar - The buttons.
 * @csspart button - Each button.
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
  static override styles = [frameStyles, themeStyles, legendStyles, styles];

  /** Address of a JSON, npy, npz or safetensors file, relative to the page. @attr */
  declare src: string | null;
  /** The data itself: as attribute JSON text, as property also arrays, typed arrays with a `shape`, a Blob or bytes. @attr */
  declare data: Source | null;
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
  /** Width in pixels; by default that of the container. @attr */
  declare width: number | null;
  /** Height in pixels; by default as the matrices need. CSS `height` and `aspect-ratio` do the same. @attr */
  declare height: number | null;

  readonly #locale = new LocaleController(this, sentences);
  readonly #say = this.#locale.say.bind(this.#locale);
  readonly #number = this.#locale.number.bind(this.#locale);
  readonly #theme = new ThemeController(this);
  readonly #size = new SizeController(this, () => this.shadowRoot?.querySelector<HTMLElement>('.frame') ?? null);
  readonly #stage = new StageController(this, () => this.shadowRoot?.querySelector('.plot canvas') ?? null);
  readonly #heads = new Heads(this, () => {
    this.#pointing.forget();
    this.#table = null;
  });
  readonly #pointing = new Pointing(this, this.#heads, () => this.#view);
  readonly #figure = new FigureController(this, {
    frame: () => this.#saved(),
    notes: () => this.#notes(),
    rows: () => csvRows(this.#heads.loading.value!.source, this.#heads.loading.value!.panels),
  });

  readonly #composer = new Composer();
  readonly #frame = new Memo<SVGTemplateResult>();
  readonly #placed = new Memo<void>();
  readonly #pictured = new Memo<void>();
  readonly #barred = new Memo<void>();

  #view: View | null = null;
  #table: TablePage | null = null;
  /** Height of everything but the plot, known after it was once on the page. */
  #chrome = 110;

  constructor() {
    super();
    this.src = this.data = this.array = this.axes = this.batch = null;
    this.tokens = this.queryTokens = this.keyTokens = null;
    this.layer = this.head = this.domain = null;
    this.colormap = 'viridis';
    this.scale = 'linear';
    this.exponent = 0.5;
    this.normalization = 'none';
    this.hideFirstToken = false;
    this.reduce = 'max';
    this.heading = this.queryTitle = this.keyTitle = null;
    this.keyAxis = 'bottom';
    this.layerNames = this.headNames = null;
    this.width = this.height = null;
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
    return this.#figure.svg();
  }

  /** The figure as a PNG, `scale` times its size on the page; 2 by default. */
  toPNG({ scale = 2 }: { scale?: number } = {}): Promise<Blob> {
    return this.#figure.png(scale);
  }

  /** The values that are shown, as CSV: layer, head, query, key, query_token, key_token, weight. */
  toCSV(): Promise<string> {
    return this.#figure.csv();
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
    if (sourceProperties.some((name) => changed.has(name))) this.#heads.load();
    else if (changed.has('layer') || changed.has('head')) this.#heads.open(null);
    if (this.#size.room.width === 0) this.#size.measure();
    this.#view = this.#makeView();
  }

  protected override render(): TemplateResult {
    const { state, error } = this.#heads.loading;
    const view = this.#view;
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
        ${view ? this.#renderFigure(view, label) : nothing}
      </div>
      ${error ? failure(this.#say('failed'), this.#explain(error)) : nothing}
      <div class="status" role="status" ?hidden=${state !== 'loading' || view !== null}>${this.#say('loading')}</div>
      <div ?hidden=${view !== null}><slot></slot></div>
      <slot name="caption" part="caption"></slot>
    </div>`;
  }

  protected override updated(): void {
    const view = this.#view;
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
    this.#pictured.of([composition, layout, colors, plot], () =>
      this.#stage.show(pictureOf(composition, layout, lookOf(composition, colors))),
    );
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
      room: { ...room, height: room.height === null ? null : Math.max(80, room.height - this.#chrome) },
      fontFamily: getComputedStyle(this).fontFamily,
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

  #summary({ composition, reader, texts }: View, title: string): string {
    const { raw } = composition.panels[0];
    const size = { title, queries: raw.rows, keys: raw.columns };
    if (composition.panels.length > 1) return this.#say('summaryMany', { ...size, count: composition.panels.length });
    const strongest = reader.strongest(0);
    if (!strongest) return this.#say('noStrongest', { panel: title });
    const high = reader.value({ panel: 0, ...strongest });
    const panel = texts.panel(0);
    return this.#say('summaryOne', {
      ...size,
      title: panel ? `${title} (${panel})` : title,
      high,
      query: reader.query(strongest.row),
      key: reader.key(strongest.column),
    });
  }

  #renderFigure(view: View, label: string): TemplateResult {
    const { composition, reader, reading, layout, texts } = view;
    const say = this.#say;
    const many = isMany(view);
    const { spot } = this.#pointing;
    const spoken = spot && (many ? reader.headSentence(spot.panel) : reader.sentence(spot));
    const frame = this.#frame.of([layout], () => frameTemplate(layout, composition));
    const table = {
      shown: this.#table !== null,
      toggle: () => this.#turnTable(this.#table ? null : { row: 0, column: 0 }),
    };
    return html`<div class="head" ?data-figure-skip=${!this.heading}>
        ${this.heading ? html`<div class="heading" part="heading">${this.heading}</div>` : nothing}
        <div class="toolbar" part="toolbar" data-figure-skip>
          ${many ? nothing : this.#renderHeadSteps(view)} ${savingMenu(say, this.#figure, table)}
        </div>
      </div>
      <p id="summary" class="visually-hidden" data-figure-skip>${this.#summary(view, label)}</p>
      <div
        class="plot ${many ? 'heads' : ''}"
        part="plot"
        @pointermove=${this.#pointing.onPointerMove}
        @pointerleave=${this.#pointing.onPointerLeave}
        @click=${this.#pointing.onClick}
      >
        <svg class="axes" part="axes" aria-hidden="true" width=${layout.width} height=${layout.height}>${frame}</svg>
        <canvas part="canvas" aria-hidden="true"></canvas>
        ${cellGrid(reading, this.#pointing.cursor, say(many ? 'headsHelp' : 'gridHelp'), this.#pointing.onKey)}
        <svg class="marks ${spot ? 'on' : ''}" aria-hidden="true" data-figure-skip width=${layout.width} height=${layout.height}>
          ${marksTemplate(layout, composition, this.#pointing.marks(view))}
        </svg>
      </div>
      <div class="reading" data-figure-skip>
        <output aria-live="off" class="readout ${spoken ? 'value' : ''}" part="readout">${spoken ?? say(many ? 'hintHeads' : 'hint')}</output>
        ${many ? nothing : cellSteps(say, (key) => this.#pointing.press(key))}
      </div>
      ${legendTemplate(legendNotes(composition, texts, layout, say, this.#number, view.measure))}
      ${this.#table ? this.#renderTable(view, this.#table) : nothing}`;
  }

  #renderTable({ reading, texts }: View, page: TablePage): TemplateResult {
    const words = {
      rows: texts.queryTitle,
      columns: texts.keyTitle,
      previous: this.#say('previousPage'),
      next: this.#say('nextPage'),
    };
    return dataTable(reading, page, words, (next) => this.#turnTable(next));
  }

  #renderHeadSteps({ texts }: View): TemplateResult | typeof nothing {
    const step = (by: number) => {
      const panel = this.#heads.beside(by);
      return panel && (() => this.#heads.open(panel));
    };
    const [previous, next] = [step(-1), step(1)];
    if (!previous && !next) return nothing;
    const back = this.#heads.hasWayBack ? () => this.#goBack() : null;
    return headSteps({ name: texts.panel(0), say: this.#say, back, previous, next });
  }

  /** The button that was pressed is gone with the head: the focus stays in the figure. */
  #goBack(): void {
    this.#heads.open(null);
    this.#pointing.focus();
  }

  #turnTable(page: TablePage | null): void {
    this.#table = page;
    this.requestUpdate();
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
    return {
      title,
      description: view ? this.#summary(view, this.#label()) : '',
      metadata: {
        source: this.src ? new URL(this.src, document.baseURI).href : null,
        description: this.#heads.loading.value?.source.description ?? null,
        ...this.#heads.selection,
        colormap,
        scale,
        domain: view?.composition.scale.domain,
        normalization,
        hideFirstToken,
      },
    };
  }
}
