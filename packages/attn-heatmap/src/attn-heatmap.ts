import { type Reduction, type ScaleKind, viridis } from '@attn-elements/core/color';
import {
  frameStyles,
  isLive,
  leftOutRows,
  legendStyles,
  type LiveWeighting,
  type Loaded,
  markStyles,
  matrixStyles,
  Memo,
  paintColorBar,
  readingStyles,
  StageController,
  themeStyles,
  type ValuesChange,
} from '@attn-elements/core/element';
import { AttentionElement, type FigureContent, PlotController } from '@attn-elements/core/element/base';
import type { Extent, HeadRollup, Normalization, ScoreKind } from '@attn-elements/core/math';
import type { PropertyValues } from 'lit';
import { styles } from './attn-heatmap.styles.js';
import { Composer, type View } from './composer.js';
import { Figure } from './figure.js';
import { Live } from './live.js';
import { HeatmapGrid } from './pointing.js';
import { heatmapProperties, heatmapRules } from './properties.js';
import type { Sorting } from './sorting.js';
import { type Sentences, sentences } from './strings.js';
import { lookOf, pictureOf } from './view.js';

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
export class AttnHeatmap extends AttentionElement<View, Sentences> {
  static override properties = heatmapProperties;
  static override rules = heatmapRules;
  static override translations = sentences;
  static override styles = [frameStyles, themeStyles, legendStyles, readingStyles, matrixStyles, markStyles, styles];

  /** The layer to show, from 0; all by default. @attr */
  declare layer: number | null;
  /** The head to show, from 0, or `mean`, `max`, `min` over a layer's heads; all by default. @attr */
  declare head: number | HeadRollup | null;
  /** Name of a colour map; `_r` behind it reverses. @attr */
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
  /** What heads are sorted by: `entropy` (sharpest first), or the share of their weight on the `first-token`, the `previous-token`, the `same-token` elsewhere, or by `induction` on what followed it; `none` by default. @attr */
  declare sort: Sorting;
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
  /** How queries and keys become scores: `scaled-dot`, `dot`, `cosine`, and with the file's parameters `bilinear`, `additive`. @attr */
  declare score: ScoreKind | null;
  /** How scores become weights: `softmax`, `sparsemax`, `hard`, or `none`, which shows them; softmax of queries and keys, none of scores by default. @attr */
  declare weighting: LiveWeighting | null;
  /** What scores are divided by before the softmax; 1 by default. @attr */
  declare temperature: number;
  /** Which keys may be attended to: `none`, or words of `causal`, `window 4`, `window 4 global 1`, `block 8`, `length 12`. @attr */
  declare mask: string;
  /** Whether readers are given controls of the four above. @attr */
  declare controls: boolean;
  /** Width in pixels; by default that of the container. @attr */
  declare width: number | null;
  /** Height in pixels; by default as the matrices need. CSS `height` and `aspect-ratio` do the same. @attr */
  declare height: number | null;

  protected override readonly plot = new PlotController(this);
  readonly #stage = new StageController(this, () => this.find<HTMLCanvasElement>('.plot canvas'));
  protected override readonly interaction = this.interact(HeatmapGrid);
  readonly #live = new Live(this, this.interaction, () => this.shown);
  readonly #figure = new Figure({
    ...this.tools,
    live: this.#live,
    interaction: this.interaction,
    root: () => this.shadowRoot!,
  });
  readonly #composer = new Composer();
  readonly #placed = new Memo<void>();
  readonly #pictured = new Memo<void>();
  readonly #barred = new Memo<void>();

  protected override get settings(): this {
    return this;
  }

  protected override extentOf({ composition }: View): Extent {
    return composition.extent;
  }

  protected override get changeable() {
    const { source } = this.attention;
    return { ...super.changeable, ...(isLive(source) && source.options) };
  }

  protected override valuesChange(change: ValuesChange): void {
    super.valuesChange(change);
    this.#live.end();
  }

  protected override follow(changed: PropertyValues): void {
    super.follow(changed);
    this.#live.heed(changed);
  }

  protected override compose(loaded: Loaded): View | null {
    const colormap = this.colormaps.named(this.colormap, viridis());
    const { scale, exponent, domain, normalization, hideFirstToken, reduce: reduction } = this;
    const { queryTitle, keyTitle, layerNames, headNames, keyAxis } = this;
    // Colours that are on their way: what was there stays.
    if (!colormap) return this.shown;
    const view = this.#composer.view({
      loaded,
      colors: { colormap, scale, exponent, domain, normalization, hideFirstToken, reduction },
      names: { queryTitle, keyTitle, layerNames, headNames },
      keyAxis,
      sorting: this.sort,
      ...this.plot.layout(12),
      ...this.context,
    });
    this.interaction.grid.begin(view);
    return view;
  }

  protected override renderFigure(view: View): FigureContent {
    const { controls, sort } = this;
    return this.#figure.render(view, { controls, sort });
  }

  protected override draw({ composition, layout }: View, plot: HTMLElement): void {
    this.#placed.of([layout, plot], () => {
      plot.style.height = `${layout.height}px`;
      const { x, y, width, height } = layout.canvas;
      const { style } = plot.querySelector('canvas')!;
      Object.assign(style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    });
    const { colors } = this.plot;
    const live = this.#live.picture;
    this.#pictured.of([composition, layout, colors, plot, live], () => {
      const untilPeak = composition.options.domain === null;
      this.#stage.show(pictureOf(composition, layout, lookOf(composition, colors)), live && { ...live, untilPeak });
    });
    const legend = this.find('.legend')!;
    this.#barred.of([composition.colormap, legend], () => paintColorBar(legend, composition.colormap.table));
  }

  protected override drawNow(): void {
    this.#stage.drawNow();
  }

  protected override summary(view: View): string {
    return this.#figure.summary(view, this.label);
  }

  protected override savedTitle(view: View | null): string {
    const panel = view?.composition.panels.length === 1 ? view.texts.panel(0) : '';
    return [this.label, panel].filter(Boolean).join(' · ');
  }

  protected override remarks(view: View) {
    return [...super.remarks(view), ...(view.composition.scores ? leftOutRows(view.composition.panels[0].raw) : [])];
  }

  protected override metadata(view: View | null) {
    const { colormap, scale, normalization, hideFirstToken } = this;
    const source = this.attention.loading.value?.source;
    const computed = isLive(source) ? source.options : {};
    const domain = view?.composition.scale.domain;
    return { ...this.attention.selection, ...computed, colormap, scale, domain, normalization, hideFirstToken };
  }
}
