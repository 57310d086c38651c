import {
  colorOf,
  type ColorEncoding,
  isSigned,
  type Matrix,
  reduceMatrix,
  scalePosition,
} from '@attn-elements/core/color';
import { MASKED_BELOW } from '@attn-elements/core/math';
import type { Patches } from './patches.js';
import { regionAt, type Regions } from './regions.js';

/** Overlays: the ways in which weights are laid over a picture. */
export const overlays = ['blend', 'contour', 'tiles', 'outline'] as const;
export type Overlay = (typeof overlays)[number];

/** Input of the painting over a picture. */
export interface Painting {
  readonly patches: Patches;
  /** null where the patches are a grid. */
  readonly regions: Regions | null;
  readonly values: Float32Array;
  readonly look: ColorEncoding;
  /** `blend`: the stronger, the less can be seen through; `tiles`: all alike. */
  readonly overlay: 'blend' | 'tiles';
  /** Opacity of the strongest, 0 to 1. */
  readonly opacity: number;
  /** Share of it that no weight has, too. @default a veil from which the strongest stand out, whatever colours the picture has */
  readonly veil?: number;
  /** Whether `blend` goes over from patch to patch. */
  readonly isSmooth: boolean;
}

/** Most pixels that are painted: beyond, the browser enlarges. */
const MOST_PIXELS = 2 ** 18;

/** The size in pixels that a painting needs on a plot of so many device pixels: one a patch where patches have edges, and no more than there are. */
export function paintingSize(
  { patches, regions, overlay, isSmooth }: Pick<Painting, 'patches' | 'regions' | 'overlay' | 'isSmooth'>,
  width: number,
  height: number,
  layers = 1,
) {
  const shrink = Math.min(1, Math.sqrt(MOST_PIXELS / layers / (width * height)));
  const size = { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) };
  const { rows, columns } = patches;
  const isApart = overlay === 'tiles' || !isSmooth || columns > size.width || rows > size.height;
  return regions || !isApart ? size : { width: Math.min(width, columns), height: Math.min(height, rows) };
}

/** Straight RGBA bytes: the weights of patches or regions, in colours that the picture shows through. */
export function paint(painting: Painting, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(width * height * 4);
  const value = painting.regions
    ? regionValue(painting, painting.regions)
    : gridValue(reduced(painting, width, height));
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const weight = value((x + 0.5) / width, (y + 0.5) / height);
      if (weight === null) continue;
      const [red, green, blue, alpha] = colorOf(painting.look, weight);
      bytes[at] = red;
      bytes[at + 1] = green;
      bytes[at + 2] = blue;
      bytes[at + 3] = alpha * opacityOf(painting, weight);
    }
  }
  return bytes;
}

const VEIL = 0.35;

/** A weight of half the domain shall be seen well: opacity grows as its square root does. */
export function opacityOf({ look: { scale }, overlay, opacity, veil = VEIL }: Painting, weight: number): number {
  if (overlay === 'tiles' || Number.isNaN(weight) || weight <= MASKED_BELOW) return opacity;
  const place = Math.min(1, Math.max(0, scalePosition(scale, weight)));
  // Around the middle of two hues lies what is nothing.
  const strength = Math.sqrt(scale.diverging ? Math.abs(2 * place - 1) : place);
  return opacity * (veil + (1 - veil) * strength);
}

type ValueAt = (x: number, y: number) => number | null;

const isNumber = (value: number) => value > MASKED_BELOW && value < Infinity;

/** Of patches that share a pixel the largest: peaks survive. */
function reduced(painting: Painting, width: number, height: number): GridValues {
  const { patches, values, overlay, isSmooth, look } = painting;
  const { rows, columns } = patches;
  const isApart = !isSmooth || overlay === 'tiles';
  if (rows <= height && columns <= width) return { rows, columns, values, isApart };
  return { ...reduceMatrix({ rows, columns, values }, height, width, 'max', isSigned(look)), isApart: true };
}

/** Values of a grid, and whether each keeps its edges. */
interface GridValues extends Matrix {
  readonly isApart: boolean;
}

/** The weight at a place of the picture, 0 to 1 on both sides. */
function gridValue({ rows, columns, values, isApart }: GridValues): ValueAt {
  return (x, y) => {
    const own =
      values[Math.min(rows - 1, Math.floor(y * rows)) * columns + Math.min(columns - 1, Math.floor(x * columns))];
    // NaN keeps the edges of its patch, and takes nothing from its neighbours.
    if (isApart || !isNumber(own)) return own;
    const left = Math.floor(x * columns - 0.5);
    const top = Math.floor(y * rows - 0.5);
    const [right, down] = [x * columns - 0.5 - left, y * rows - 0.5 - top];
    let sum = 0;
    let parts = 0;
    for (let corner = 0; corner < 4; corner++) {
      const [dx, dy] = [corner & 1, corner >> 1];
      const row = Math.min(rows - 1, Math.max(0, top + dy));
      const column = Math.min(columns - 1, Math.max(0, left + dx));
      const value = values[row * columns + column];
      if (!isNumber(value)) continue;
      const part = (dx ? right : 1 - right) * (dy ? down : 1 - down);
      sum += part * value;
      parts += part;
    }
    return parts > 0 ? sum / parts : own;
  };
}

function regionValue({ values }: Painting, regions: Regions): ValueAt {
  return (x, y) => {
    const region = regionAt(regions, values, x, y);
    return region === null ? null : values[region];
  };
}
