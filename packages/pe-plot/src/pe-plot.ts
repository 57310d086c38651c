import { type Listening, Memo, scaleOptionsOf, warner } from '@attn-elements/core/element';
import { type FigureContent, FigureElement, PlotController } from '@attn-elements/core/element/base';
import { AttnError } from '@attn-elements/core/errors';
import { nothing, type TemplateResult } from 'lit';
import type { Changes } from './changes.js';
import { controlsState } from './controls-state.js';
import { plotCsvRows } from './csv.js';
import {
  type PlotChangeDetail,
  fire,
  plotLoadDetail,
  type PlotEvents,
  type SelectedValue,
  type ValueDetail,
} from './events.js';
import { PlotFigure } from './figure.js';
import { Layers } from './layers.js';
import { pePlotStyles } from './pe-plot.styles.js';
import { PlotGrid } from './pointing.js';
import { plotProperties, type PlotProperties } from './properties.js';
import { type PlotSentence, plotSentences } from './strings.js';
import { Subjects } from './subjects.js';
import { PlotViewModel, type PlotView } from './view-model.js';

export interface PePlot extends PlotProperties {}

/**
 * A positional encoding: its curves, its table, how alike positions are, and what is special to its kind; or several side by
 * side.
 *
 * @customElement pe-plot
 *
 * @fires attn-load - The encoding is shown: {kinds, view, positions, dModel}.
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
 * @cssprop --attn-under - Cells below the domain.
 * @cssprop --attn-over - Cells above the domain.
 */
export class PePlot extends FigureElement<PlotView, PlotSentence> {
  static override properties = plotProperties;
  static override translations = plotSentences;
  static override styles = [super.styles, pePlotStyles];

  declare addEventListener: Listening<PlotEvents>;
  declare removeEventListener: Listening<PlotEvents, boolean | EventListenerOptions>;

  protected override readonly plot = new PlotController(this, { hasInk: true });
  readonly #subjects = this.adopt(new Subjects(this, this.locale, () => this.#forget(), this.arrived));
  readonly #layers = this.adopt(new Layers(this, this.plot));
  readonly #controls = this.later(
    () => import('./controls.js'),
    ({ PlotControls }) => new PlotControls(this.shadowRoot!),
  );
  readonly #grid = new PlotGrid(
    this,
    () => this.shown,
    (distance) => this.change({ distance }),
    () => this.#layers.colors,
  );
  readonly #figure = new PlotFigure(this.tools, this.#grid);
  readonly #composer = new PlotViewModel();
  readonly #warn = warner(this);
  readonly #told = new Memo<void>();

  /** Reads the table again: a file that has changed on its server since is shown as it is now. Settles as `ready` does. */
  reload(): Promise<void> {
    this.#subjects.load(true, true);
    return this.ready;
  }

  /** The values that are shown, as CSV: encoding, plot, name of the row, name of the column, value. */
  override toCSV(): Promise<string> {
    return super.toCSV();
  }

  /** Selected value, as `attn-select` tells it: the pinned one; null where none is. */
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

  protected override get changeable(): PlotChangeDetail {
    return { ...this.#subjects.settings, ...super.changeable } as PlotChangeDetail;
  }

  protected override get ownName(): string {
    const { shown } = this;
    return [this.say('name'), ...(shown ? [shown.title] : [])].join(' · ');
  }

  protected override get isLoading(): boolean {
    return this.#subjects.isLoading || (this.shown === null && this.error === null);
  }

  protected override follow(): void {
    if (this.controls) this.#controls.need();
  }

  protected override makeView(): PlotView | null {
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
    const context = { words: this.tools, colors: () => this.#layers.colors, ...this.plot.layout(11) };
    const view = this.#composer.view({ subject, asked, dimensions, overlaid, ...context });
    if (asked && view.name !== asked) {
      const [kinds, there] = [this.#subjects.kinds.join(' and '), subject.views.join(', ')];
      this.#warn(`${asked} makes no sense of ${kinds}; ${view.name} is shown. There are: ${there}`);
    }
    const canDraw = this.#layers.canDraw(view, scaleOptionsOf(this), (own) => this.colormaps.named(this.colormap, own));
    // Controls that came later would push the figure down.
    return canDraw && this.#hasControls() ? view : this.shown;
  }

  protected override renderFigure(view: PlotView): FigureContent {
    const { ownName: label, position, distance } = this;
    const { colors, lineColor } = this.#layers;
    const { pixelRatio } = this.plot.room;
    const controls = this.#renderControls();
    return this.#figure.render(view, { label, controls, position, distance, colors, lineColor, pixelRatio });
  }

  protected override renderBeside(): unknown {
    return this.shown ? nothing : this.#renderControls();
  }

  protected override draw(view: PlotView, plot: HTMLElement): void {
    this.#layers.draw(view, plot, this.number);
    // Of what was loaded the page is told once it is shown.
    this.#told.of([this.#subjects.loaded], () => fire(this, 'attn-load', plotLoadDetail(view)));
  }

  protected override summary({ reader, name }: PlotView): string {
    return reader.summary(this.ownName, name);
  }

  protected override metadata(view: PlotView | null) {
    const { compared, settings } = this.#subjects;
    return { compared, view: view?.name ?? null, ...settings, ...scaleOptionsOf(this) };
  }

  protected override savedRows() {
    return this.shown && plotCsvRows(this.shown.facets);
  }

  /** Whether the controls that the author asks for are there, or cannot be. */
  #hasControls(): boolean {
    return !this.controls || this.#controls.part !== null || this.#controls.error !== null;
  }

  /** Another table is about to be shown. */
  #forget(): void {
    this.#grid.cells.forget();
    this.table.close();
  }

  #renderControls(): TemplateResult | typeof nothing {
    const part = this.controls && this.#controls.part;
    const change = (changes: Changes) => this.change(changes);
    return part ? part.render(controlsState(this, this.#subjects, this.shown, this.tools, change)) : nothing;
  }
}
