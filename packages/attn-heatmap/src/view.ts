import type { ColorEncoding, Picture } from '@attn-elements/core/color';
import { cellBox, markBox, matrixFrame, matrixPicture, type ThemeColors } from '@attn-elements/core/element';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { HeatmapLayout, HeatmapSpot, Title } from './layout.js';
import type { HeatmapComposition } from './model.js';

/** The colours of a composition under the page's theme. */
export function heatmapColorEncodingOf({ colormap, scale }: HeatmapComposition, colors: ThemeColors): ColorEncoding {
  return { table: colormap.table, scale, ...colors };
}

/** Picture of a heatmap: its matrices as coloured tiles of one canvas. */
export function heatmapPictureOf(
  composition: HeatmapComposition,
  { canvas, tiles, pixelRatio }: HeatmapLayout,
  look: ColorEncoding,
): Picture {
  const matrices = composition.panels.map(({ shown }) => shown);
  const { reduction } = composition.options;
  return matrixPicture({ canvas, tiles, matrices, look, reduction, pixelRatio });
}

/** Axes, titles and frames around the matrices. */
export function frameTemplate(layout: HeatmapLayout, { panels }: HeatmapComposition): SVGTemplateResult {
  const { tiles, titleRise, keyAxis, rowTitles, columnTitles, columnWord, queryTitle, keyTitle } = layout;
  const turned = `translate(${queryTitle.x},${queryTitle.y}) rotate(-90)`;
  return svg`${tiles.map((tile, i) => matrixFrame(tile, panels[i].shown, titleRise, keyAxis))}
    ${columnTitles.map((title) => label('title', title))}
    ${rowTitles.map((title) => label('title', title, 'end'))}
    ${columnWord ? label('axis-title', columnWord) : nothing}
    ${label('axis-title', keyTitle)}
    <text class="axis-title" transform=${turned} text-anchor="middle">${queryTitle.text}</text>`;
}

const label = (kind: string, { text, x, y }: Title, anchor = 'middle') =>
  svg`<text class=${kind} x=${x} y=${y} text-anchor=${anchor}>${text}</text>`;

/** A cell, or a whole panel, that is pointed at, pinned or under the keyboard's cursor. */
export interface HeatmapMark {
  readonly kind: 'pinned' | 'hovered' | 'cursor' | 'linked';
  readonly spot: HeatmapSpot;
  /** Marked part of the spot; a row or a column where another element points at a query or a key alone. */
  readonly extent: 'cell' | 'row' | 'column' | 'panel';
}

/** Marks around cells, rows, columns or whole panels. */
export function heatmapMarksTemplate(
  layout: HeatmapLayout,
  composition: HeatmapComposition,
  marks: readonly HeatmapMark[],
): SVGTemplateResult {
  return svg`${marks.map(({ kind, spot, extent }) => {
    const tile = layout.tiles[spot.panel];
    const cell = extent === 'panel' ? tile : cellBox(tile, composition.panels[spot.panel].shown, spot);
    const { x, width } = extent === 'row' ? tile : cell;
    const { y, height } = extent === 'column' ? tile : cell;
    return markBox(kind, { x, y, width, height });
  })}`;
}
