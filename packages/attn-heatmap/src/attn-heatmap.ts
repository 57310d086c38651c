import { viridis } from '@attn-elements/core/color';
import {
  type AttentionInputs,
  isComputed,
  type Loaded,
  scaleOptionsOf,
  type ValuesChange,
  weightRows,
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
import { hasUnnamed } from './layout.js';

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
 * @cssprop --attn-unstored - Cells that are not stored, of a file that keeps single cells.
 * @cssprop --attn-hatch - Stripes on cells that are no numbers.
 * @cssprop --attn-masked - Cells that may not be attended, or are hidden.
 * @cssprop --attn-under - Cells below the domain.
 * @cssprop --attn-over - Cells above the domain.
 */
export class AttnHeatmap extends AttentionElement<HeatmapView, HeatmapSentences> {
  static override properties = heatmapProperties;
  static override translations = heatmapSentences;
  static override choosing = { rules: true, overviews: true };
  static override styles = [super.styles, heatmapStyles];

  protected override readonly plot = new PlotController(this);
  protected override readonly interaction = this.interact(HeatmapGrid);
  readonly #drawing = this.adopt(new HeatmapDrawing(this, () => this.plotElement));
  readonly #parts = this.adopt(
    new HeatmapParts(this, {
      ...this.tools,
      choose: (axes) => this.change(axes),
      open: (place) => this.attention.open(place),
      cursor: () => this.interaction.cells.cursor,
      reach: (cell) => {
        this.interaction.cells.reach({ panel: 0, ...cell });
        this.interaction.cells.focus();
      },
      seen: () => this.interaction.group.look({ zoom: this.zoom }),
      told: () => this.change({}),
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
    const { reduce: reduction } = this;
    const { queryTitle, keyTitle, layerNames, headNames, firstIndex, keyAxis } = this;
    const isSorted = this.sort !== 'none' && given.loaded.panels.length > 1;
    const sorter = isSorted ? this.#parts.sorter.need() : null;
    const isThere = this.#parts.need(given.loaded, this);
    // Colours that are on their way, what sorts, or what stands under the weights: what was there stays.
    if (!colormap || !isThere || (isSorted && !sorter && !this.#parts.sorter.error)) return this.shown;
    const zoom = this.#parts.zoom.part;
    // As the reader left it, also where another figure has shown it already.
    if (this.zoom && !this.#parts.zoom.need() && !this.#parts.zoom.error) return this.shown;
    const layout = this.plot.layout(12);
    const view = this.#composer.view({
      ...given,
      ...layout,
      colors: { colormap, ...scaleOptionsOf(this), ...this.hiding, reduction },
      names: { queryTitle, keyTitle, layerNames, headNames, firstIndex },
      keyAxis,
      sorting: this.sort,
      zoom,
      sortPanels: sorter && sorter.sortPanels,
      heads: this.view === 'heads' ? this.#parts.heads.part : null,
    });
    if (hasUnnamed(view)) this.#parts.zoom.need();
    this.interaction.grid.begin(view, zoom);
    this.#output?.compose(view, layout.room);
    return view;
  }

  protected override renderFigure(view: HeatmapView): FigureContent {
    const { controls, sort } = this;
    return this.#figure.render(view, {
      root: this.shadowRoot!,
      controls,
      sort,
      numbers: this.annotate ? this.#parts.numbers.part : null,
      output: this.#output,
      steps: this.#steps,
      points: this.#parts.heads.part,
      zoom: this.#parts.zoom.part,
    });
  }

  protected override draw(view: HeatmapView, plot: HTMLElement): void {
    const { colors } = this.plot;
    const zoom = this.#parts.zoom.part;
    // What is drawn while a slider moves is all of a head.
    const live = this.zoom && zoom ? null : this.#computed.picture;
    this.#drawing.draw(view, plot, this.find('.legend')!, colors, live);
    zoom?.draw(view, plot, colors, this.interaction.cells.spot);
    this.#output?.draw(colors);
  }

  protected override drawNow(): void {
    super.drawNow();
    this.#output?.drawNow();
  }

  protected override rowsOf(loaded: Loaded): Iterable<readonly (string | number)[]> {
    const rows = weightRows(loaded.source, loaded.panels, this.#parts.zoom.part?.window);
    return this.shown?.heads?.rows() ?? this.#output?.rows(rows) ?? rows;
  }

  protected override summary(view: HeatmapView): string {
    const part = this.#parts.zoom.part?.notes(view.texts, 'seen') ?? [];
    return [super.summary(view), view.heads?.summary, ...part, this.#output?.summary()].filter(Boolean).join(' ');
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
    if (source.isRule) return [this.say('rule')];
    const own = panels.length === 1 ? new HeatmapNames(source, this, this.say).panel(panels[0]) : '';
    return own ? [own] : super.namesOf(loaded);
  }

  protected override metadata(view: HeatmapView | null) {
    const { colormap, scale, normalization, zoom } = this;
    const source = this.attention.loading.value?.source;
    const computed = isComputed(source) ? source.options : {};
    const domain = view?.composition.scale.domain;
    return {
      ...this.attention.selection,
      ...computed,
      colormap,
      scale,
      domain,
      normalization,
      ...this.hiding,
      zoom,
    };
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
