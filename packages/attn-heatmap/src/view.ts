import type { Look, Picture } from '@attn-elements/core/color';
import { type ThemeColors, tokenAxis } from '@attn-elements/core/element';
import { nothing, svg, type SVGTemplateResult } from 'lit';
import { type Box, type Layout, spotBox, type Spot, type Title } from './layout.js';
import type { Composition } from './model.js';

/** The colours of a composition under the page's theme. */
export function lookOf({ colormap, scale }: Composition, colors: ThemeColors): Look {
  return { table: colormap.table, scale, ...colors };
}

/** What the heatmap pass draws: each matrix on its whole device pixels. */
export function pictureOf(composition: Composition, layout: Layout, look: Look): Picture {
  const { canvas, pixelRatio } = layout;
  const pixels = (length: number) => Math.round(length * pixelRatio);
  return {
    width: pixels(canvas.width),
    height: pixels(canvas.height),
    look,
    reduction: composition.options.reduction,
    tiles: layout.tiles.map((tile, i) => ({
      matrix: composition.panels[i].shown,
      x: pixels(tile.x - canvas.x),
      y: pixels(tile.y - canvas.y),
      width: pixels(tile.width),
      height: pixels(tile.height),
    })),
  };
}

/** Axes, titles and frames around the matrices. */
export function frameTemplate(layout: Layout, { panels }: Composition): SVGTemplateResult {
  const tiles = layout.tiles.map((tile, i) => {
    const { rows, columns } = panels[i].shown;
    const edge = layout.keyAxis === 'top' ? tile.y : tile.y + tile.height;
    return svg`<rect class="tile" x=${tile.x - 0.5} y=${tile.y - 0.5} width=${tile.width + 1} height=${tile.height + 1}></rect>
      ${tile.title ? label('title', { text: tile.title, x: tile.x + tile.width / 2, y: tile.y - layout.titleRise }) : nothing}
      ${tile.queryLabels ? tokenAxis('left', tile.queryLabels, tile.x, tile.y, tile.height / rows) : nothing}
      ${tile.keyLabels ? tokenAxis(layout.keyAxis, tile.keyLabels, edge, tile.x, tile.width / columns) : nothing}`;
  });
  const { rowTitles, columnTitles, columnWord, queryTitle, keyTitle } = layout;
  const turned = `translate(${queryTitle.x},${queryTitle.y}) rotate(-90)`;
  return svg`${tiles}
    ${columnTitles.map((title) => label('title', title))}
    ${rowTitles.map((title) => label('title', title, 'end'))}
    ${columnWord ? label('axis-title', columnWord) : nothing}
    ${label('axis-title', keyTitle)}
    <text class="axis-title" transform=${turned} text-anchor="middle">${queryTitle.text}</text>`;
}

const label = (kind: string, { text, x, y }: Title, anchor = 'middle') =>
  svg`<text class=${kind} x=${x} y=${y} text-anchor=${anchor}>${text}</text>`;

/** A cell, or a whole panel, that is pointed at, pinned or under the keyboard's cursor. */
export interface Mark {
  readonly kind: 'pinned' | 'hovered' | 'cursor' | 'linked';
  readonly spot: Spot;
  /** What of the spot is marked; a row or a column where another element points at a query or a key alone. */
  readonly extent: 'cell' | 'row' | 'column' | 'panel';
}

/** A line around each mark, on a wider one that sets it off from any colour. */
export function marksTemplate(layout: Layout, composition: Composition, marks: readonly Mark[]): SVGTemplateResult {
  return svg`${marks.map(({ kind, spot, extent }) => {
    const tile = layout.tiles[spot.panel];
    const cell: Box = extent === 'panel' ? tile : spotBox(layout, composition, spot);
    const { x, width } = extent === 'row' ? tile : cell;
    const { y, height } = extent === 'column' ? tile : cell;
    const around = (name: string) =>
      svg`<rect class="mark ${name}" x=${x - 1} y=${y - 1} width=${width + 2} height=${height + 2}></rect>`;
    return [around(`${kind} halo`), around(kind)];
  })}`;
}
