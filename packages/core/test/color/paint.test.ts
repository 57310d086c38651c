import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  autoDomain,
  cellPicture,
  cellsUnder,
  colormap,
  colorOf,
  type ColorEncoding,
  type Matrix,
  paintPicture,
  type Picture,
  reduceMatrix,
  type Rgba,
} from '../../src/color/index.js';
import { extentOf } from '../../src/math/index.js';
import { anyMatrix } from './matrices.js';

const look = (change: Partial<ColorEncoding> = {}): ColorEncoding => ({
  table: colormap('viridis')!.table,
  scale: { kind: 'linear', domain: [0, 1], exponent: 0.5, diverging: false },
  nan: [243, 217, 164, 255],
  hatch: [138, 90, 0, 255],
  masked: [228, 229, 233, 255],
  under: [255, 255, 255, 255],
  over: [214, 0, 110, 255],
  ...change,
});

const picture = (matrix: Matrix, width: number, height: number, change: Partial<Picture> = {}): Picture => ({
  width,
  height,
  tiles: [{ matrix, x: 0, y: 0, width, height }],
  look: look(),
  reduction: 'max',
  ...change,
});

const pixelAt = (bytes: Uint8ClampedArray, width: number, x: number, y: number) =>
  [...bytes.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)] as unknown as Rgba;
const isNear = (a: Rgba, b: Rgba) => a.every((value, i) => Math.abs(value - b[i]) <= 1);

describe('the colour of a value', () => {
  it('is the table at the ends and in the middle of the domain', () => {
    const { table } = look();
    expect(colorOf(look(), 0)).toEqual([...table.subarray(0, 3), 255]);
    expect(colorOf(look(), 1)).toEqual([...table.subarray(765, 768), 255]);
    // The middle lies between entries 127 and 128.
    const middle = [0, 1, 2].map((c) => Math.round((table[127 * 3 + c] + table[128 * 3 + c]) / 2));
    expect(isNear(colorOf(look(), 0.5), [...middle, 255] as unknown as Rgba)).toBe(true);
  });

  it.each([
    ['NaN', NaN, 'nan'],
    ['−Infinity', -Infinity, 'masked'],
    ['the fill of a mask', -3.4028234e38, 'masked'],
    ['a value below the domain', -0.001, 'under'],
    ['a value above the domain', 1.001, 'over'],
    ['+Infinity', Infinity, 'over'],
  ] as const)('%s is %s told from all others', (_, value, name) => {
    expect(colorOf(look(), value)).toEqual(look()[name]);
  });
});

describe('a picture of cells', () => {
  it('is the picture, once each of its pixels is repeated', () => {
    const side = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(anyMatrix(12), side, side, (matrix, wide, high) => {
        const large = picture(matrix, matrix.columns * wide, matrix.rows * high);
        const small = cellPicture(large);
        if (matrix.values.some(Number.isNaN)) {
          expect(small).toBe(large);
          return;
        }
        expect([small.width, small.height]).toEqual([matrix.columns, matrix.rows]);
        const [bytes, cells] = [paintPicture(large), paintPicture(small)];
        for (let y = 0; y < large.height; y++) {
          for (let x = 0; x < large.width; x++) {
            const cell = pixelAt(cells, small.width, Math.floor(x / wide), Math.floor(y / high));
            if (!isNear(pixelAt(bytes, large.width, x, y), cell)) throw new Error(`${x}, ${y}`);
          }
        }
      }),
    );
  });

  it.each([
    ['more cells than pixels', [4, 1, 2, 1]],
    ['cells of unequal sizes', [4, 1, 6, 1]],
    ['room beside the matrix', [2, 1, 4, 1, 1]],
    ['no cells', [0, 1, 4, 1]],
  ])('is not made of %s', (_, [columns, rows, width, height, x = 0]) => {
    const matrix = { rows, columns, values: new Float32Array(rows * columns) };
    const large = picture(matrix, width + x, height, { tiles: [{ matrix, x, y: 0, width, height }] });
    expect(cellPicture(large)).toBe(large);
  });

  it('is not made of several matrices, nor of none', () => {
    const matrix = { rows: 1, columns: 1, values: new Float32Array(1) };
    const tile = { matrix, x: 0, y: 0, width: 4, height: 4 };
    for (const tiles of [[tile, tile], []]) {
      const large = picture(matrix, 4, 4, { tiles });
      expect(cellPicture(large)).toBe(large);
    }
  });
});

describe('the painter', () => {
  it('gives each pixel the colour of its cells, for any matrix and size', () => {
    const side = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(anyMatrix(20), side, side, fc.boolean(), (matrix, width, height, diverging) => {
        const extent = extentOf(matrix.values);
        const domain = autoDomain('linear', diverging, extent).map(Math.fround) as [number, number];
        const own = look({ scale: { kind: 'linear', domain, exponent: 1, diverging } });
        const bytes = paintPicture(picture(matrix, width, height, { look: own }));
        const signed = domain[0] < 0 && domain[1] > 0;
        const small = reduceMatrix(matrix, height, width, 'max', signed);
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            const row = cellsUnder(y, height, small.rows)[0];
            const value = small.values[row * small.columns + cellsUnder(x, width, small.columns)[0]];
            const found = pixelAt(bytes, width, x, y);
            const allowed = Number.isNaN(value) ? [own.nan, own.hatch] : [colorOf(own, value)];
            expect(
              allowed.some((color) => isNear(found, color)),
              `${value} became ${found}`,
            ).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('hatches what is no number with both of its colours', () => {
    const bytes = paintPicture(picture({ rows: 1, columns: 1, values: Float32Array.of(NaN) }, 32, 32));
    const seen = new Set<string>();
    for (let i = 0; i < 32 * 32; i++) seen.add(String(pixelAt(bytes, 32, i % 32, i >> 5)));
    expect([...seen].sort()).toEqual([String(look().nan), String(look().hatch)].sort());
  });

  it('leaves everything beside the tiles transparent', () => {
    const matrix = { rows: 1, columns: 1, values: Float32Array.of(1) };
    const tiles = [
      { matrix, x: 1, y: 1, width: 2, height: 2 },
      { matrix, x: 5, y: 0, width: 1, height: 4 },
    ];
    const bytes = paintPicture(picture(matrix, 7, 5, { tiles }));
    for (let y = 0; y < 5; y++) {
      for (let x = 0; x < 7; x++) {
        const inside = tiles.some((t) => x >= t.x && x < t.x + t.width && y >= t.y && y < t.y + t.height);
        expect(pixelAt(bytes, 7, x, y)[3], `${x}, ${y}`).toBe(inside ? 255 : 0);
      }
    }
  });

  it('shows the largest cell of thousands, or their mean where that is asked for', () => {
    const values = new Float32Array(100 * 100);
    values[4242] = 1;
    const matrix = { rows: 100, columns: 100, values };
    const max = paintPicture(picture(matrix, 1, 1));
    const mean = paintPicture(picture(matrix, 1, 1, { reduction: 'mean' }));
    expect(isNear(pixelAt(max, 1, 0, 0), colorOf(look(), 1))).toBe(true);
    expect(isNear(pixelAt(mean, 1, 0, 0), colorOf(look(), 1e-4))).toBe(true);
  });
});
