import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsUnder, type Matrix, pixelCell, type Reduction, reduceMatrix } from '../../src/color/index.js';
import { anyMatrix } from './matrices.js';

const size = fc.integer({ min: 1, max: 300 });

/** Whether a cell and a pixel share more than an edge, asked in whole numbers. */
const touches = (pixel: number, pixels: number, cell: number, cells: number) =>
  cell * pixels < (pixel + 1) * cells && (cell + 1) * pixels > pixel * cells;

const isNumber = (value: number) => value > -3e38;

/** What a pixel shows, from its definition: every cell is asked whether it lies under the pixel. */
function reference({ rows, columns, values }: Matrix, toRows: number, toColumns: number, kind: Reduction | 'farthest') {
  return Array.from({ length: toRows * toColumns }, (_, i) => {
    const [y, x] = [Math.floor(i / toColumns), i % toColumns];
    const under: number[] = [];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        if (touches(y, toRows, row, rows) && touches(x, toColumns, column, columns)) {
          under.push(values[row * columns + column]);
        }
      }
    }
    const numbers = under.filter(isNumber);
    if (numbers.length === 0) return under.some(Number.isNaN) ? NaN : -Infinity;
    if (kind === 'mean') return Math.fround(numbers.reduce((sum, value) => sum + value, 0) / numbers.length);
    return Math.max(...(kind === 'farthest' ? numbers.map(Math.abs) : numbers));
  });
}

describe('cells under a pixel', () => {
  it('are all cells it touches where there are more cells than pixels', () => {
    fc.assert(
      fc.property(size, size, (pixels, more) => {
        const cells = pixels + more;
        for (let pixel = 0; pixel < pixels; pixel++) {
          const expected = Array.from({ length: cells }, (_, cell) => cell).filter((cell) =>
            touches(pixel, pixels, cell, cells),
          );
          expect(cellsUnder(pixel, pixels, cells)).toEqual([expected[0], expected[expected.length - 1] + 1]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are the one under its middle where cells are larger, and no cell is left out', () => {
    fc.assert(
      fc.property(size, size, (cells, more) => {
        const pixels = cells + more;
        const seen = new Set<number>();
        for (let pixel = 0; pixel < pixels; pixel++) {
          const [cell, end] = cellsUnder(pixel, pixels, cells);
          expect(end).toBe(cell + 1);
          const middle = ((pixel + 0.5) / pixels) * cells;
          expect(middle).toBeGreaterThanOrEqual(cell - 1e-9);
          expect(middle).toBeLessThanOrEqual(cell + 1 + 1e-9);
          seen.add(cell);
        }
        expect(seen.size).toBe(cells);
      }),
    );
  });

  it('leave no cell out between pixels, also of thousands', () => {
    for (const [pixels, cells] of [
      [600, 4096],
      [599, 65_535],
      [1, 3],
      [7, 8],
    ]) {
      let end = 0;
      for (let pixel = 0; pixel < pixels; pixel++) {
        const [first, next] = cellsUnder(pixel, pixels, cells);
        expect(first).toBeLessThanOrEqual(end);
        end = next;
      }
      expect(end).toBe(cells);
    }
  });
});

describe('reduction', () => {
  const target = fc.integer({ min: 1, max: 14 });

  it.each(['max', 'mean'] as const)('%s is what the definition says, for any matrix', (reduction) => {
    fc.assert(
      fc.property(anyMatrix(12), target, target, (matrix, rows, columns) => {
        const small = reduceMatrix(matrix, rows, columns, reduction);
        expect([small.rows, small.columns]).toEqual([Math.min(rows, matrix.rows), Math.min(columns, matrix.columns)]);
        if (small === matrix) return;
        expect([...small.values]).toEqual(reference(matrix, small.rows, small.columns, reduction));
      }),
      { numRuns: 300 },
    );
  });

  it('farthest is the largest distance from 0, with its sign', () => {
    fc.assert(
      fc.property(anyMatrix(12), target, target, (matrix, rows, columns) => {
        const small = reduceMatrix(matrix, rows, columns, 'max', true);
        if (small === matrix) return;
        const expected = reference(matrix, small.rows, small.columns, 'farthest');
        const distance = (value: number) => (value === -Infinity ? value : Math.abs(value));
        expect([...small.values].map(distance)).toEqual(expected);
        for (const value of small.values) {
          if (isNumber(value)) expect([...matrix.values].some((other) => Object.is(other, value))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of a part is that of its cells alone', () => {
    fc.assert(
      fc.property(anyMatrix(12), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 9 }), (matrix, up, left, pixels) => {
        const [row, column] = [up % matrix.rows, left % matrix.columns];
        const part = { row, column, rows: matrix.rows - row, columns: matrix.columns - column };
        const values = Float32Array.from({ length: part.rows * part.columns }, (_, at) => {
          const [y, x] = [Math.floor(at / part.columns), at % part.columns];
          return matrix.values[(row + y) * matrix.columns + column + x];
        });
        const cut = { rows: part.rows, columns: part.columns, values };
        // A part that fits is copied as it is, or cell by cell: masked cells may be of any masked value.
        const shown = (reduced: Matrix) => Array.from(reduced.values, (value) => (value <= -3e38 ? -Infinity : value));
        for (const kind of ['max', 'mean'] as const) {
          const found = reduceMatrix(matrix, pixels, pixels, kind, false, part);
          expect(shown(found)).toEqual(shown(reduceMatrix(cut, pixels, pixels, kind)));
        }
      }),
    );
  });

  it('leaves a matrix that fits as it is', () => {
    const matrix = { rows: 2, columns: 3, values: Float32Array.of(1, NaN, 3, -Infinity, 5, 6) };
    expect(reduceMatrix(matrix, 2, 3, 'max')).toBe(matrix);
    expect(reduceMatrix(matrix, 100, 100, 'mean')).toBe(matrix);
  });
});

describe('the cell that gives a pixel its colour', () => {
  it.each(['max', 'farthest', 'mean'] as const)('has the value that the pixel shows: %s', (kind) => {
    const reduction = kind === 'mean' ? 'mean' : 'max';
    const isSigned = kind === 'farthest';
    fc.assert(
      fc.property(
        anyMatrix(30),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (matrix, height, width) => {
          const [toRows, toColumns] = [Math.min(height, matrix.rows), Math.min(width, matrix.columns)];
          const { values } = reduceMatrix(matrix, toRows, toColumns, reduction, isSigned);
          for (const [i, shown] of values.entries()) {
            const [y, x] = [Math.floor(i / toColumns), i % toColumns];
            const { row, column, rows, columns, value } = pixelCell(
              matrix,
              [y, toRows],
              [x, toColumns],
              reduction,
              isSigned,
            );
            // Masked is masked, by whatever number.
            if (isNumber(shown) || Number.isNaN(shown)) expect(value).toBe(shown);
            else expect(isNumber(value)).toBe(false);
            expect(touches(y, toRows, row, matrix.rows) && touches(x, toColumns, column, matrix.columns)).toBe(true);
            expect([rows, columns]).toEqual([
              cellsUnder(y, toRows, matrix.rows),
              cellsUnder(x, toColumns, matrix.columns),
            ]);
            if (kind !== 'mean' && isNumber(shown)) expect(matrix.values[row * matrix.columns + column]).toBe(shown);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
