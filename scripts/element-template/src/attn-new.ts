import { load, openAttention, type Source } from '@attn-elements/core/data';
import {
  frameStyles,
  LoadingController,
  LocaleController,
  SizeController,
  StageController,
  ThemeController,
  themeStyles,
} from '@attn-elements/core/element';
import { html, isServer, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { styles } from './attn-new.styles.js';
import { type Composition, compose, readHead } from './model.js';
import { sentences } from './strings.js';
import { pictureOf } from './view.js';

/** Properties that say what is shown. */
const sourceProperties = ['src', 'data', 'layer', 'head'] as const;

/**
 * One head of a model's attention, drawn as a matrix.
 *
 * @customElement attn-new
 *
 * @fires attn-load - The source was read and is shown: {layers, heads, queries, keys, kind}.
 * @fires attn-error - The source cannot be shown: {code, message}.
 *
 * @slot - Shown while loading, on error and without JavaScript: an image, a sentence.
 * @slot caption - A caption below the figure.
 *
 * @csspart figure - The whole figure.
 * @csspart canvas - The matrix.
 * @csspart error - The sentence of a failure.
 * @csspart caption - The caption.
 */
export class AttnNew extends LitElement {
  static override properties = {
    src: { type: String },
    data: {},
    layer: { type: Number },
    head: { type: Number },
    heading: { type: String },
  };
  static override styles = [frameStyles, themeStyles, styles];

  /** Address of the file with the data, relative to the page. */
  declare src: string | null;
  /** The data itself: as attribute JSON text, as property also arrays, typed arrays with a `shape`, a Blob or bytes. */
  declare data: Source | null;
  /** The layer to show, from 0. */
  declare layer: number;
  /** The head to show, from 0. */
  declare head: number;
  /** Name of the figure, also for screen readers. */
  declare heading: string | null;

  readonly #locale = new LocaleController(this, sentences);
  readonly #theme = new ThemeController(this);
  readonly #size = new SizeController(this, () => this.shadowRoot?.querySelector<HTMLElement>('.frame') ?? null);
  readonly #stage = new StageController(this, () => this.shadowRoot?.querySelector('canvas') ?? null);
  readonly #loading = new LoadingController<Composition>(this);

  constructor() {
    super();
    this.src = this.data = this.heading = null;
    this.layer = this.head = 0;
  }

  /** Settles, and never rejects, once the present source is drawn or has failed. */
  get ready(): Promise<void> {
    return this.#settle();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A server renders the slots: what the author wrote is there until the page takes over.
    if (isServer) return;
    if (sourceProperties.some((name) => changed.has(name))) this.#load();
  }

  protected override render(): TemplateResult {
    const { value, state, error } = this.#loading;
    return html`<div class="frame">
      ${this.#theme.probe}
      <div
        class="figure"
        part="figure"
        role="img"
        aria-label=${this.heading ?? this.localName}
        aria-busy=${state === 'loading'}
        ?hidden=${!value}
      >
        <div class="heading" ?hidden=${!this.heading}>${this.heading}</div>
        <div class="plot"><canvas part="canvas"></canvas></div>
      </div>
      <div class="error" part="error" role="alert" ?hidden=${!error}>
        ${error ? this.#locale.say(error.code, error.details) : ''}
      </div>
      <div ?hidden=${value !== null}><slot></slot></div>
      <slot name="caption" part="caption"></slot>
    </div>`;
  }

  protected override updated(): void {
    const composition = this.#loading.value;
    const plot = this.shadowRoot!.querySelector<HTMLElement>('.plot')!;
    const { rows, columns } = composition?.matrix ?? { rows: 1, columns: 1 };
    plot.style.setProperty('--_ratio', String(columns / rows));
    const { clientWidth, clientHeight } = plot;
    if (!composition || clientWidth === 0) return;
    const pixels = (length: number) => Math.max(1, Math.round(length * this.#size.room.pixelRatio));
    this.#stage.show(pictureOf(composition, pixels(clientWidth), pixels(clientHeight), this.#theme.colors));
  }

  #load(): void {
    const { src, data, layer, head } = this;
    if (!src && data === null) {
      this.#loading.clear();
      return;
    }
    this.#loading.start(async (signal) => {
      // A figure does not appear in one language to go on in another.
      const [file] = await Promise.all([load(data ?? src!, { signal, base: document.baseURI }), this.#locale.ready]);
      const source = await openAttention(file);
      const matrix = await readHead(source, layer, head, signal);
      const { layers, kind } = source;
      const detail = { layers, heads: source.heads(layer), queries: matrix.rows, keys: matrix.columns, kind };
      const loaded = new CustomEvent('attn-load', { detail, bubbles: true, composed: true });
      void this.updateComplete.then(() => this.dispatchEvent(loaded));
      return compose(matrix);
    });
  }

  async #settle(): Promise<void> {
    await this.updateComplete;
    await this.#loading.settled;
    await this.updateComplete;
    if (this.#loading.value) this.#stage.drawNow();
  }
}
