import { viridis } from '@attn-elements/core/color';
import { tokensOf } from '@attn-elements/core/data';
import {
  arrowSteps,
  type AttentionInputs,
  cellBox,
  cellGrid,
  headChoosers,
  legendTemplate,
  markBox,
  matrixPicture,
  Memo,
  paintColorBar,
  plotTemplate,
  specialColors,
  StageController,
} from '@attn-elements/core/element';
import { AttentionElement, type FigureContent, PlotController } from '@attn-elements/core/element/base';
import { html } from 'lit';
import { styles } from './attn-new.styles.js';
import { HeadGrid } from './grid.js';
import { properties, type Properties } from './properties.js';
import { type Sentences, sentences } from './strings.js';
import { type View, viewOf } from './view.js';

export interface AttnNew extends Properties {}

/**
 * One head of a model's attention, drawn as a matrix.
 *
 * @customElement attn-new
 *
 * @csspart plot - The matrix.
 * @csspart canvas - Its cells.
 * @csspart legend - Colour bar and sentence.
 */
export class AttnNew extends AttentionElement<View, Sentences> {
  static override properties = properties;
  static override translations = sentences;
  static override styles = [super.styles, styles];
  static override choosing = { shows: 'head' } as const;

  protected override readonly plot = new PlotController(this);
  protected override readonly interaction = this.interact(HeadGrid);
  readonly #stage = this.adopt(new StageController(this, () => this.find<HTMLCanvasElement>('.plot canvas')));
  readonly #viewed = new Memo<View>();

  protected override compose({ loaded, shared, ...words }: AttentionInputs<Sentences>): View | null {
    const { source, panels } = loaded;
    const [panel] = panels;
    const colormap = this.colormaps.named(this.colormap, viridis());
    // Colours that are on their way: what was there stays.
    if (!colormap) return this.shown;
    return this.#viewed.of([panel, colormap, shared?.[0], shared?.[1], words.language, words.label], () =>
      viewOf(panel, tokensOf(source, panel.layer), colormap, shared, words),
    );
  }

  protected override renderFigure({ reading, composition: { panel, extent, scale } }: View): FigureContent {
    const { say, number } = this;
    const { cells, grid } = this.interaction;
    const { width, height } = this.#box(panel.raw);
    const marks = [grid.linked, cells.pinned, cells.hovered].filter((cell) => cell !== null);
    const content = html`<canvas part="canvas" aria-hidden="true"></canvas>
      ${cellGrid(reading, cells.cursor, say('gridHelp'), cells.onKey)}
      <svg class="marks on" aria-hidden="true" data-figure-skip width=${width} height=${height}>
        ${marks.map((cell) => markBox('pinned', cellBox({ x: 0, y: 0, width, height }, panel.raw, cell)))}
      </svg>`;
    return {
      tools: headChoosers(this.attention, say),
      plot: plotTemplate(cells, content),
      readout: {
        spoken: cells.spot && reading.sentence(cells.spot.row, cells.spot.column),
        hint: say('hint'),
        steps: arrowSteps(say),
        press: (key) => cells.press(key),
      },
      legend: legendTemplate({
        sentence: say(this.attention.source!.kind),
        marks: specialColors(extent, scale.domain, say, number),
        scale,
        format: number,
        measure: this.plot.layout(12).measure,
        width,
      }),
      listing: { reading, rows: say('queries'), columns: say('keys') },
    };
  }

  protected override draw({ composition }: View, plot: HTMLElement): void {
    const { colormap, scale } = composition;
    const { raw } = composition.panel;
    const box = this.#box(raw);
    Object.assign(plot.style, { width: `${box.width}px`, height: `${box.height}px` });
    const { colors, room } = this.plot;
    const look = { table: colormap.table, scale, ...colors };
    const { pixelRatio } = room;
    paintColorBar(this.find('.legend')!, colormap.table);
    this.#stage.show(matrixPicture({ canvas: box, tiles: [box], matrices: [raw], look, reduction: 'max', pixelRatio }));
  }

  protected override metadata() {
    return { ...this.attention.selection, colormap: this.colormap };
  }

  /** Square cells in the width that there is, up to 480 pixels. */
  #box({ rows, columns }: { readonly rows: number; readonly columns: number }) {
    const width = Math.min(480, this.plot.room.width);
    return { x: 0, y: 0, width, height: Math.round((width * rows) / columns) };
  }
}
