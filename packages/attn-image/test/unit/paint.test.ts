import { colormap, tableColor } from '@attn-elements/core/color';
import { describe, expect, it } from 'vitest';
import { paint, type Painting, paintingSize } from '../../src/paint.js';
import { findPatches, type Patches } from '../../src/patches.js';
import { nothingSaid } from './nothing-said.js';

const { table } = colormap('inferno')!;
const colors = {
  nan: [1, 2, 3, 255],
  hatch: [0, 0, 0, 255],
  masked: [4, 5, 6, 255],
  under: [7, 8, 9, 255],
  over: [10, 11, 12, 255],
} as const;
const scale = { kind: 'linear', domain: [0, 1], exponent: 1, diverging: false } as const;

function painting(rows: number, columns: number, values: number[], options: Partial<Painting> = {}): Painting {
  const grid = { ...nothingSaid, grid: [rows, columns] as const };
  return {
    patches: findPatches(1, rows * columns, grid, { isBare: true, isSelfAttention: false }) as Patches,
    regions: null,
    values: Float32Array.from(values),
    look: { table, scale, ...colors },
    overlay: 'blend',
    opacity: 1,
    isSmooth: false,
    ...options,
  };
}

/** Pixels, row by row, as [red, green, blue, alpha]. */
function pixels(of: Painting, width: number, height: number): number[][] {
  const bytes = paint(of, width, height);
  return Array.from({ length: width * height }, (_, i) => [...bytes.subarray(i * 4, i * 4 + 4)]);
}

const color = (value: number) => [...tableColor(table, value)].slice(0, 3);

describe('patches with edges', () => {
  it('are one pixel each, in the colour of their weight', () => {
    const of = painting(2, 2, [0, 1, 0.5, 0.25], { overlay: 'tiles', opacity: 0.5 });
    expect(paintingSize(of, 900, 900)).toEqual({ width: 2, height: 2 });
    expect(pixels(of, 2, 2)).toEqual([0, 1, 0.5, 0.25].map((value) => [...color(value), 128]));
  });

  it('keep their peaks where there are more of them than pixels', () => {
    for (const of of [
      painting(1, 4, [0, 1, 0.25, 0], { overlay: 'tiles' }),
      painting(1, 4, [0, 1, 0.25, 0], { isSmooth: true }),
    ]) {
      const { width, height } = paintingSize(of, 2, 9);
      expect([width, height]).toEqual([2, 1]);
      expect(pixels(of, width, height).map((pixel) => pixel.slice(0, 3))).toEqual([color(1), color(0.25)]);
    }
  });

  it('are the more opaque the stronger, where they are blended', () => {
    const alphas = pixels(painting(1, 4, [0, 0.25, 0.5, 1]), 4, 1).map(([, , , alpha]) => alpha);
    expect(alphas.every((alpha, at) => at === 0 || alpha > alphas[at - 1])).toBe(true);
    expect(alphas[3]).toBe(255);
    expect(alphas[0]).toBeLessThan(128);
  });

  it('have colours of their own where the weight is no number, masked or beyond the domain', () => {
    const values = [NaN, -Infinity, -0.5, 1.5];
    const found = pixels(painting(2, 2, values, { overlay: 'tiles' }), 2, 2).map((pixel) => pixel.slice(0, 3));
    expect(found).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
      [10, 11, 12],
    ]);
  });
});

describe('patches that go over', () => {
  const smooth = { isSmooth: true } as const;

  it('have their own colour in their middle, and the mean of two between them', () => {
    // Five pixels over two patches of 0 and 1: the middles are at 1.25 and 3.75 of them; the third pixel is half way.
    const found = pixels(painting(1, 2, [0, 1], smooth), 5, 1);
    expect(found[0].slice(0, 3)).toEqual(color(0));
    expect(found[2].slice(0, 3)).toEqual(color(0.5));
    expect(found[4].slice(0, 3)).toEqual(color(1));
  });

  it('are mixed as bilinear interpolation mixes them', () => {
    const values = [0.1, 0.7, 0.4, 0.9];
    // A pixel whose middle is at 5/12 of both sides: a third from the first patch's middle to the next.
    const part = (5 / 12) * 2 - 0.5;
    const expected = (1 - part) ** 2 * values[0] + part * (1 - part) * (values[1] + values[2]) + part ** 2 * values[3];
    expect(pixels(painting(2, 2, values, smooth), 6, 6)[2 * 6 + 2].slice(0, 3)).toEqual(color(Math.fround(expected)));
  });

  it('take nothing from a neighbour that is no number', () => {
    const found = pixels(painting(1, 2, [0.5, NaN], smooth), 8, 1).map((pixel) => pixel.slice(0, 3));
    expect(found).toEqual([...Array(4).fill(color(0.5)), ...Array(4).fill([1, 2, 3])]);
  });

  it('are painted no larger than is seen, and never without end', () => {
    const of = painting(2, 2, [0, 1, 0, 1], smooth);
    expect(paintingSize(of, 300, 200)).toEqual({ width: 300, height: 200 });
    const { width, height } = paintingSize(of, 8000, 4000);
    expect(width * height).toBeLessThan(300_000);
    expect(width / height).toBeCloseTo(2, 1);
  });
});

describe('regions', () => {
  it('are painted in their boxes, the strongest where they overlap, and nothing beside', () => {
    const of = painting(2, 1, [0.25, 1], {
      overlay: 'tiles',
      regions: [
        [0, 0, 0.5, 1],
        [0.25, 0, 0.75, 1],
      ],
    });
    const found = pixels(of, 4, 1);
    expect(found.map((pixel) => pixel.slice(0, 3))).toEqual([color(0.25), color(1), color(1), [0, 0, 0]]);
    expect(found[3][3]).toBe(0);
    // What is no number hides none that is, whichever comes first.
    for (const values of [
      [NaN, 0.25],
      [0.25, NaN],
    ]) {
      const over = painting(2, 1, values, {
        overlay: 'tiles',
        regions: [
          [0, 0, 1, 1],
          [0, 0, 1, 1],
        ],
      });
      expect(pixels(over, 1, 1)[0].slice(0, 3)).toEqual(color(0.25));
    }
  });
});
