import type { Source, TensorSource } from '@attn-elements/core/data';
import {
  applyRules,
  chooserStyles,
  failure,
  FigureController,
  FontController,
  fireError,
  frameStyles,
  Heads,
  isOtherSource,
  LaterPart,
  legendStyles,
  LocaleController,
  Memo,
  type Rollup,
  SizeController,
  SOURCE_CHANGED,
  sourceDefaults,
  ThemeController,
  themeStyles,
  weightRows,
} from '@attn-elements/core/element';
import { AttnError } from '@attn-elements/core/errors';
import { extentOf, type HeadRollup } from '@attn-elements/core/math';
import { html, isServer, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { styles } from './attn-image.styles.js';
import { Composer, type View } from './composer.js';
import { type FaultName, patchFault } from './faults.js';
import { Figure } from './figure.js';
import { Overlaid } from './overlaid.js';
import type { Overlay } from './paint.js';
import { findPatches, type Patches, type PatchSide } from './patches.js';
import { Picture } from './picture.js';
import { Pointing } from './pointing.js';
import { imageProperties, imageRules } from './properties.js';
import { FileRegions, type Regions } from './regions.js';
import { type Sentences, sentences } from './strings.js';

/**
 * A model's attention over a picture: the weights of patches or regions, as one query gives them.
 *
 * @customElement attn-image
 *
 * @fires attn-load - The source was read and is shown: {layers, heads, queries, keys, kind, tokens}.
 * @fires attn-error - The source or the picture cannot be shown: {code, message}.
 * @fires attn-select - A query was chosen or a patch marked: {layer, head, query, key, weight, queryToken, keyToken}.
 * @fires attn-hover - A patch is pointed at, or, with nulls, no longer: the same detail.
 * @fires attn-change - A reader changed the overlay: {overlay, opacity, smooth}.
 *
 * @slot - Shown while loading, on error and without JavaScript. An `<img>` here is the picture, unless `image` names one.
 * @slot caption - A caption below the figure.
 *
 * @csspart figure - The whole figure.
 * @csspart heading - The heading.
 * @csspart toolbar - The choice of layer and head, and the menu.
 * @csspart chooser - Each list that a layer or a head is chosen from.
 * @csspart queries - The queries to choose from.
 * @csspart button - Each button.
 * @csspart controls - The readers' controls of the overlay.
 * @csspart plot - The picture with what is laid over it.
 * @csspart picture - The picture.
 * @csspart overlay - The colours over it.
 * @csspart lines - The lines over it.
 * @csspart legend - Colour bar and sentence.
 * @csspart readout - The line that reads a patch.
 * @csspart error - The sentence of a failure.
 * @csspart caption - The caption.
 * @csspart table - The data table.
 * @csspart menu - The readers' menu.
 *
 * @cssprop --attn-color - Text; the page's by default.
 * @cssprop --attn-background - Behind the figure; transparent by default.
 * @cssprop --attn-font - Font family.
 * @cssprop --attn-accent - Marks and focus rings.
 * @cssprop --attn-nan - Patches whose weight is no number.
 * @cssprop --attn-masked - Patches that may not be attended, or are hidden.
 * @cssprop --attn-under - Patches below the domain.
 * @cssprop --attn-over - Patches above the domain.
 * @cssprop --attn-surface - Behind the menu.
 * @cssprop --attn-surface-color - Text of the menu.
 */
export class AttnImage extends LitElement {
  static override properties = imageProperties;
  static override styles = [frameStyles, themeStyles, legendStyles, chooserStyles, styles];

  /** Address of a JSON, npy, npz or safetensors file, relative to the page. @attr */
  declare src: string | null;
  /** The data itself: as attribute JSON text, as property also arrays, typed arrays with a `shape`, a Blob or bytes. @attr */
  declare data: Source | null;
  /** An element of the page whose attention is shown, as a CSS selector: `#other`. @attr */
  declare source: string | null;
  /** Name of a group: its elements look at the same layer, head, query and key, and share one scale. @attr */
  declare group: string | null;
  /** How layers are rolled up: `none`, or `rollout`, which follows attention down to the patches. @attr */
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
  /** The layer to show, from 0, which it is by default; with `rollup="rollout"` the last by default. @attr */
  declare layer: number | null;
  /** The head to show, from 0, or `mean`, `max`, `min` over a layer's heads; `mean` by default. @attr */
  declare head: number | HeadRollup | null;
  /** Address of the picture, or `file` for the one that the file names as `source_image`; an `<img>` between the tags by default. @attr */
  declare image: string | null;
  /** As of an `<img>`: `anonymous` lets a picture of another site that allows it be saved inside the figure. @attr */
  declare crossorigin: string | null;
  /** Rows and columns of the patches, `"14 14"`; a square by default. @attr */
  declare grid: readonly [number, number] | null;
  /** How many tokens stand before the patches: a class token, registers; found from the numbers by default. @attr class-token */
  declare classToken: number | null;
  /** Boxes in place of a grid, [left, top, right, bottom] each, as shares of the picture; the file's `regions` by default. @attr */
  declare regions: Regions | null;
  /** What the patches are: `keys` or `queries`; found from the numbers by default. @attr */
  declare patches: PatchSide | null;
  /** Who looks first: its position, or `mean`; by default the class token, else the mean of all. @attr */
  declare query: number | 'mean' | null;
  /** How weights are laid over the picture: `blend`, `contour`, `tiles`, `outline`. @attr */
  declare overlay: Overlay;
  /** Opacity of the strongest, 0 to 1; 0.8 by default. @attr */
  declare opacity: number;
  /** Whether `blend` goes over from patch to patch. @attr */
  declare smooth: boolean;
  /** Shares of the weight on the picture that lines enclose; `"0.5 0.8"` by default for `contour`, 0.5 for `outline`. @attr */
  declare shares: readonly number[] | null;
  /** Colours: viridis, cividis, magma, inferno, plasma, blues, reds, greys, and diverging rdbu, vik; `_r` reverses. @attr */
  declare colormap: string;
  /** Lowest and highest value of the colours, `"0 1"`; by default from 0 to the largest weight on the picture. @attr */
  declare domain: readonly [number, number] | null;
  /** Hides the first key, on which models park attention; rows are renormalised. @attr hide-first-token */
  declare hideFirstToken: boolean;
  /** Heading above the figure. @attr */
  declare heading: string | null;
  /** Whether readers are given controls of the overlay. @attr */
  declare controls: boolean;
  /** Width in pixels; by default that of the container. @attr */
  declare width: number | null;
  /** Height in pixels; by default as the picture needs. CSS `height` and `aspect-ratio` do the same. @attr */
  declare height: number | null;

  readonly #locale = new LocaleController(this, sentences);
  readonly #say = this.#locale.say.bind(this.#locale);
  readonly #number = this.#locale.number.bind(this.#locale);
  readonly #theme = new ThemeController(this);
  readonly #font = new FontController(this);
  readonly #size = new SizeController(this, () => this.#part('.frame'));
  readonly #overlaid = new Overlaid(this);
  readonly #heads = new Heads(
    this,
    this.#locale,
    (isOther) => {
      if (isOther) this.#figure.closeTable();
    },
    undefined,
    {
      choose: ({ layers, heads }) => {
        const layer = this.rollup === 'rollout' ? layers - 1 : 0;
        return { layer, head: heads(this.layer ?? layer) === 1 ? 0 : 'mean' };
      },
      vectors: true,
    },
  );
  readonly #fileRegions = new FileRegions(this);
  readonly #picture = new Picture(this);
  readonly #pointing = new Pointing(this, this.#heads, () => this.#view);
  readonly #controls = new LaterPart(this, async () => {
    const { Controls } = await import('./controls.later.js');
    return new Controls(html, this.shadowRoot!);
  });
  readonly #saving = new FigureController(this, {
    frame: () => this.#saved(),
    notes: () => this.#notes(),
    rows: () => weightRows(this.#heads.loading.value!.source, this.#heads.loading.value!.panels),
  });
  readonly #figure = new Figure({
    heads: this.#heads,
    picture: this.#picture,
    pointing: this.#pointing,
    saving: this.#saving,
    say: this.#say,
    number: this.#number,
    update: () => this.requestUpdate(),
  });
  readonly #composer = new Composer();
  readonly #provided = new Memo<void>();
  readonly #placed = new Memo<void>();
  readonly #found = new Memo<Patches | AttnError>();
  readonly #told = new Memo<void>();

  #view: View | null = null;
  /** Why the attention that was loaded cannot be laid over a picture. */
  #fault: AttnError | null = null;
  /** Height of everything but the plot, known after it was once on the page. */
  #chrome = 150;
  /** What stands between the tags may become another picture. */
  #children: MutationObserver | null = null;

  constructor() {
    super();
    Object.assign(this, sourceDefaults);
    this.group = this.image = this.crossorigin = this.grid = this.classToken = this.regions = null;
    this.patches = this.query = this.shares = this.domain = this.heading = this.width = this.height = null;
    this.overlay = 'blend';
    this.opacity = 0.8;
    this.colormap = 'inferno';
    this.smooth = false;
    this.hideFirstToken = false;
    this.controls = false;
  }

  /** What is shown, for elements whose `source` names this one; null while that is nothing. */
  get attentionSource(): TensorSource | null {
    return this.#heads.source;
  }

  /** Settles, and never rejects, once the present source and picture are drawn or have failed. */
  get ready(): Promise<void> {
    return this.#settle();
  }

  /** The figure as an SVG document: text stays text, lines stay lines, the picture is inside where it may be copied, else linked. */
  toSVG(): Promise<string> {
    return this.#saving.svg();
  }

  /** The figure as a PNG, `scale` times its size on the page; 2 by default. Rejects with `picture-locked` where it may not be copied. */
  toPNG({ scale = 2 }: { scale?: number } = {}): Promise<Blob> {
    return this.#saving.png(scale);
  }

  /** The weights of the head that is shown, as CSV: layer, head, query, key, query_token, key_token, weight. */
  toCSV(): Promise<string> {
    return this.#saving.csv();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#children = new MutationObserver(() => this.requestUpdate());
    this.#children.observe(this, { childList: true, subtree: true, attributeFilter: ['src', 'srcset', 'alt'] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A server renders the slots: what the author wrote is there until the page takes over.
    if (isServer) return;
    applyRules(this, changed, imageRules);
    if (changed.size > 0) for (const part of [this.#overlaid, this.#controls]) part.retry();
    for (const name of ['width', 'height'] as const) {
      // An author's own style stays, unless there is or was an attribute.
      if (this[name] !== null) this.style[name] = `${this[name]}px`;
      else if (changed.get(name)) this.style[name] = '';
    }
    if (isOtherSource(changed)) {
      this.#pointing.forget();
      this.#heads.load();
    } else if (changed.has('layer') || changed.has('head')) this.#heads.open(null);
    if (changed.has('query')) this.#pointing.forget();
    const file = this.#heads.loading.value && this.#heads.file;
    this.#fileRegions.follow(file);
    this.#picture.follow(file);
    if (this.#size.room.width === 0) this.#size.measure();
    this.#view = this.#makeView();
  }

  protected override render(): TemplateResult {
    const { state } = this.#heads.loading;
    const view = this.#view;
    const error = this.#heads.loading.error ?? this.#fault ?? this.#fileRegions.error;
    const parts = [this.#picture, this.#overlaid, this.#controls];
    const beside = parts.find((part) => part.error)?.error;
    return html`<div class="frame">
      ${this.#theme.probe}
      <div
        class="figure"
        part="figure"
        role="group"
        aria-label=${this.#label()}
        aria-describedby="summary"
        aria-busy=${state === 'loading'}
        ?hidden=${!view}
      >
        ${view ? this.#renderFigure(view) : nothing}
      </div>
      ${error ? failure(this.#say('failed'), this.#explain(error)) : nothing}
      ${beside && !error ? failure('', this.#explain(beside)) : nothing}
      <div class="status" role="status" ?hidden=${state !== 'loading' || view !== null}>${this.#say('loading')}</div>
      <div ?hidden=${view !== null}><slot @slotchange=${() => this.requestUpdate()}></slot></div>
      <slot name="caption" part="caption"></slot>
    </div>`;
  }

  protected override updated(): void {
    const view = this.#view;
    this.#pointing.group.show(view ? extentOf(view.composition.shown.values) : null);
    this.#provided.of([this.#heads.loading.value], () => this.dispatchEvent(new Event(SOURCE_CHANGED)));
    const fault = this.#fault;
    this.#told.of([fault], () => fault && fireError(this, fault));
    const plot = this.#part('.plot');
    if (!view || !plot) return;
    const { layout } = view;
    this.#placed.of([layout.width, layout.height, plot], () => {
      Object.assign(plot.style, { width: `${layout.width}px`, height: `${layout.height}px` });
    });
    this.#overlaid.show(view, this.shadowRoot!, this.#theme.colors);
    this.#measureChrome(plot);
  }

  #renderFigure(view: View): TemplateResult {
    const { heading, controls, overlay, opacity, smooth, rollup } = this;
    const change = (settings: Partial<Pick<this, 'overlay' | 'opacity' | 'smooth'>>) => {
      Object.assign(this, settings);
      const detail = { overlay: this.overlay, opacity: this.opacity, smooth: this.smooth };
      this.dispatchEvent(new CustomEvent('attn-change', { detail, bubbles: true, composed: true }));
    };
    const part = controls ? this.#controls.need() : null;
    return this.#figure.render(view, {
      heading,
      label: this.#label(),
      overlay,
      isRolledOut: rollup === 'rollout',
      controls: part?.render({ overlay, opacity, smooth }, view.regions === null, this.#say, change) ?? nothing,
      lines: this.#overlaid.lines(view),
      isChosenElsewhere: this.#isChosenElsewhere(),
    });
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
      await this.updateComplete;
      await Promise.all([
        this.#locale.ready,
        this.#fileRegions.settled,
        this.#overlaid.settled,
        this.#controls.settled,
      ]);
      await this.updateComplete;
      if (this.#view) await this.#picture.settled;
    } while (settled !== loading.settled || this.isUpdatePending);
    this.#overlaid.drawNow();
  }

  #makeView(): View | null {
    const loaded = this.#heads.loading.value;
    const { room } = this.#size;
    this.#fault = null;
    if (!loaded || this.#fileRegions.isReading || this.#fileRegions.error) return null;
    const regions = this.regions ?? (this.grid ? null : this.#fileRegions.value);
    const patches = this.#findPatches(loaded.source, loaded.panels[0].raw, regions);
    if (patches instanceof AttnError) {
      this.#fault = patches;
      return null;
    }
    // Hidden, as in a closed tab: what was there stays for when it is shown again.
    if (room.width === 0) return this.#view;
    const colormap = this.#overlaid.colormap();
    // While its colours are on their way, what was there stays.
    if (!colormap) return this.#view;
    const { domain, hideFirstToken } = this;
    const { ratio, width } = this.#picture;
    return this.#composer.view({
      loaded,
      patches,
      regions: patches.isRegions ? regions : null,
      colors: { colormap, domain, hideFirstToken },
      otherIn: (composition) => this.#pointing.otherIn(composition),
      shared: this.#pointing.group.domain,
      picture: { ratio, width },
      room: { ...room, height: room.height === null ? null : Math.max(80, room.height - this.#chrome) },
      measure: this.#font.measure(12),
      language: this.#locale.language,
      label: this.#label(),
      say: this.#say,
      number: this.#number,
    });
  }

  #findPatches(source: TensorSource, { rows, columns }: { rows: number; columns: number }, regions: Regions | null) {
    const { grid, classToken: lead, patches: side } = this;
    const count = regions?.length ?? null;
    const isBare = source.layers * source.heads(0) === 1 && !source.queryTokens && !source.keyTokens;
    return this.#found.of([rows, columns, grid, lead, side, count, isBare], () => {
      const found = findPatches(rows, columns, { grid, lead, side, regions: count }, isBare);
      const isTold = grid !== null || count !== null || lead !== null;
      return found ?? patchFault('attention', [rows, columns], isTold ? 'noFit' : 'noGrid');
    });
  }

  /** Where a text of the group shows its tokens, they are chosen there. */
  #isChosenElsewhere(): boolean {
    if (!this.group) return false;
    const root = this.getRootNode() as Document | ShadowRoot;
    return root.querySelector(`attn-text[group="${CSS.escape(this.group)}"]`) !== null;
  }

  #part(selector: string): HTMLElement | null {
    return this.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  #measureChrome(plot: HTMLElement): void {
    if (this.#size.room.height === null) return;
    const chrome =
      plot.parentElement!.offsetHeight - plot.offsetHeight + this.#part('slot[name=caption]')!.offsetHeight;
    if (chrome === this.#chrome) return;
    this.#chrome = chrome;
    // After this update, which is not over yet.
    queueMicrotask(() => this.requestUpdate());
  }

  #label(): string {
    const { alt } = this.#picture;
    return this.heading || this.#heads.loading.value?.source.description || alt || this.#say('name');
  }

  #explain({ code, details }: AttnError): string {
    const { axis } = details;
    const fault = details.fault as FaultName | undefined;
    if (fault) return this.#say(code, { ...details, what: this.#say(fault) });
    return this.#say(code, axis ? { ...details, axis: this.#say(axis as Sentences) } : details);
  }

  #saved(): HTMLElement | null {
    if (!this.#view) return null;
    this.#overlaid.drawNow();
    return this.#part('.figure');
  }

  #notes() {
    const view = this.#view;
    const title = this.#label();
    const { colormap, overlay, hideFirstToken, rollup } = this;
    const { layer, head } = view?.composition.panel ?? {};
    return {
      title,
      description: view?.reader.summary(title) ?? '',
      metadata: {
        source: this.src ? new URL(this.src, document.baseURI).href : null,
        description: this.#heads.loading.value?.source.description ?? null,
        // A picture that is itself text would be in the file twice.
        picture: this.#picture.url?.startsWith('data:') ? null : this.#picture.url,
        layer,
        head,
        rollup,
        query: view?.map.other,
        overlay,
        colormap,
        domain: view?.scale.domain,
        hideFirstToken,
      },
    };
  }
}
