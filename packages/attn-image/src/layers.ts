import { fitScale } from '@attn-elements/core/color';
import type { ThemeColors } from '@attn-elements/core/element';
import { type ImageComposition, type ImageLayer, MASK_SHARE, type PatchMap, strongest } from './model.js';
import { thresholdOf } from './threshold.js';
import { type Overlay, paint, type Painting } from './paint.js';
import { type ImageLine, NAME_HEIGHT, type PlacedName } from './view.js';

// Several heads or queries over one picture, in a part of its own: most figures show one.

/** How layers are laid over a picture. */
export interface LayersOf extends Pick<Painting, 'patches' | 'regions' | 'opacity' | 'isSmooth'> {
  readonly layers: readonly ImageLayer[];
  readonly overlay: Overlay;
  readonly composition: ImageComposition;
  /** Colours of what is no number, or masked. */
  readonly colors: ThemeColors;
  readonly shares: readonly number[] | null;
}

/**
 * Straight RGBA bytes: each pixel in the colour of the layer that is strongest there, as measured by its own largest weight. `blend`: the
 * weaker, the more can be seen through; `tiles`: masks, of the fewest patches that hold a share of a layer's weight.
 */
export function paintLayers(of: LayersOf, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const { layers, overlay, opacity, composition, shares } = of;
  const isMask = overlay === 'tiles';
  const bytes = new Uint8ClampedArray(width * height * 4);
  for (const { color, map } of layers) {
    const values = isMask ? masked(map, shares?.[0] ?? MASK_SHARE) : map.colored;
    const painted = paint(
      {
        ...of,
        values,
        overlay: 'blend',
        isSmooth: of.isSmooth && !isMask,
        veil: 0,
        look: lookOf(of, composition, map, color),
      },
      width,
      height,
    );
    for (let at = 0; at < bytes.length; at += 4)
      if (painted[at + 3] > bytes[at + 3]) bytes.set(painted.subarray(at, at + 4), at);
  }
  if (isMask) for (let at = 3; at < bytes.length; at += 4) if (bytes[at] > 0) bytes[at] = 255 * opacity;
  return bytes;
}

/** Weights of the patches that hold a share of them, and 0 elsewhere. */
function masked({ values, colored }: PatchMap, share: number): Float32Array {
  const least = thresholdOf(values, share);
  return colored.map((value, at) => (values[at] >= least ? value : 0));
}

function lookOf({ colors }: LayersOf, { options }: ImageComposition, { extent }: PatchMap, color: string) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const table = Uint8Array.from({ length: 3 * 256 }, (_, at) => [red, green, blue][at % 3]);
  return { table, scale: fitScale(options, false, { ...extent, low: Math.min(0, extent.low) }), ...colors };
}

/** A line around each layer's strongest patches, in its colour. */
export function layerLines(
  { layers, patches, regions, overlay, shares }: Omit<LayersOf, 'colors'>,
  { lineAround }: typeof import('./lines.js'),
  width: number,
  height: number,
): ImageLine[] {
  const share = shares?.[0] ?? MASK_SHARE;
  return layers.map(({ color, map }) => {
    const of = { patches, regions, values: map.values, overlay: overlay === 'contour' ? overlay : 'outline' } as const;
    return { share, color, path: lineAround(of, share, width, height) };
  });
}

/** Places of the names on the picture: at each layer's strongest patch, none upon another, nor, while there is room, upon a patch that looks. */
export function layerNames(
  layers: readonly ImageLayer[],
  boxOf: (patch: number) => readonly [left: number, top: number, right: number, bottom: number],
  { width, height }: { readonly width: number; readonly height: number },
  widthOf: (name: string) => number,
  /** Patches that look, which have a mark. */
  looking: readonly number[] = [],
): PlacedName[] {
  const placed: PlacedName[] = [];
  const marks = looking.map((patch) => {
    const [left, top, right, bottom] = boxOf(patch);
    return { x: left * width, y: top * height, width: (right - left) * width, height: (bottom - top) * height };
  });
  for (const { name, color, map } of layers) {
    const [patch] = strongest(map, 1);
    if (patch === undefined) continue;
    const [left, top, right, bottom] = boxOf(patch);
    const wide = widthOf(name) + 8;
    const x = Math.max(0, Math.min(width - wide, ((left + right) / 2) * width - wide / 2));
    let y = Math.max(0, Math.min(height - NAME_HEIGHT, ((top + bottom) / 2) * height - NAME_HEIGHT / 2));
    const isTaken = () =>
      [...placed.map((one) => ({ ...one, height: NAME_HEIGHT })), ...marks].some(
        (one) => one.y < y + NAME_HEIGHT && y < one.y + one.height && one.x < x + wide && x < one.x + one.width,
      );
    const rows = Math.floor(height / NAME_HEIGHT);
    for (let tries = 0; tries < rows && isTaken(); tries++) y = y + 2 * NAME_HEIGHT > height ? 0 : y + NAME_HEIGHT;
    placed.push({ name, color, x, y, width: wide });
  }
  return placed;
}
