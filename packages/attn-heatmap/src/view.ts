import type { ColorEncoding, Picture } from '@attn-elements/core/color';
import { type Box, cellBox, markBox, matrixFrame, matrixPicture, type ThemeColors } from '@attn-elements/core/element';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { HeatmapLayout, HeatmapSpot, Title } from './layout.js';
import { type HeatmapComposition, inShown } from './model.js';

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
  const matrices = composition.panels.map(({ shown, painted = shown }) => painted);
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
    const box = extent === 'panel' ? layout.tiles[spot.panel] : spotBox(layout, composition, spot, extent);
    return box ? markBox(kind, box) : nothing;
  })}`;
}

/** Box of a cell, or of the whole row or column that it stands for; null where that is not shown. */
export function spotBox(
  { tiles }: HeatmapLayout,
  composition: HeatmapComposition,
  spot: HeatmapSpot,
  extent: HeatmapMark['extent'] = 'cell',
): Box | null {
  const tile = tiles[spot.panel];
  const { origin } = composition;
  const row = extent === 'column' ? origin.row : spot.row;
  const column = extent === 'row' ? origin.column : spot.column;
  const shown = inShown(composition, { panel: spot.panel, row, column });
  if (!shown) return null;
  const cell = cellBox(tile, composition.panels[spot.panel].shown, shown);
  const { x, width } = extent === 'row' ? tile : cell;
  const { y, height } = extent === 'column' ? tile : cell;
  return { x, y, width, height };
}
