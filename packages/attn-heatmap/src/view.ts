import type { Look, Picture } from '@attn-elements/core/color';
import { bandScale, drawTokenAxis, SKIP, select, type ThemeColors } from '@attn-elements/core/element';
import { type Box, type Layout, spotBox, type Spot, type Texts } from './layout.js';
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

/** Draws axes, titles and frames around the matrices. */
export function drawFrame(svg: SVGSVGElement, layout: Layout, composition: Composition, texts: Texts): void {
  const root = select(svg);
  root.attr('width', layout.width).attr('height', layout.height);
  root.selectAll('*').remove();
  layout.tiles.forEach((tile, i) => {
    const { rows, columns } = composition.panels[i].shown;
    root
      .append('rect')
      .attr('class', 'tile')
      .attr('x', tile.x - 0.5)
      .attr('y', tile.y - 0.5)
      .attr('width', tile.width + 1)
      .attr('height', tile.height + 1);
    if (tile.title) addText(root, 'title', tile.title, tile.x + tile.width / 2, tile.y - 6, 'middle');
    if (tile.queryLabels) {
      const group = root.append('g').attr('transform', `translate(${tile.x},0)`);
      drawTokenAxis(group, 'left', bandScale(rows, tile.y, tile.height), tile.queryLabels);
    }
    if (tile.keyLabels) {
      const edge = layout.keyAxis === 'top' ? tile.y : tile.y + tile.height;
      const group = root.append('g').attr('transform', `translate(0,${edge})`);
      drawTokenAxis(group, layout.keyAxis, bandScale(columns, tile.x, tile.width), tile.keyLabels);
    }
  });
  drawTitles(root, layout, texts);
}

type Root = ReturnType<typeof select<SVGSVGElement, unknown>>;

function drawTitles(root: Root, layout: Layout, texts: Texts): void {
  const { canvas } = layout;
  for (const { text, x } of layout.columnTitles) addText(root, 'title', text, x, canvas.y - 6, 'middle');
  for (const { text, x, y } of layout.rowTitles) addText(root, 'title', text, x, y + 4, 'end');
  const middle = canvas.x + canvas.width / 2;
  if (layout.columnWord) addText(root, 'axis-title', layout.columnWord, middle, 11, 'middle');
  const keyTitleY = layout.keyAxis === 'top' ? 12 : layout.height - 6;
  addText(root, 'axis-title', texts.keyTitle, middle, keyTitleY, 'middle');
  const queryTitle = [texts.queryTitle, layout.rowWord].filter(Boolean).join(' · ');
  addText(root, 'axis-title', queryTitle, 0, 0, 'middle').attr(
    'transform',
    `translate(${layout.queryTitleX},${canvas.y + canvas.height / 2}) rotate(-90)`,
  );
}

function addText(root: Root, name: string, text: string, x: number, y: number, anchor: string) {
  return root.append('text').attr('class', name).attr('x', x).attr('y', y).attr('text-anchor', anchor).text(text);
}

/** Draws the marks of the cells that are pointed at, pinned, and under the keyboard's cursor. */
export function drawMarks(
  svg: SVGSVGElement,
  layout: Layout,
  composition: Composition,
  marks: readonly { readonly kind: string; readonly spot: Spot; readonly wholePanel: boolean }[],
): void {
  const boxes = marks.map(({ kind, spot, wholePanel }) => {
    const box: Box = wholePanel ? layout.tiles[spot.panel] : spotBox(layout, composition, spot);
    return { kind, ...box };
  });
  select(svg)
    .attr('width', layout.width)
    .attr('height', layout.height)
    .selectAll('rect')
    .data(boxes.flatMap((box) => [{ ...box, kind: `${box.kind} halo` }, box]))
    .join('rect')
    .attr('class', ({ kind }) => `mark ${kind}`)
    .attr(SKIP, '')
    .attr('x', ({ x }) => x - 1)
    .attr('y', ({ y }) => y - 1)
    .attr('width', ({ width }) => width + 2)
    .attr('height', ({ height }) => height + 2);
}
