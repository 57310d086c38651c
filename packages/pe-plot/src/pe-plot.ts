import type { Source } from '@attn-elements/core/data';
import {
  applyRules,
  FigureController,
  FontController,
  frameStyles,
  LaterPart,
  legendStyles,
  readingStyles,
  LocaleController,
  SizeController,
  ThemeController,
  themeStyles,
} from '@attn-elements/core/element';
import type { AttnError } from '@attn-elements/core/errors';
import type { RotaryLayout, RotaryScalingKind, SimilarityKind } from '@attn-elements/core/math';
import { html, isServer, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Changes } from './changes.js';
import { Composer, type View } from './composer.js';
import type { ControlsState } from './controls.later.js';
import { csvRows } from './csv.js';
import { fire } from './events.js';
import type { FaultName } from './faults.js';
import { Figure } from './figure.js';
import { Layers } from './layers.js';
import type { Compared } from './model.js';
import { styles } from './pe-plot.styles.js';
import { Pointing } from './pointing.js';
import { plotProperties, plotRules } from './properties.js';
import { defaults, type Kind, type ViewName } from './settings.js';
import { sentences } from './strings.js';
import { sourceProperties, Subjects } from './subjects.js';
import type { Words } from './views/words.js';

/** Heights of the figure, the caption and the room are whole numbers, each off by up to half a pixel. */
const ROUNDING = 2;

/**
 * A positional encoding: its curves, its table, how alike positions are, and what is special to its kind; or several side by
 * side.
 *
 * @customElement pe-plot
 *
 * @fires attn-load - The encoding is shown: {kinds, view, positions, width}.
 * @fires attn-error - It cannot be shown: {code, message}.
 * @fires attn-select - A value was pinned: {kind, row, column, rowName, columnName, value}.
 * @fires attn-hover - A value is pointed at, or, with nulls, no longer: the same detail.
 * @fires attn-change - A reader changed what is shown: {kind, view, position, distance} and all settings.
 *
 * @slot - Shown while loading, on error and without JavaScript: an image, a sentence.
 * @slot caption - A caption below the figure.
 *
 * @csspart figure - The whole figure.
 * @csspart heading - The heading.
 * @csspart toolbar - The buttons.
 * @csspart button - Each button.
 * @csspart controls - The readers' controls.
 * @csspart plot - Plots with their axes.
 * @csspart canvas - Curves and matrices.
 * @csspart axes - Axes and titles.
 * @csspart legend - Colours and what they stand for.
 * @csspart notes - Sentences about the encoding.
 * @csspart readout - The line that reads a value.
 * @csspart error - The sentence of a failure.
 * @csspart caption - The caption.
 * @csspart table - The data table.
 * @csspart menu - The readers' menu.
 *
 * @cssprop --attn-color - Text; the page's by default.
 * @cssprop --attn-background - Behind the figure; transparent by default.
 * @cssprop --attn-font - Font family.
 * @cssprop --attn-line - A curve that is alone in its plot.
 * @cssprop --attn-accent - Marks and focus rings.
 * @cssprop --attn-nan - Cells that are no numbers.
 * @cssprop --attn-hatch - Stripes on cells that are no numbers.
 * @cssprop --attn-masked - Cells that may not be attended.
 * @cssprop --attn-surface - Behind menu and fields.
 * @cssprop --attn-surface-color - Text of menu and fields.
 */
export class PePlot extends LitElement {
  static override properties = plotProperties;
  static override styles = [frameStyles, themeStyles, legendStyles, readingStyles, styles];

  /** The encoding: `sinusoidal`, `sinusoidal-2d`, `learned`, `rotary`, `alibi`, `t5`. @attr */
  declare kind: Kind;
  /** How it is shown: `curves`, `heatmap`, `similarity`, `kernel`, `wavelengths`, `rotation`, `bias`, `spectrum`; by default as suits the kind. @attr */
  declare view: ViewName | null;
  /** Kinds to show side by side, `"sinusoidal rotary rotary:yarn alibi"`: `rotary` may name its scaling. @attr */
  declare compare: readonly Compared[] | null;
  /** Address of a file with a learned table, [positions, width], or for `t5` [buckets, heads]: JSON, npy, npz or safetensors. @attr */
  declare src: string | null;
  /** The table itself: as attribute JSON text, as property also arrays, typed arrays with a `shape`, a Blob or bytes. @attr */
  declare data: Source | null;
  /** Name of the table, where the file has several arrays. @attr */
  declare array: string | null;
  /** Number of positions; 128 by default. @attr */
  declare length: number;
  /** Columns of the encoding, the width of the model; 32 by default. @attr */
  declare width: number;
  /** Rows of the grid of `sinusoidal-2d`; 16 by default. @attr */
  declare rows: number;
  /** Columns of the grid of `sinusoidal-2d`; 16 by default. @attr */
  declare columns: number;
  /** Base of the wavelengths; 10000 by default. @attr */
  declare base: number;
  /** How `rotary` is slowed for longer texts: `none`, `linear`, `ntk`, `yarn`. @attr */
  declare scaling: RotaryScalingKind;
  /** How many times longer those texts are; 4 by default. @attr */
  declare factor: number;
  /** Which columns `rotary` turns together: `interleaved` (2i and 2i + 1) or `half-split` (i and i + width/2). @attr */
  declare pairing: RotaryLayout;
  /** Number of heads of `alibi`; 8 by default. @attr */
  declare heads: number;
  /** Number of buckets of `t5`; 32 by default. @attr */
  declare buckets: number;
  /** Distance from which on `t5` has one bucket for all; 128 by default. @attr max-distance */
  declare maxDistance: number;
  /** Whether `alibi` and `t5` reach to keys after the query too. @attr */
  declare bidirectional: boolean;
  /** How alike is measured: `cosine` or `dot`. @attr */
  declare similarity: SimilarityKind;
  /** Positions that a model was trained with: what lies beyond is shaded. YaRN starts from it. @attr */
  declare trained: number | null;
  /** Columns whose curves are drawn, or pairs that turn: `"0 1 8-15"`; by default some over the whole width. @attr */
  declare dimensions: readonly number[] | null;
  /** Draws all curves into one plot. @attr */
  declare overlaid: boolean;
  /** Position of the query in the view `rotation`; 0 by default. @attr */
  declare position: number;
  /** How far its key stands before it; 0 by default. @attr */
  declare distance: number;
  /** Colours of matrices, as `<attn-heatmap>` has them; by default vik around 0, viridis of biases. @attr */
  declare colormap: string | null;
  /** Heading above the figure. @attr */
  declare heading: string | null;
  /** Whether readers are given controls. @attr */
  declare controls: boolean;

  readonly #locale = new LocaleController(this, sentences);
  readonly #words: Words = {
    language: () => this.#locale.language,
    say: this.#locale.say.bind(this.#locale),
    number: this.#locale.number.bind(this.#locale),
  };

  readonly #theme = new ThemeController(this);
  readonly #font = new FontController(this);
  readonly #size = new SizeController(this, () => this.#part('.frame'));
  readonly #subjects = new Subjects(
    this,
    () => this.#locale.ready,
    () => {
      this.#pointing.forget();
      this.#figure.closeTable();
    },
  );

  readonly #layers = new Layers(this);
  readonly #controls = new LaterPart(this, async () => {
    const { Controls } = await import('./controls.later.js');
    return new Controls(html, this.shadowRoot!);
  });

  readonly #pointing = new Pointing(
    this,
    () => this.#view,
    (distance) => this.#change({ distance }),
  );

  readonly #saving = new FigureController(this, {
    frame: () => this.#saved(),
    notes: () => this.#notes(),
    rows: () => csvRows(this.#view!.facets),
  });

  readonly #figure = new Figure({
    pointing: this.#pointing,
    saving: this.#saving,
    words: this.#words,
    update: () => this.requestUpdate(),
  });

  readonly #composer = new Composer();
  readonly #warned = new Set<string>();

  #view: View | null = null;
  /** What the page was last told of. */
  #announced: object | null = null;
  /** Height of everything but the plots, known after it was once on the page. */
  #chrome = 110;

  constructor() {
    super();
    Object.assign(this, defaults);
    this.kind = 'sinusoidal';
    this.view = this.compare = this.src = this.data = this.array = null;
    this.dimensions = this.colormap = this.heading = null;
    this.position = this.distance = 0;
    this.overlaid = this.controls = false;
  }

  /** Settles, and never rejects, once what is asked for is drawn or has failed. */
  get ready(): Promise<void> {
    return this.#settle();
  }

  /** The figure as an SVG document: text stays text, curves stay curves, each matrix is one embedded image. */
  toSVG(): Promise<string> {
    return this.#saving.svg();
  }

  /** The figure as a PNG, `scale` times its size on the page; 2 by default. */
  toPNG({ scale = 2 }: { scale?: number } = {}): Promise<Blob> {
    return this.#saving.png(scale);
  }

  /** The values that are shown, as CSV: encoding, plot, name of the row, name of the column, value. */
  toCSV(): Promise<string> {
    return this.#saving.csv();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A server renders the slots: what the author wrote is there until the page takes over.
    if (isServer) return;
    applyRules(this, changed, plotRules);
    if (changed.size > 0) for (const part of [this.#subjects, this.#layers, this.#controls]) part.retry();
    if (sourceProperties.some((name) => changed.has(name))) this.#subjects.load();
    if (this.#size.room.width === 0) this.#size.measure();
    this.#view = this.#makeView();
  }

  protected override render(): TemplateResult {
    const error = this.#subjects.error ?? this.#layers.error ?? this.#controls.error;
    const view = this.#view;
    const label = this.#label();
    const { heading, position, distance } = this;
    const controls = this.controls ? (this.#controls.need()?.render(this.#controlsState()) ?? nothing) : nothing;
    return html`<div class="frame">
      ${this.#theme.probe}<span class="ink" aria-hidden="true"></span>
      <div
        class="figure"
        part="figure"
        role="group"
        aria-label=${label}
        aria-describedby="summary"
        aria-busy=${this.#subjects.isLoading}
        ?hidden=${!view}
      >
        ${
          view
            ? this.#figure.render(view, {
                heading,
                label,
                controls,
                position,
                distance,
                colors: this.#layers.colors,
                lineColor: this.#layers.lineColor,
                pixelRatio: this.#size.room.pixelRatio,
              })
            : nothing
        }
      </div>
      ${error ? html`<div class="error" part="error" role="alert"><strong>${this.#words.say('failed')}</strong> ${this.#explain(error)}</div>` : nothing}
      ${view ? nothing : controls}
      <div class="status" role="status" ?hidden=${view !== null || error !== null}>${this.#words.say('loading')}</div>
      <div ?hidden=${view !== null}><slot></slot></div>
      <slot name="caption" part="caption"></slot>
    </div>`;
  }

  protected override updated(): void {
    const view = this.#view;
    const plot = this.#part('.plot');
    if (!view || !plot) return;
    this.#layers.draw(view, plot, this.#theme.colors, this.#size.room.pixelRatio, this.#words.number);
    this.#measureChrome(plot);
    this.#announce(view);
  }

  /** Settles when the table, the language and the parts are there, and everything is drawn. */
  async #settle(): Promise<void> {
    // An element that was never on the page has nothing under way, and nothing that it could wait for.
    if (!this.hasUpdated && !this.isConnected) return;
    let awaited: readonly Promise<void>[];
    // What has come may need another part: it is waited for until nothing new is under way.
    do {
      await this.updateComplete;
      awaited = this.#underWay();
      await Promise.all(awaited);
    } while (this.isUpdatePending || this.#underWay().some((one, i) => one !== awaited[i]));
    if (this.#view) this.#layers.drawNow();
  }

  #underWay(): readonly Promise<void>[] {
    return [this.#subjects, this.#layers, this.#controls]
      .map(({ settled }) => settled)
      .concat(this.#subjects.made, this.#locale.ready);
  }

  #makeView(): View | null {
    const subject = this.#subjects.make(this.view);
    const { room } = this.#size;
    // While what makes or draws it is on its way, what was there stays.
    if (!subject) {
      if (!this.#subjects.isWaiting) return null;
      this.#layers.expect(this.view);
      return this.#view;
    }
    // Hidden, as in a closed tab: what was there stays for when it is shown again.
    if (room.width === 0) return this.#view;
    const view = this.#composer.view({
      subject,
      asked: this.view,
      dimensions: this.dimensions,
      overlaid: this.overlaid,
      room: { ...room, height: room.height === null ? null : Math.max(80, room.height - this.#chrome) },
      measure: this.#font.measure(11),
      words: this.#words,
    });
    if (this.view && view.name !== this.view) {
      const { kinds } = this.#subjects;
      this.#warn(
        `${this.view} makes no sense of ${kinds.join(' and ')}; ${view.name} is shown. There are: ${subject.views.join(', ')}`,
      );
    }
    const canDraw = this.#layers.canDraw(view, this.colormap, (what) => this.#warn(what));
    // What stands above it and came later would push it down.
    return canDraw && this.#hasControls() ? view : this.#view;
  }

  /** Whether the controls that the author asks for are there, or cannot be. */
  #hasControls(): boolean {
    return !this.controls || this.#controls.need() !== null || this.#controls.error !== null;
  }

  /** Tells an author, once, of what cannot be as it is written. */
  #warn(what: string): void {
    if (this.#warned.has(what)) return;
    this.#warned.add(what);
    console.warn(`<pe-plot>: ${what}.`);
  }

  /** Tells of what was loaded, once it is shown. */
  #announce({ subject: { encodings }, name }: View): void {
    const { loaded } = this.#subjects;
    if (this.#announced === loaded) return;
    this.#announced = loaded;
    const [{ length: positions, width }] = encodings;
    fire(this, 'attn-load', { kinds: encodings.map(({ kind }) => kind), view: name, positions, width });
  }

  #controlsState(): ControlsState {
    const view = this.#view;
    return {
      kind: this.kind,
      compares: this.compare !== null,
      kindsShown: this.#subjects.kinds,
      view: view?.name ?? null,
      views: view?.subject.views ?? [],
      settings: this.#subjects.settings,
      position: this.position,
      distance: this.distance,
      hasTable: this.#subjects.hasTable,
      words: this.#words,
      change: (changes) => this.#change(changes),
    };
  }

  #change(changes: Changes): void {
    Object.assign(this, changes);
    const { kind, view, position, distance } = this;
    fire(this, 'attn-change', { ...this.#subjects.settings, kind, view, position, distance });
  }

  #part(selector: string): HTMLElement | null {
    return this.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  #measureChrome(plot: HTMLElement): void {
    if (this.#size.room.height === null) return;
    const caption = this.#part('slot[name=caption]')!;
    const chrome = plot.parentElement!.offsetHeight - plot.offsetHeight + caption.offsetHeight + ROUNDING;
    if (chrome === this.#chrome) return;
    this.#chrome = chrome;
    // After this update, which is not over yet.
    queueMicrotask(() => this.requestUpdate());
  }

  #label(): string {
    const { say } = this.#words;
    return this.heading || `${say('name')} · ${this.#subjects.kinds.map((kind) => say(kind)).join(say('comma'))}`;
  }

  #explain({ code, details }: AttnError): string {
    const { say } = this.#words;
    const fault = details.fault as FaultName | undefined;
    return say(code, fault ? { ...details, what: say(fault, details) } : details);
  }

  #saved(): HTMLElement | null {
    if (!this.#view) return null;
    this.#layers.drawNow();
    return this.#part('.figure');
  }

  #notes() {
    const view = this.#view;
    const title = this.#label();
    return {
      title,
      description: view ? this.#figure.summary(view, title) : '',
      metadata: {
        source: this.src ? new URL(this.src, document.baseURI).href : null,
        compared: this.#subjects.compared,
        view: view?.name ?? null,
        ...this.#subjects.settings,
      },
    };
  }
}
