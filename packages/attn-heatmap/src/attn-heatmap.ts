import { viridis } from '@attn-elements/core/color';
import {
  failure,
  isComputed,
  lazy,
  LazyPart,
  leftOutRows,
  legendStyles,
  computedProperties,
  type Loaded,
  markStyles,
  matrixStyles,
  Memo,
  paintColorBar,
  type PropertiesOf,
  readingStyles,
  scaleOptionsOf,
  scaleProperties,
  StageController,
  type ValuesChange,
} from '@attn-elements/core/element';
import { AttentionElement, type FigureContent, PlotController } from '@attn-elements/core/element/base';
import type { PropertyValues } from 'lit';
import { heatmapStyles } from './attn-heatmap.styles.js';
import { HeatmapViewModel, type HeatmapView } from './view-model.js';
import { HeatmapFigure } from './figure.js';
import { ComputedController } from './computed.js';
import { HeatmapGrid } from './pointing.js';
import { heatmapProperties } from './properties.js';
import { type HeatmapSentences, heatmapSentences } from './strings.js';
import { HeatmapNames } from './texts.js';
import { heatmapColorEncodingOf, heatmapPictureOf } from './view.js';

export interface AttnHeatmap
  extends PropertiesOf<typeof scaleProperties>,
    PropertiesOf<typeof heatmapProperties>,
    PropertiesOf<typeof computedProperties> {}

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
  static override properties = { ...scaleProperties, ...heatmapProperties, ...computedProperties };
  static override translations = heatmapSentences;
  static override styles = [super.styles, legendStyles, readingStyles, matrixStyles, markStyles, heatmapStyles];

  protected override readonly plot = new PlotController(this);
  readonly #stage = new StageController(this, () => this.find<HTMLCanvasElement>('.plot canvas'));
  protected override readonly interaction = this.interact(HeatmapGrid);
  readonly #computed = new ComputedController(this, this.interaction, () => this.shown);
  readonly #figure = new HeatmapFigure({
    ...this.tools,
    computed: this.#computed,
    interaction: this.interaction,
    root: () => this.shadowRoot!,
  });
  readonly #sorter = new LazyPart(this, () => lazy(() => import('./sort-panels.js')));
  readonly #composer = new HeatmapViewModel();
  readonly #placed = new Memo<void>();
  readonly #pictured = new Memo<void>();
  readonly #barred = new Memo<void>();

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

  protected override follow(changed: PropertyValues): void {
    super.follow(changed);
    if (changed.size > 0) this.#sorter.retry();
    this.#computed.follow(changed);
  }

  protected override compose(loaded: Loaded): HeatmapView | null {
    const colormap = this.colormaps.named(this.colormap, viridis());
    const { hideFirstToken, reduce: reduction } = this;
    const { queryTitle, keyTitle, layerNames, headNames, keyAxis } = this;
    const isSorted = this.sort !== 'none' && loaded.panels.length > 1;
    const sorter = isSorted ? this.#sorter.need() : null;
    // Colours that are on their way, or what sorts: what was there stays.
    if (!colormap || (isSorted && !sorter && !this.#sorter.error)) return this.shown;
    const view = this.#composer.view({
      loaded,
      colors: { colormap, ...scaleOptionsOf(this), hideFirstToken, reduction },
      names: { queryTitle, keyTitle, layerNames, headNames },
      keyAxis,
      sorting: this.sort,
      sortPanels: sorter && sorter.sortPanels,
      ...this.plot.layout(12),
      ...this.context,
    });
    this.interaction.grid.begin(view);
    return view;
  }

  protected override renderFigure(view: HeatmapView): FigureContent {
    const { controls, sort } = this;
    return this.#figure.render(view, { controls, sort });
  }

  protected override draw({ composition, layout }: HeatmapView, plot: HTMLElement): void {
    this.#placed.of([layout, plot], () => {
      plot.style.height = `${layout.height}px`;
      const { x, y, width, height } = layout.canvas;
      const { style } = plot.querySelector('canvas')!;
      Object.assign(style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    });
    const { colors } = this.plot;
    const computed = this.#computed.picture;
    this.#pictured.of([composition, layout, colors, plot, computed], () => {
      const untilPeak = composition.options.domain === null;
      this.#stage.show(
        heatmapPictureOf(composition, layout, heatmapColorEncodingOf(composition, colors)),
        computed && { ...computed, untilPeak },
      );
    });
    const legend = this.find('.legend')!;
    this.#barred.of([composition.colormap, legend], () => paintColorBar(legend, composition.colormap.table));
  }

  protected override drawNow(): void {
    this.#stage.drawNow();
  }

  protected override underWay(): readonly Promise<unknown>[] {
    return [...super.underWay(), this.#sorter.settled];
  }

  protected override renderBeside(): unknown {
    const { error } = this.#sorter;
    return error && !this.error ? failure('', this.explain(error)) : super.renderBeside();
  }

  protected override summary(view: HeatmapView): string {
    return this.#figure.summary(view, this.placeName);
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

  protected override remarks(view: HeatmapView) {
    return [...super.remarks(view), ...(view.composition.scores ? leftOutRows(view.composition.panels[0].raw) : [])];
  }

  protected override metadata(view: HeatmapView | null) {
    const { colormap, scale, normalization, hideFirstToken } = this;
    const source = this.attention.loading.value?.source;
    const computed = isComputed(source) ? source.options : {};
    const domain = view?.composition.scale.domain;
    return { ...this.attention.selection, ...computed, colormap, scale, domain, normalization, hideFirstToken };
  }
}
