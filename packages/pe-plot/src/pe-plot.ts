import type { Source } from '@attn-elements/core/data';
import {
  frameStyles,
  lazy,
  LazyPart,
  legendStyles,
  markStyles,
  Memo,
  readingStyles,
  themeStyles,
  warner,
} from '@attn-elements/core/element';
import { type FigureContent, FigureElement, PlotController } from '@attn-elements/core/element/base';
import { AttnError } from '@attn-elements/core/errors';
import type { RotaryLayout, RotaryScalingKind, SimilarityKind } from '@attn-elements/core/math';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Changes } from './changes.js';
import { Composer, type View } from './composer.js';
import { controlsState } from './controls-state.js';
import { csvRows } from './csv.js';
import { type ChangeDetail, fire, loadDetail, type SelectedValue, type ValueDetail } from './events.js';
import type { FaultName } from './faults.js';
import { Figure } from './figure.js';
import { Layers } from './layers.js';
import type { Compared } from './model.js';
import { styles } from './pe-plot.styles.js';
import { PlotGrid } from './pointing.js';
import { plotProperties, plotRules } from './properties.js';
import type { BiasSides, Kind, ViewName } from './settings.js';
import { type Sentence, sentences } from './strings.js';
import { sourceProperties, Subjects } from './subjects.js';
import type { Words } from './views/words.js';

/**
 * A positional encoding: its curves, its table, how alike positions are, and what is special to its kind; or several side by
 * side.
 *
 * @customElement pe-plot
 *
 * @fires attn-load - The encoding is shown: {kinds, view, positions, width}.
 * @fires attn-select - A value was pinned: {kind, row, column, rowName, columnName, value}.
 * @fires attn-hover - A value is pointed at, or, with nulls, no longer: the same detail.
 * @fires attn-change - A reader changed what is shown: {kind, view, position, distance} and all settings.
 *
 * @csspart controls - The readers' controls.
 * @csspart plot - Plots with their axes.
 * @csspart canvas - Curves and matrices.
 * @csspart axes - Axes and titles.
 * @csspart legend - Colours and what they stand for.
 * @csspart notes - Sentences about the encoding.
 * @csspart readout - The line that reads a value.
 *
 * @cssprop --attn-line - A curve that is alone in its plot.
 * @cssprop --attn-nan - Cells that are no numbers.
 * @cssprop --attn-hatch - Stripes on cells that are no numbers.
 * @cssprop --attn-masked - Cells that may not be attended.
 */
export class PePlot extends FigureElement<View, Sentence> {
  static override properties = plotProperties;
  static override rules = plotRules;
  static override translations = sentences;
  static override styles = [frameStyles, themeStyles, legendStyles, readingStyles, markStyles, styles];

  /** The encoding: `sinusoidal`, `sinusoidal-2d`, `learned`, `rotary`, `alibi`, `t5`. @attr */
  declare kind: Kind;
  /** How it is shown: `curves`, `heatmap`, `similarity`, `kernel`, `wavelengths`, `rotation`, `bias`, `spectrum`; by default as suits the kind. @attr */
  declare view: ViewName | null;
  /** Kinds to show side by side, `"sinusoidal rotary rotary:yarn alibi"`: `rotary` may name its scaling. @attr */
  declare compare: readonly Compared[] | null;
  /** Address of a file with a learned table, [positions, width], or for `t5` [buckets, heads] or [heads, buckets]. @attr */
  declare src: string | null;
  /** The table itself: as attribute JSON text, as property also arrays, typed arrays with a `shape`, a Blob or bytes. @attr */
  declare data: Source | null;
  /** Name of the table, where the file has several arrays. @attr */
  declare array: string | null;
  /** Number of positions; 128 by default. @attr */
  declare length: number;
  /** Columns of the encoding, the width of the model; 32 by default. @attr */
  declare width: number;
  /** Rows of the grid of `sinusoidal-2d`, 16 by default; or of the patches of a `learned` table, which may have a class token before them. @attr */
  declare rows: number;
  /** Columns of that grid; 16 by default. @attr */
  declare columns: number;
  /** Base of the wavelengths; 10000 by default. @attr */
  declare base: number;
  /** How `rotary` is slowed for longer texts: `none`, `linear`, `ntk`, `yarn`. @attr */
  declare scaling: RotaryScalingKind;
  /** How many times longer those texts are; 4 by default. @attr */
  declare factor: number;
  /** Which columns `rotary` turns together: `interleaved` (2i and 2i + 1) or `half-split` (i and i + width/2). @attr */
  declare pairing: RotaryLayout;
  /**
   * Rotary encoding of a published model: rope parameters as in its `config.json`, `{"rope_type": "yarn", "factor": 4, …}`, or all of
   * that file. `width`, `base` and `trained` count where it says nothing of them. @attr
   */
  declare rope: unknown;
  /** Number of heads of `alibi`; 8 by default. @attr */
  declare heads: number;
  /** Number of buckets of `t5`; 32 by default. @attr */
  declare buckets: number;
  /** What the axes of a table of `t5` are, `buckets heads` or `heads buckets`; told by its name, or by `buckets`, unless given. @attr */
  declare axes: BiasSides | null;
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
  /** Name of the colour map of matrices, `_r` behind it reverses; by default `vik` around 0, `viridis` of biases. @attr */
  declare colormap: string | null;
  /** Whether readers are given controls. @attr */
  declare controls: boolean;

  protected override readonly plot = new PlotController(this, { isSized: false });
  readonly #words: Words = this.tools;
  readonly #subjects = new Subjects(
    this,
    () => this.locale.ready,
    () => {
      this.#grid.cells.forget();
      this.table.close();
    },
  );
  readonly #layers = new Layers(this);
  readonly #controls = new LazyPart(this, async () => {
    const { Controls } = await lazy(() => import('./controls.js'));
    return new Controls(this.shadowRoot!);
  });
  readonly #grid = new PlotGrid(
    this,
    () => this.shown,
    (distance) => this.change({ distance }),
  );
  readonly #figure = new Figure({ ...this.tools, grid: this.#grid });
  readonly #composer = new Composer();
  readonly #warn = warner(this);
  readonly #told = new Memo<void>();

  /** The values that are shown, as CSV: encoding, plot, name of the row, name of the column, value. */
  override toCSV(): Promise<string> {
    return super.toCSV();
  }

  /** What is selected, as `attn-select` tells it: the value that is pinned; null where none is. */
  get selection(): ValueDetail | null {
    return this.#grid.selection;
  }

  /**
   * Pins a value, `{kind, row, column}`, as a reader does, or lets go with null. The focus stays where it is, and no event tells of it.
   * Without a kind it is of the encoding that the keyboard is in; negative numbers count from the end.
   * @returns settles when it is shown
   * @throws {AttnError} rejects with `bad-option` where there is no such value, or with what keeps the encoding from being shown
   */
  async select(value: SelectedValue | null): Promise<void> {
    await this.ready;
    if (!this.shown) throw this.error ?? new AttnError('empty', { url: 'src' });
    this.#grid.select(value);
    await this.ready;
  }

  protected override get changeable(): ChangeDetail {
    const { kind, view, position, distance } = this;
    return { ...this.#subjects.settings, kind, view, position, distance };
  }

  protected override get label(): string {
    const kinds = this.#subjects.kinds.map((kind) => this.say(kind));
    return this.heading || `${this.say('name')} · ${kinds.join(this.say('comma'))}`;
  }

  protected override get error(): AttnError | null {
    return this.#subjects.error ?? this.#layers.error ?? this.#controls.error ?? this.colormaps.error;
  }

  protected override get isLoading(): boolean {
    return this.#subjects.isLoading || (this.shown === null && this.error === null);
  }

  protected override get probes(): TemplateResult {
    return html`<span class="ink" aria-hidden="true"></span>`;
  }

  protected override explain({ code, details }: AttnError): string {
    const fault = details.fault as FaultName | undefined;
    return this.say(code, fault ? { ...details, what: this.say(fault, details) } : details);
  }

  protected override underWay(): readonly Promise<unknown>[] {
    const parts = [this.#subjects, this.#layers, this.#controls].map(({ settled }) => settled);
    return [...super.underWay(), ...parts, this.#subjects.made];
  }

  protected override follow(changed: PropertyValues): void {
    if (changed.size > 0) for (const part of [this.#subjects, this.#layers, this.#controls]) part.retry();
    if (sourceProperties.some((name) => changed.has(name))) this.#subjects.load();
  }

  protected override makeView(): View | null {
    const subject = this.#subjects.make(this.view);
    // While what makes or draws it is on its way, what was there stays.
    if (!subject) {
      if (!this.#subjects.isWaiting) return null;
      this.#layers.expect(this.view);
      return this.shown;
    }
    // Hidden, as in a closed tab: what was there stays for when it is shown again.
    if (this.plot.room.width === 0) return this.shown;
    const { dimensions, overlaid, view: asked } = this;
    const layout = this.plot.layout(11);
    const view = this.#composer.view({ subject, asked, dimensions, overlaid, ...layout, words: this.#words });
    if (asked && view.name !== asked) {
      const kinds = this.#subjects.kinds.join(' and ');
      const there = subject.views.join(', ');
      this.#warn(`${asked} makes no sense of ${kinds}; ${view.name} is shown. There are: ${there}`);
    }
    const canDraw = this.#layers.canDraw(view, (own) => this.colormaps.named(this.colormap, own));
    // What stands above it and came later would push it down.
    return canDraw && this.#hasControls() ? view : this.shown;
  }

  protected override renderFigure(view: View): FigureContent {
    const { label, position, distance } = this;
    const { colors, lineColor } = this.#layers;
    const { pixelRatio } = this.plot.room;
    const controls = this.#renderControls();
    return this.#figure.render(view, { label, controls, position, distance, colors, lineColor, pixelRatio });
  }

  protected override renderBeside(): unknown {
    return this.shown ? nothing : this.#renderControls();
  }

  protected override draw(view: View, plot: HTMLElement): void {
    this.#layers.draw(view, plot, this.plot.colors, this.plot.room.pixelRatio, this.number);
    this.#announce(view);
  }

  protected override drawNow(): void {
    this.#layers.drawNow();
  }

  protected override summary(view: View): string {
    return this.#figure.summary(view, this.label);
  }

  protected override metadata(view: View | null) {
    const { compared, settings } = this.#subjects;
    return { compared, view: view?.name ?? null, ...settings };
  }

  protected override savedRows() {
    return csvRows(this.shown!.facets);
  }

  /** Whether the controls that the author asks for are there, or cannot be. */
  #hasControls(): boolean {
    return !this.controls || this.#controls.need() !== null || this.#controls.error !== null;
  }

  /** Tells of what was loaded, once it is shown. */
  #announce(view: View): void {
    this.#told.of([this.#subjects.loaded], () => fire(this, 'attn-load', loadDetail(view)));
  }

  #renderControls(): TemplateResult | typeof nothing {
    const part = this.controls && this.#controls.need();
    const change = (changes: Changes) => this.change(changes);
    return part ? part.render(controlsState(this, this.#subjects, this.shown, this.#words, change)) : nothing;
  }
}
