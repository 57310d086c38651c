import {
  type Colormap,
  type ColorScale,
  fitScale,
  type Matrix,
  normalized,
  type Picture,
  type ScaleOptions,
  vik,
  viridis,
} from '@attn-elements/core/color';
import { StageController, type ThemeColors } from '@attn-elements/core/element';
import { emptyExtent, type Extent, extentOf, joinExtents } from '@attn-elements/core/math';
import type { ReactiveControllerHost } from 'lit';
import type { Facet } from './drawing.js';
import type { PlotLayout } from './layout.js';

/** Colours of the values of matrices. */
export interface MatrixColors {
  readonly colormap: Colormap;
  readonly scale: ColorScale;
  readonly normalization: ScaleOptions['normalization'];
  readonly extent: Extent;
  /** Matrices as they have colours, by facet: normalized, where the author wants that; null of what is none. */
  readonly matrices: readonly (Matrix | null)[];
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

  /** Colours of the values by a map and a scale. Matrices of a figure share them. */
  colors(facets: readonly Facet[], colormap: Colormap, options: ScaleOptions): MatrixColors {
    const matrices = facets.map(({ content }) =>
      content.type === 'matrix' ? normalized(content.matrix, options) : null,
    );
    const extent = matrices.reduce(
      (joined, matrix) => (matrix ? joinExtents(joined, extentOf(matrix.values)) : joined),
      emptyExtent,
    );
    const scale = fitScale(options, colormap.diverging, extent);
    return { colormap, scale, normalization: options.normalization, extent, matrices };
  }

  show(layout: PlotLayout, { colormap: map, scale, matrices }: MatrixColors, colors: ThemeColors, ratio: number): void {
    const pixels = (length: number) => Math.round(length * ratio);
    const picture: Picture = {
      width: pixels(layout.width),
      height: pixels(layout.height),
      look: { table: map.table, scale, ...colors },
      reduction: 'max',
      tiles: layout.plots.flatMap((plot) => {
        const matrix = matrices[plot.facet];
        if (!matrix) return [];
        const box = { x: pixels(plot.x), y: pixels(plot.y), width: pixels(plot.width), height: pixels(plot.height) };
        return [{ matrix, ...box }];
      }),
    };
    this.#stage.show(picture);
  }

  drawNow(): void {
    this.#stage.drawNow();
  }
}
