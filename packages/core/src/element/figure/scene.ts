import { type CanvasDrawing, drawingOf } from '../canvas-drawing.js';
import { canvasContext } from '../canvas-context.js';
import { pathData, type StrokePicture } from '../chart/stroke-picture.js';
import type { Picture } from '../../color/index.js';
import type { Box } from '../parts/box.js';
import { isElement, isTag, isText } from '../tree.js';
import { boxItems } from './box.js';
import { groundOf } from './ground.js';
import { htmlTextItems } from './html-text.js';
import { BOX, SKIP } from './skip.js';
import { svgItems } from './svg-shapes.js';

/** A drawing as a flat list, read off the page: SVG and PNG are made from the same. Coordinates in CSS pixels. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly items: readonly SceneItem[];
}

/** a, b, c, d, e, f of an SVG matrix. */
export type Transform = readonly [number, number, number, number, number, number];

/** Matrices of cells, which have no pixels yet. */
export interface MatricesItem extends Box {
  readonly kind: 'matrices';
  readonly picture: Picture;
}

/** A canvas of pixels. */
export interface CanvasItem extends Box {
  readonly kind: 'canvas';
  readonly canvas: HTMLCanvasElement;
  /** Whether each pixel is a cell with edges, however large it is drawn. */
  readonly hasEdges: boolean;
  /** Draws it sharp at another scale. */
  readonly drawing: Extract<CanvasDrawing, { kind: 'pixels' }> | null;
}

export interface PictureItem extends Box {
  readonly kind: 'picture';
  readonly image: HTMLImageElement;
}

export interface PathItem {
  readonly kind: 'path';
  readonly transform: Transform;
  readonly d: string;
  readonly fill: string;
  readonly fillOpacity?: number;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeOpacity?: number;
  /** Lengths of dashes and gaps; none of a line that is whole. */
  readonly dashes?: readonly number[];
}

export interface TextItem {
  readonly kind: 'text';
  readonly transform: Transform;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly upright: boolean;
  readonly fill: string;
  readonly font: { readonly size: number; readonly family: string; readonly weight: string; readonly style: string };
}

export type SceneItem = MatricesItem | CanvasItem | PictureItem | PathItem | TextItem;

/** Place of a box of the page in the figure. */
export type Place = (rect: DOMRect) => Box;

/** Room around a saved figure, in pixels. */
const MARGIN = 12;

/**
 * Reads a figure off the page: canvases, pictures, SVG texts, lines and rectangles, and the lines of its HTML text.
 * @param caption what stands below it, and may be empty
 */
export function readScene(root: HTMLElement, caption: HTMLElement | null = null): Scene {
  const frame = root.getBoundingClientRect();
  // A slide or a zoomed page scales what getBoundingClientRect says, but not offsetWidth.
  const scale = frame.width / root.offsetWidth || 1;
  const place: Place = (rect) => ({
    x: (rect.x - frame.x) / scale,
    y: (rect.y - frame.y) / scale,
    width: rect.width / scale,
    height: rect.height / scale,
  });
  const items: SceneItem[] = [];
  const cuts: { y: number; height: number }[] = [];
  const visit = (element: Element) => {
    if (getComputedStyle(element).display === 'none') return;
    if (element.hasAttribute(SKIP)) {
      // A part that is skipped, in a line of its own, leaves no hole.
      if (element.parentElement === root && !element.classList.contains('visually-hidden'))
        cuts.push(place(element.getBoundingClientRect()));
      return;
    }
    if (element.hasAttribute(BOX)) items.push(...boxItems(element, place));
    if (isTag(element, 'canvas')) items.push(...canvasItems(element, place(element.getBoundingClientRect())));
    else if (isTag(element, 'img')) {
      // A picture that is broken or still on its way has no pixels.
      if (element.naturalWidth > 0)
        items.push({ kind: 'picture', image: element, ...place(element.getBoundingClientRect()) });
    } else if (isTag(element, 'svg')) {
      const { x, y } = place(element.getBoundingClientRect());
      items.push(...svgItems(element, x, y));
    } else {
      for (const node of element.childNodes) {
        if (isElement(node)) visit(node);
        else if (isText(node)) items.push(...htmlTextItems(node, element, place));
      }
      if (isTag(element, 'slot')) for (const node of element.assignedElements()) visit(node);
    }
  };
  visit(root);
  if (caption) visit(caption);
  const below = caption?.offsetHeight ? place(caption.getBoundingClientRect()) : null;
  const bottom = below ? below.y + below.height : root.offsetHeight;
  return {
    width: root.offsetWidth + 2 * MARGIN,
    height: Math.ceil(cuts.reduce((rest, cut) => rest - cut.height, bottom)) + 2 * MARGIN,
    background: groundOf(root),
    items: items.map((item) => move(item, cuts)),
  };
}

function canvasItems(canvas: HTMLCanvasElement, box: Box): SceneItem[] {
  if (canvas.width === 0 || canvas.height === 0) return [];
  const drawing = drawingOf(canvas);
  if (drawing?.kind === 'strokes') return strokeItems(drawing.picture, box);
  if (drawing?.kind === 'matrices') return [{ kind: 'matrices', picture: drawing.picture, ...box }];
  const hasEdges = getComputedStyle(canvas).imageRendering === 'pixelated';
  return [{ kind: 'canvas', canvas: copyOf(canvas), hasEdges, drawing, ...box }];
}

/** As it is now: it may be drawn anew while the figure is saved. */
function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [canvas.width, canvas.height];
  canvasContext(copy)?.drawImage(canvas, 0, 0);
  return copy;
}

/** Paths of a canvas that is drawn with paths. */
const strokeItems = ({ strokes }: StrokePicture, { x, y }: Box): SceneItem[] =>
  strokes.map((stroke) => ({
    kind: 'path',
    transform: [1, 0, 0, 1, x, y],
    d: pathData(stroke),
    fill: 'none',
    stroke: stroke.color,
    strokeWidth: stroke.width,
    strokeOpacity: stroke.opacity,
  }));

/** Moves an item below the margin, and up over what was cut out above it. */
function move(item: SceneItem, cuts: readonly { y: number; height: number }[]): SceneItem {
  const top = 'transform' in item ? item.transform[5] + (item.kind === 'text' ? item.y : 0) : item.y;
  const up = cuts.reduce((sum, { y, height }) => sum + (y + height / 2 < top ? height : 0), 0);
  if (!('transform' in item)) return { ...item, x: item.x + MARGIN, y: item.y + MARGIN - up };
  const [a, b, c, d, e, f] = item.transform;
  return { ...item, transform: [a, b, c, d, e + MARGIN, f + MARGIN - up] };
}
