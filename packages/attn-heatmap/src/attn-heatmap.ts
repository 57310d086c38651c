import { viridis } from '@attn-elements/core/color';
import {
  type AttentionInputs,
  isComputed,
  type Loaded,
  scaleOptionsOf,
  type ValuesChange,
} from '@attn-elements/core/element';
import { AttentionElement, type FigureContent, PlotController } from '@attn-elements/core/element/base';
import { heatmapStyles } from './attn-heatmap.styles.js';
import { ComputedController } from './computed.js';
import { HeatmapDrawing } from './drawing.js';
import { HeatmapFigure } from './figure.js';
import { HeatmapParts } from './parts.js';
import { HeatmapGrid } from './pointing.js';
import { heatmapProperties, type HeatmapProperties } from './properties.js';
import { type HeatmapSentences, heatmapSentences } from './strings.js';
import { HeatmapNames } from './texts.js';
import { HeatmapViewModel, type HeatmapView } from './view-model.js';

export interface AttnHeatmap extends HeatmapProperties {}

/**
 * A model's attention as a heatmap: one head, or a grid of all layers and heads.
 *
 * @customElement attn-heatmap
 *
 * @fires attn-change - A reader opened a head, or changed how attention is computed: {layer, head}, and where it is computed {score, weighting, temperature, mask}.
 *
 * @csspart controls - The readers' controls of attention that is computed.
 * @csspart plot - Matrices with their axes.
 * @csspart canvas - The matrices.
 * @csspart axes - Axes and titles.
 * @csspart legend - Colour bar and sentence.
 * @csspart readout - The line that reads a cell.
 *
 * @cssprop --attn-nan - Cells that are no numbers.
 * @cssprop --attn-hatch - Stripes on cells that are no numbers.
 * @cssprop --attn-masked - Cells that may not be attended, or are hidden.
 * @cssprop --attn-under - Cells below the domain.
 * @cssprop --attn-over - Cells above the domain.
 */
export class AttnHeatmap extends AttentionElement<HeatmapView, HeatmapSentences> {
  static override properties = heatmapProperties;
  static override translations = heatmapSentences;
  static override styles = [super.styles, heatmapStyles];

  protected override readonly plot = new PlotController(this);
  protected override readonly interaction = this.interact(HeatmapGrid);
  readonly #drawing = this.adopt(new HeatmapDrawing(this, () => this.plotElement));
  readonly #parts = this.adopt(
    new HeatmapParts(this, {
      ...this.tools,
      open: (place) => this.attention.open(place),
      explain: (error) => this.explain(error),
    }),
  );
  readonly #computed = this.adopt(new ComputedController(this, this.interaction, () => this.shown));
  readonly #figure = new HeatmapFigure(this.tools, this.interaction, this.#computed);
  readonly #composer = new HeatmapViewModel();

  protected override get settings(): this {
    return this;
  }

  protected override get changeable() {
    const { source } = this.attention;
    return { ...super.changeable, ...(isComputed(source) && source.options) };
  }

  protected override valuesChange(change: ValuesChange): void {
    super.valuesChange(change);
    this.#computed.end();
  }

  protected override compose(given: AttentionInputs<HeatmapSentences>): HeatmapView | null {
    const colormap = this.colormaps.named(this.colormap, viridis());
    const { hideFirstToken, reduce: reduction } = this;
    const { queryTitle, keyTitle, layerNames, headNames, keyAxis } = this;
    const isSorted = this.sort !== 'none' && given.loaded.panels.length > 1;
    const sorter = isSorted ? this.#parts.sorter.need() : null;
    const isThere = this.#parts.need(given.loaded, this);
    // Colours that are on their way, what sorts, or what stands under the weights: what was there stays.
    if (!colormap || !isThere || (isSorted && !sorter && !this.#parts.sorter.error)) return this.shown;
    const layout = this.plot.layout(12);
    const view = this.#composer.view({
      ...given,
      ...layout,
      colors: { colormap, ...scaleOptionsOf(this), hideFirstToken, reduction },
      names: { queryTitle, keyTitle, layerNames, headNames },
      keyAxis,
      sorting: this.sort,
      sortPanels: sorter && sorter.sortPanels,
    });
    this.interaction.grid.begin(view);
    this.#output?.compose(view, layout.room);
    return view;
  }

  protected override renderFigure(view: HeatmapView): FigureContent {
    const { controls, sort } = this;
    return this.#figure.render(view, {
      root: this.shadowRoot!,
      controls,
      sort,
      output: this.#output,
      steps: this.#steps,
    });
  }

  protected override draw(view: HeatmapView, plot: HTMLElement): void {
    const { colors } = this.plot;
    this.#drawing.draw(view, plot, this.find('.legend')!, colors, this.#computed.picture);
    this.#output?.draw(colors);
  }

  protected override drawNow(): void {
    super.drawNow();
    this.#output?.drawNow();
  }

  protected override rowsOf(loaded: Loaded): Iterable<readonly (string | number)[]> {
    const rows = super.rowsOf(loaded);
    return this.#output?.rows(rows) ?? rows;
  }

  protected override summary(view: HeatmapView): string {
    return [super.summary(view), this.#output?.summary()].filter(Boolean).join(' ');
  }

  protected override savedLine(view: HeatmapView): string | null {
    // Of several, the layout says what they are.
    return view.composition.panels.length === 1 ? super.savedLine(view) : null;
  }

  protected override savedTitle(view: HeatmapView | null): string {
    const panel = this.givenName && view?.composition.panels.length === 1 ? view.texts.panel(0) : '';
    return [this.label, panel].filter(Boolean).join(' · ');
  }

  protected override namesOf(loaded: Loaded): readonly string[] {
    const { source, panels } = loaded;
    const own = panels.length === 1 ? new HeatmapNames(source, this, this.say).panel(panels[0]) : '';
    return own ? [own] : super.namesOf(loaded);
  }

  protected override metadata(view: HeatmapView | null) {
    const { colormap, scale, normalization, hideFirstToken } = this;
    const source = this.attention.loading.value?.source;
    const computed = isComputed(source) ? source.options : {};
    const domain = view?.composition.scale.domain;
    return { ...this.attention.selection, ...computed, colormap, scale, domain, normalization, hideFirstToken };
  }

  /** Output of the weights, where it is asked for and there. */
  get #output() {
    return this.output ? this.#parts.output.part : null;
  }

  /** Attention step by step, where it is asked for and there. */
  get #steps() {
    return this.view === 'steps' ? this.#parts.steps.part : null;
  }
}
