import { autoDomain, type Colormap, type ColorScale, type Picture, vik, viridis } from '@attn-elements/core/color';
import { StageController, type ThemeColors } from '@attn-elements/core/element';
import { emptyExtent, type Extent, extentOf, joinExtents } from '@attn-elements/core/math';
import type { ReactiveControllerHost } from 'lit';
import type { Facet } from './drawing.js';
import type { PlotLayout } from './layout.js';

/** Colours of the values of matrices. */
export interface MatrixColors {
  readonly colormap: Colormap;
  readonly scale: ColorScale;
  readonly extent: Extent;
}

/** The colours that suit the values of matrices: two hues around 0, or one scale. */
export const suitedTo = (facets: readonly Facet[]): Colormap =>
  facets.some(({ content }) => content.type === 'matrix' && content.isSigned) ? vik() : viridis();

/** Draws the matrices of a figure onto its canvas. */
export class PlotMatrices {
  readonly #stage: StageController;

  constructor(host: ReactiveControllerHost & HTMLElement, canvas: () => HTMLCanvasElement | null) {
    this.#stage = new StageController(host, canvas);
  }

  /** Colours of the values by a map. Matrices of a figure share them. */
  colors(facets: readonly Facet[], map: Colormap): MatrixColors {
    let extent = emptyExtent;
    for (const { content } of facets) {
      if (content.type !== 'matrix') continue;
      extent = joinExtents(extent, extentOf(content.matrix.values));
    }
    const domain = autoDomain('linear', map.diverging, extent);
    return { colormap: map, scale: { kind: 'linear', domain, exponent: 1, diverging: map.diverging }, extent };
  }

  show(
    layout: PlotLayout,
    facets: readonly Facet[],
    { colormap: map, scale }: MatrixColors,
    colors: ThemeColors,
    ratio: number,
  ): void {
    const pixels = (length: number) => Math.round(length * ratio);
    const picture: Picture = {
      width: pixels(layout.width),
      height: pixels(layout.height),
      look: { table: map.table, scale, ...colors },
      reduction: 'max',
      tiles: layout.plots.flatMap((plot) => {
        const { content } = facets[plot.facet];
        if (content.type !== 'matrix') return [];
        const box = { x: pixels(plot.x), y: pixels(plot.y), width: pixels(plot.width), height: pixels(plot.height) };
        return [{ matrix: content.matrix, ...box }];
      }),
    };
    this.#stage.show(picture);
  }

  drawNow(): void {
    this.#stage.drawNow();
  }
}
