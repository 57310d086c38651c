import type { Reduction, ScaleKind } from '@attn-elements/core/color';
import { load, openAttention, type Source, type SourceKind, type TensorSource } from '@attn-elements/core/data';
import {
  type Cell,
  cellGrid,
  coreTranslations,
  dataTable,
  FigureController,
  frameStyles,
  legendStyles,
  legendTemplate,
  LoadingController,
  LocaleController,
  type MatrixReading,
  Memo,
  moveCursor,
  paintColorBar,
  savingMenu,
  SizeController,
  StageController,
  strongestCells,
  type TablePage,
  TextMeasure,
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
import { type Layout, layOut, type Spot, spotAt, type Texts } from './layout.js';
import { legendNotes } from './legend.js';
import { type Composition, compose, type Panel, type ReadPanel, readPanels, type Selection } from './model.js';
import { heatmapProperties } from './properties.js';
import { type CellDetail, CellReader } from './reading.js';
import { translations } from './strings.js';
import { cellSteps, failure, headSteps } from './templates.js';
import { figureTexts, Names } from './texts.js';
import { frameTemplate, lookOf, type Mark, marksTemplate, pictureOf } from './view.js';

/** What `attn-load` tells of a source. */
export interface LoadDetail {
  readonly layers: number;
  /** Most heads of a layer. */
  readonly heads: number;
  /** Size of the first layer's matrices. */
  readonly queries: number;
  readonly keys: number;
  readonly kind: SourceKind;
  readonly tokens: { readonly query: readonly string[] | null; readonly key: readonly string[] | null };
}

interface Loaded {
  readonly source: TensorSource;
  readonly panels: readonly ReadPanel[];
}

/** Everything that one rendering shows. */
interface View {
  readonly composition: Composition;
  readonly texts: Texts;
  readonly layout: Layout;
  readonly reader: CellReader;
  readonly reading: MatrixReading;
}

const sentences = {
  en: { ...coreTranslations.en, ...translations.en },
  'zh-Hans': { ...coreTranslations['zh-Hans'], ...translations['zh-Hans'] },
  'zh-Hant': { ...coreTranslations['zh-Hant'], ...translations['zh-Hant'] },
};

/** Properties that say what is loaded, and which part of it is read. */
const sourceProperties = ['src', 'data', 'array', 'axes', 'batch', 'tokens', 'queryTokens', 'keyTokens'] as const;

/** Cells that `n` and `p` step through. */
const STRONGEST = 200;

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
  readonly #theme = new ThemeController(this);
  readonly #size = new SizeController(this, () => this.shadowRoot?.querySelector<HTMLElement>('.frame') ?? null);
  readonly #stage = new StageController(this, () => this.shadowRoot?.querySelector('.plot canvas') ?? null);
  readonly #loading = new LoadingController<Loaded>(this);
  readonly #figure = new FigureController(this, {
    frame: () => this.#saved(),
    notes: () => this.#notes(),
    rows: () => this.#csvRows(),
  });

  readonly #composed = new Memo<Composition>();
  readonly #worded = new Memo<Texts>();
  readonly #laidOut = new Memo<Layout>();
  readonly #measured = new Memo<TextMeasure>();
  readonly #read = new Memo<CellReader>();
  readonly #framed = new Memo<SVGTemplateResult>();
  readonly #ranked = new Memo<Cell[]>();
  readonly #placed = new Memo<void>();
  readonly #pictured = new Memo<void>();
  readonly #barred = new Memo<void>();

  /** The head that the reader opened, in place of the author's selection. */
  #opened: Panel | null = null;
  #view: View | null = null;
  #hovered: Spot | null = null;
  #pinned: Spot | null = null;
  #cursor: Cell = { row: 0, column: 0 };
  #rank = -1;
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
    const source = this.#loading.value?.source;
    if (!source) throw this.#loading.error ?? new AttnError('empty', { url: 'src' });
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
    if (changed.has('width') || changed.has('height')) {
      this.style.width = this.width === null ? '' : `${this.width}px`;
      this.style.height = this.height === null ? '' : `${this.height}px`;
    }
    if (sourceProperties.some((name) => changed.has(name))) this.#load();
    else if (changed.has('layer') || changed.has('head')) this.#open(null);
    if (this.#size.room.width === 0) this.#size.measure();
    this.#view = this.#makeView();
  }

  protected override render(): TemplateResult {
    const { state, error } = this.#loading;
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
      ${error ? failure(this.#locale.say('failed'), this.#explain(error)) : nothing}
      <div class="status" role="status" ?hidden=${state !== 'loading' || view !== null}>${this.#locale.say('loading')}</div>
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
    this.#pictured.of([composition, layout, colors], () =>
      this.#stage.show(pictureOf(composition, layout, lookOf(composition, colors))),
    );
    const legend = this.shadowRoot!.querySelector('.legend')!;
    this.#barred.of([composition.colormap, legend], () => paintColorBar(legend, composition.colormap.table));
    this.#measureChrome(plot);
  }

  // Loading

  #load(): void {
    this.#opened = null;
    const { src, data } = this;
    if (!src && data === null) {
      this.#loading.clear();
      return;
    }
    const options = {
      array: this.array,
      axes: this.axes,
      batch: this.batch,
      tokens: this.tokens,
      queryTokens: this.queryTokens,
      keyTokens: this.keyTokens,
    };
    this.#loading.start(async (signal) => {
      const file = await load(data === null ? src! : checkText(data), { signal, base: document.baseURI });
      const source = await openAttention(file, options);
      const panels = await readPanels(source, this.#selection, signal);
      this.#forget();
      queueMicrotask(() => this.#tellLoaded(source));
      return { source, panels };
    });
  }

  /** Shows one head, or with null what the author selected. */
  #open(panel: Panel | null): void {
    this.#opened = panel;
    const source = this.#loading.value?.source;
    if (!source) {
      // Still loading, or failed at a head that does not exist: the new selection may be a good one.
      if (this.hasUpdated && (this.src || this.data !== null)) this.#load();
      return;
    }
    this.#loading.start(async (signal) => {
      const panels = await readPanels(source, this.#selection, signal);
      this.#forget();
      return { source, panels };
    });
    if (panel) this.#tell('attn-select', { ...emptyDetail, layer: panel.layer, head: panel.head });
  }

  /** What was pointed at belongs to matrices that are not shown any more. */
  #forget(): void {
    this.#hovered = this.#pinned = this.#table = null;
    this.#cursor = { row: 0, column: 0 };
    this.#rank = -1;
  }

  get #selection(): Selection {
    return this.#opened ?? { layer: this.layer, head: this.head };
  }

  async #settle(): Promise<void> {
    let settled: Promise<void>;
    do {
      await this.updateComplete;
      settled = this.#loading.settled;
      await settled;
    } while (settled !== this.#loading.settled);
    await this.updateComplete;
    if (this.#view) this.#stage.drawNow();
  }

  #tellLoaded(source: TensorSource): void {
    const [queries, keys] = source.shape(0);
    const heads = Math.max(...Array.from({ length: source.layers }, (_, layer) => source.heads(layer)));
    const tokens = { query: source.queryTokens, key: source.keyTokens };
    const detail: LoadDetail = { layers: source.layers, heads, queries, keys, kind: source.kind, tokens };
    void this.updateComplete.then(() => this.#tell('attn-load', detail));
  }

  #tell(name: string, detail: LoadDetail | CellDetail | typeof emptyDetail): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  // What is shown

  #makeView(): View | null {
    const loaded = this.#loading.value;
    const { room } = this.#size;
    if (!loaded || room.width === 0) return null;
    const { source, panels } = loaded;
    const { colormap, scale, exponent, domain, normalization, hideFirstToken, reduce: reduction } = this;
    const composition = this.#composed.of(
      [panels, colormap, scale, exponent, domain, normalization, hideFirstToken, reduction],
      () =>
        compose(panels, source.kind, { colormap, scale, exponent, domain, normalization, hideFirstToken, reduction }),
    );
    const { queryTitle, keyTitle, layerNames, headNames } = this;
    const { language } = this.#locale;
    const given = { queryTitle, keyTitle, layerNames, headNames };
    const say = this.#locale.say.bind(this.#locale);
    const texts = this.#worded.of([source, panels, queryTitle, keyTitle, layerNames, headNames, language], () =>
      figureTexts(source, panels, new Names(source, given, say), given, say),
    );
    const height = room.height === null ? null : Math.max(80, room.height - this.#chrome);
    const measure = this.#measure();
    const layout = this.#laidOut.of(
      [composition, texts, room.width, height, room.pixelRatio, this.keyAxis, measure],
      () => layOut(composition, texts, { ...room, height }, { keyAxis: this.keyAxis, measure }),
    );
    const reader = this.#read.of(
      [composition, texts, language],
      () => new CellReader(composition, texts, say, (value) => this.#locale.number(value)),
    );
    const label = this.#label();
    const reading = panels.length === 1 ? reader.head(0, label) : reader.heads(label, layout);
    return { composition, texts, layout, reader, reading };
  }

  #measure(): TextMeasure {
    const family = getComputedStyle(this).fontFamily;
    return this.#measured.of([family], () => new TextMeasure(`12px ${family}`));
  }

  #measureChrome(plot: HTMLElement): void {
    if (this.#size.room.height === null) return;
    const caption = this.shadowRoot!.querySelector<HTMLElement>('slot[name=caption]')!;
    const chrome = plot.parentElement!.offsetHeight - plot.offsetHeight + caption.offsetHeight;
    if (chrome === this.#chrome) return;
    this.#chrome = chrome;
    this.requestUpdate();
  }

  #label(): string {
    return this.heading || this.#loading.value?.source.description || this.#locale.say('name');
  }

  #explain(error: AttnError): string {
    const { axis, ...details } = error.details;
    const axisWord = axis === 'query' ? 'queries' : 'keys';
    return this.#locale.say(error.code, axis ? { ...details, axis: this.#locale.say(axisWord) } : details);
  }

  #summary({ composition, reader, texts }: View, title: string): string {
    const { raw } = composition.panels[0];
    const size = { title, queries: raw.rows, keys: raw.columns };
    if (composition.panels.length > 1)
      return this.#locale.say('summaryMany', { ...size, count: composition.panels.length });
    const strongest = reader.strongest(0);
    if (!strongest) return this.#locale.say('noStrongest', { panel: title });
    const high = reader.value({ panel: 0, ...strongest });
    const panel = texts.panel(0);
    return this.#locale.say('summaryOne', {
      ...size,
      title: panel ? `${title} (${panel})` : title,
      high,
      query: reader.query(strongest.row),
      key: reader.key(strongest.column),
    });
  }

  #renderFigure(view: View, label: string): TemplateResult {
    const { composition, reader, reading, layout, texts } = view;
    const frame = this.#framed.of([composition, layout, texts], () => frameTemplate(layout, composition, texts));
    const words = this.#locale.say.bind(this.#locale);
    const many = composition.panels.length > 1;
    const spot = this.#hovered ?? this.#pinned;
    const spoken = spot ? (many ? reader.headSentence(spot.panel) : reader.sentence(spot)) : null;
    const table = {
      shown: this.#table !== null,
      toggle: () => this.#turnTable(this.#table ? null : { row: 0, column: 0 }),
    };
    return html`<div class="head" ?data-figure-skip=${!this.heading}>
        ${this.heading ? html`<div class="heading" part="heading">${this.heading}</div>` : nothing}
        <div class="toolbar" part="toolbar" data-figure-skip>
          ${many ? nothing : this.#renderHeadSteps(view)} ${savingMenu(words, this.#figure, table)}
        </div>
      </div>
      <p id="summary" class="visually-hidden" data-figure-skip>${this.#summary(view, label)}</p>
      <div
        class="plot ${many ? 'heads' : 'cells-of-one'}"
        part="plot"
        @pointermove=${this.#onPointerMove}
        @pointerleave=${this.#onPointerLeave}
        @click=${this.#onClick}
      >
        <canvas part="canvas" aria-hidden="true"></canvas>
        ${cellGrid(reading, this.#cursor, words(many ? 'headsHelp' : 'gridHelp'), this.#onKey)}
        <svg class="axes" part="axes" aria-hidden="true" width=${layout.width} height=${layout.height}>${frame}</svg>
        <svg class="marks" aria-hidden="true" data-figure-skip width=${layout.width} height=${layout.height}>
          ${marksTemplate(layout, composition, this.#marks(view))}
        </svg>
      </div>
      <div class="reading" data-figure-skip>
        <output aria-live="off" class="readout ${spoken ? 'value' : ''}" part="readout">${spoken ?? words(many ? 'hintHeads' : 'hint')}</output>
        ${
          many
            ? nothing
            : cellSteps(
                {
                  up: words('up'),
                  down: words('down'),
                  left: words('left'),
                  right: words('right'),
                  stronger: words('stronger'),
                },
                (key) => this.#press(key),
              )
        }
      </div>
      ${legendTemplate(legendNotes(composition, layout, words, (value) => this.#locale.number(value), this.#measure()))}
      ${
        this.#table
          ? dataTable(
              reading,
              this.#table,
              {
                rows: view.texts.queryTitle,
                columns: view.texts.keyTitle,
                previous: words('previousPage'),
                next: words('nextPage'),
              },
              (page) => this.#turnTable(page),
            )
          : nothing
      }`;
  }

  #renderHeadSteps({ composition, texts }: View): TemplateResult | typeof nothing {
    const source = this.#loading.value!.source;
    const [panel] = composition.panels;
    const beside = (step: number) => {
      const next = panelBeside(source, panel, step);
      return next && (() => this.#open(next));
    };
    const [previous, next] = [beside(-1), beside(1)];
    if (!previous && !next) return nothing;
    return headSteps({
      name: texts.panel(0),
      words: { all: this.#locale.say('all'), previous: this.#locale.say('previous'), next: this.#locale.say('next') },
      back: this.layer === null || this.head === null ? () => this.#open(null) : null,
      previous,
      next,
    });
  }

  #turnTable(page: TablePage | null): void {
    this.#table = page;
    this.requestUpdate();
  }

  // Reading

  #marks(view: View) {
    const wholePanel = view.composition.panels.length > 1;
    const cursor = wholePanel ? this.#panelUnderCursor(view) : { panel: 0, ...this.#cursor };
    const marks: Mark[] = [];
    if (this.#pinned) marks.push({ kind: 'pinned', spot: this.#pinned, wholePanel });
    if (this.#hovered) marks.push({ kind: 'hovered', spot: this.#hovered, wholePanel });
    if (cursor) marks.push({ kind: 'cursor', spot: cursor, wholePanel });
    return marks;
  }

  #panelUnderCursor({ layout }: View): Spot | null {
    const { row, column } = this.#cursor;
    const panel = layout.tiles.findIndex((tile) => tile.row === row && tile.column === column);
    return panel < 0 ? null : { panel, row: 0, column: 0 };
  }

  #spotOf(event: MouseEvent): Spot | null {
    const plot = event.currentTarget as HTMLElement;
    const rect = plot.getBoundingClientRect();
    // A scaled slide makes the rectangle larger or smaller than the layout.
    const scale = rect.width / plot.offsetWidth || 1;
    const { layout, composition } = this.#view!;
    return spotAt(layout, composition, (event.clientX - rect.x) / scale, (event.clientY - rect.y) / scale);
  }

  readonly #onPointerMove = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') this.#hover(this.#spotOf(event));
  };

  readonly #onPointerLeave = () => this.#hover(null);

  readonly #onClick = (event: MouseEvent) => {
    const spot = this.#spotOf(event);
    if (!spot || !this.#view) return;
    this.shadowRoot?.querySelector<HTMLElement>('.cells')?.focus({ preventScroll: true });
    this.#activate(spot);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || (event.ctrlKey && !/^(Home|End)$/.test(event.key))) return;
    if (this.#press(event.key, event.ctrlKey)) event.preventDefault();
  };

  #hover(spot: Spot | null): void {
    const before = this.#hovered;
    if (
      spot === before ||
      (spot && before && spot.panel === before.panel && spot.row === before.row && spot.column === before.column)
    )
      return;
    this.#hovered = spot;
    this.#tell('attn-hover', spot && this.#view ? this.#view.reader.detail(spot) : emptyDetail);
    this.requestUpdate();
  }

  /** Opens a head of many, pins a cell of one. */
  #activate(spot: Spot): void {
    const { composition, reader } = this.#view!;
    if (composition.panels.length > 1) {
      const { layer, head } = composition.panels[spot.panel];
      this.#open({ layer, head });
      return;
    }
    this.#cursor = { row: spot.row, column: spot.column };
    this.#pinned = spot;
    this.#tell('attn-select', reader.detail(spot));
    this.requestUpdate();
  }

  /** Does what a key stands for; false where it stands for nothing. */
  #press(key: string, control = false): boolean {
    const view = this.#view;
    if (!view) return false;
    const many = view.composition.panels.length > 1;
    const moved = moveCursor(this.#cursor, key, control, view.reading.rows, view.reading.columns);
    if (moved) return this.#moveTo(moved);
    if (key === 'Enter' || key === ' ') {
      const spot = many ? this.#panelUnderCursor(view) : { panel: 0, ...this.#cursor };
      if (spot) this.#activate(spot);
      return true;
    }
    if (many) return false;
    if (key === 'n' || key === 'p') return this.#stepStrongest(view, key === 'n' ? 1 : -1);
    if (key === '[' || key === ']') {
      const next = panelBeside(this.#loading.value!.source, view.composition.panels[0], key === ']' ? 1 : -1);
      if (next) this.#open(next);
      return true;
    }
    if (key !== 'Escape') return false;
    if (this.#pinned) this.#pinned = null;
    else if (this.#opened) this.#open(null);
    else return false;
    this.requestUpdate();
    return true;
  }

  #stepStrongest(view: View, step: number): boolean {
    const { values, columns } = view.composition.panels[0].shown;
    const cells = this.#ranked.of([values], () => strongestCells(values, columns, STRONGEST));
    if (cells.length === 0) return true;
    this.#rank = Math.min(cells.length - 1, Math.max(0, this.#rank + step));
    return this.#moveTo(cells[this.#rank]);
  }

  /** Brings the keyboard's cursor to a cell and reads it. */
  #moveTo(cell: Cell): boolean {
    this.#cursor = cell;
    const view = this.#view!;
    const spot = view.composition.panels.length > 1 ? this.#panelUnderCursor(view) : { panel: 0, ...cell };
    this.#pinned = null;
    this.#hover(spot);
    this.requestUpdate();
    return true;
  }

  // Saving

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
        description: this.#loading.value?.source.description ?? null,
        ...this.#selection,
        colormap,
        scale,
        domain: view?.composition.scale.domain,
        normalization,
        hideFirstToken,
      },
    };
  }

  *#csvRows(): Iterable<readonly (string | number)[]> {
    const { queryTokens, keyTokens } = this.#loading.value!.source;
    yield ['layer', 'head', 'query', 'key', 'query_token', 'key_token', 'weight'];
    for (const { layer, head, raw } of this.#view!.composition.panels) {
      for (let i = 0; i < raw.values.length; i++) {
        const row = Math.floor(i / raw.columns);
        const column = i % raw.columns;
        yield [layer, head, row, column, queryTokens?.[row] ?? '', keyTokens?.[column] ?? '', raw.values[i]];
      }
    }
  }
}

const emptyDetail = { layer: null, head: null, query: null, key: null, weight: null, queryToken: null, keyToken: null };

/** Text given as data must be data: an address belongs into `src`. */
function checkText(data: Source): Source {
  if (typeof data === 'string' && !/^\s*[[{]/.test(data)) throw new AttnError('unknown-format', { url: 'data' });
  return data;
}

/** The head before or after one, going on in the next layer; of rolled-up heads, the layer before or after. */
function panelBeside(source: TensorSource, { layer, head }: Panel, step: number): Panel | null {
  const exists = (l: number) => l >= 0 && l < source.layers;
  if (typeof head !== 'number') return exists(layer + step) ? { layer: layer + step, head } : null;
  if (head + step >= 0 && head + step < source.heads(layer)) return { layer, head: head + step };
  if (!exists(layer + step)) return null;
  return { layer: layer + step, head: step > 0 ? 0 : source.heads(layer + step) - 1 };
}
