import { describe, expect, it } from 'vitest';
import { joinPieces } from '../../src/pieces.js';
import { readWords } from '../../src/words.js';

const words = readWords(['▁a', '▁bb', 'b', '▁c'], { join: true });
/** Rows sum to 1, and powers of two keep every sum exact. */
const matrix = {
  rows: 4,
  columns: 4,
  values: Float32Array.of(1, 0, 0, 0, 0.5, 0.25, 0.125, 0.125, 0.25, 0.25, 0.25, 0.25, 0, 0.5, 0.25, 0.25),
};

describe('weights of joined pieces', () => {
  it('are the sum over pieces of a key, and the mean over pieces of a query', () => {
    const { rows, columns, values } = joinPieces(matrix, words, words, 'sum');
    expect([rows, columns]).toEqual([3, 3]);
    expect([...values]).toEqual([1, 0, 0, 0.375, 0.4375, 0.1875, 0, 0.75, 0.25]);
    for (let row = 0; row < 3; row++) expect(values.slice(row * 3, row * 3 + 3).reduce((a, b) => a + b)).toBe(1);
  });

  it('are the mean, or the largest, where that is asked for', () => {
    expect([...joinPieces(matrix, words, words, 'mean').values]).toEqual([
      1, 0, 0, 0.375, 0.21875, 0.1875, 0, 0.375, 0.25,
    ]);
    expect([...joinPieces(matrix, words, words, 'max').values]).toEqual([1, 0, 0, 0.375, 0.25, 0.1875, 0, 0.5, 0.25]);
  });

  it('are the matrix itself where no word has pieces', () => {
    const single = readWords(['▁a', '▁bb', 'b', '▁c'], { join: false });
    expect(joinPieces(matrix, single, single, 'none')).toBe(matrix);
  });

  it('are masked where all pieces are, and no number where one is', () => {
    const masked = { ...matrix, values: matrix.values.slice() };
    masked.values.set([-Infinity, -Infinity], 1);
    masked.values.set([-Infinity], 6);
    masked.values.set([NaN], 13);
    const { values } = joinPieces(masked, words, words, 'sum');
    expect(values[1]).toBe(-Infinity);
    expect(values[4]).toBe((0.25 + 0.5) / 2);
    expect(values[7]).toBeNaN();
    expect(joinPieces(masked, words, words, 'max').values[7]).toBeNaN();
  });
});
