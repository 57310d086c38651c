import {
  autoDomain,
  colormap,
  type ColorEncoding,
  type Matrix,
  paintPicture,
  type Picture,
  type ScaleKind,
} from '../../src/color/index.js';
import { drawHeatmap, type ComputedPicture, type Stage, type StageView } from '../../src/gl/index.js';
import { emptyExtent, extentOf, joinExtents } from '../../src/math/index.js';

/** Numbers that look random and are the same in every run (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const matrixOf = (rows: number, columns: number, value: (index: number) => number): Matrix => ({
  rows,
  columns,
  values: Float32Array.from({ length: rows * columns }, (_, i) => value(i)),
});

interface LookPlan {
  map?: string;
  kind?: ScaleKind;
  domain?: [number, number];
  exponent?: number;
}

/** A look with a domain that fits the matrices. */
export function lookFor(matrices: readonly Matrix[], plan: LookPlan = {}): ColorEncoding {
  const map = colormap(plan.map ?? 'viridis')!;
  const kind = plan.kind ?? 'linear';
  const extent = matrices.reduce((joined, { values }) => joinExtents(joined, extentOf(values)), emptyExtent);
  const [low, high] = plan.domain ?? autoDomain(kind, map.diverging, extent);
  return {
    table: map.table,
    scale: {
      kind,
      domain: [Math.fround(low), Math.fround(high)],
      exponent: plan.exponent ?? 0.5,
      diverging: map.diverging,
    },
    nan: [243, 217, 164, 255],
    hatch: [138, 90, 0, 255],
    masked: [20, 30, 233, 255],
    under: [255, 255, 255, 255],
    over: [214, 0, 110, 255],
  };
}

/** One matrix that fills a picture. */
export const pictureOf = (matrix: Matrix, width: number, height: number, plan: LookPlan = {}): Picture => ({
  width,
  height,
  tiles: [{ matrix, x: 0, y: 0, width, height }],
  look: lookFor([matrix], plan),
  reduction: 'max',
});

/** A view of the stage that says which engine drew it. */
export class PictureView implements StageView {
  readonly target: CanvasRenderingContext2D;
  readonly engines: ('gl' | 'cpu')[] = [];
  picture: Picture;
  live: ComputedPicture | null = null;

  constructor(picture: Picture) {
    this.picture = picture;
    const canvas = document.createElement('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    this.target = canvas.getContext('2d', { willReadFrequently: true })!;
  }

  get width(): number {
    return this.picture.width;
  }

  get height(): number {
    return this.picture.height;
  }

  get bytes(): Uint8ClampedArray {
    return this.target.getImageData(0, 0, this.width, this.height).data;
  }

  drawGL(stage: Stage, area: Parameters<StageView['drawGL']>[1]): void {
    this.engines.push('gl');
    drawHeatmap(stage, area, this.picture, this.live);
  }

  drawCPU(): void {
    this.engines.push('cpu');
    this.target.putImageData(new ImageData(paintPicture(this.picture), this.width, this.height), 0, 0);
  }
}

/** The largest difference between two pictures, and where it is. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>, width: number) {
  let most = 0;
  let at = -1;
  for (let i = 0; i < a.length; i++) {
    const apart = Math.abs(a[i] - b[i]);
    if (apart > most) [most, at] = [apart, i];
  }
  const pixel = at >> 2;
  return { most, where: `${most} at ${pixel % width}, ${Math.floor(pixel / width)}` };
}
