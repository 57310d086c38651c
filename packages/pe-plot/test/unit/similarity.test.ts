import { rotaryKernel, similarity, sinusoidal, sinusoidal2d } from '@attn-elements/core/math';
import { describe, expect, it } from 'vitest';
import { shown, valuesOf } from './shown.js';

describe('similarity', () => {
  it.each(['cosine', 'dot'] as const)('of rotary is the mean turn, %s', (kind) => {
    const kernel = rotaryKernel({ length: 24, width: 8 }).values;
    const scale = kind === 'dot' ? 4 : 1;
    const [matrix] = shown('rotary', 'similarity', { similarity: kind }).map(valuesOf);
    const [[line]] = shown('rotary', 'kernel', { similarity: kind }).map(valuesOf);
    for (let i = 0; i < 24; i++) {
      expect(line[i]).toBeCloseTo(scale * kernel[i], 5);
      for (let j = 0; j < 24; j++) expect(matrix[i][j]).toBeCloseTo(scale * kernel[Math.abs(i - j)], 5);
    }
  });

  it.each([8, 7])(
    'of sinusoids %i wide has the kernel of its matrix, with its band where positions differ',
    (width) => {
      for (const kind of ['cosine', 'dot'] as const) {
        const truth = similarity(sinusoidal({ length: 24, width }), kind).values;
        const [facet] = shown('sinusoidal', 'kernel', { dModel: width, similarity: kind });
        const [line] = valuesOf(facet);
        const { content } = facet;
        if (content.type !== 'lines') throw new Error('no lines');
        expect(content.band === null).toBe(width % 2 === 0);
        line.forEach((value, distance) => {
          const all = Array.from({ length: 24 - distance }, (_, i) => truth[i * 24 + i + distance]);
          expect(value).toBeCloseTo(all.reduce((sum, one) => sum + one) / all.length, 4);
          if (!content.band) return;
          expect(content.band.low.values[distance]).toBeCloseTo(Math.min(...all), 5);
          expect(content.band.high.values[distance]).toBeCloseTo(Math.max(...all), 5);
        });
      }
    },
  );

  it.each([8, 6])('of a grid %i wide is the mean over its cells, by rows and columns between them', (width) => {
    const [rows, columns] = [4, 5];
    const { values } = sinusoidal2d({ rows, columns, width });
    const dot = (a: number, b: number) =>
      Array.from({ length: width }, (_, i) => values[a * width + i] * values[b * width + i]).reduce((x, y) => x + y);
    const [facet] = shown('sinusoidal-2d', 'kernel', { dModel: width, similarity: 'dot' });
    const found = valuesOf(facet);
    const [cosines] = shown('sinusoidal-2d', 'kernel', { dModel: width, similarity: 'cosine' }).map(valuesOf);
    for (let down = 1 - rows; down < rows; down++) {
      for (let along = 1 - columns; along < columns; along++) {
        const pairs: number[] = [];
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            const [r, c] = [row + down, column + along];
            if (r >= 0 && r < rows && c >= 0 && c < columns) pairs.push(dot(row * columns + column, r * columns + c));
          }
        }
        const mean = pairs.reduce((x, y) => x + y) / pairs.length;
        const at = [down + rows - 1, along + columns - 1] as const;
        expect(found[at[0]][at[1]]).toBeCloseTo(mean, 5);
        expect(facet.reading.rowName(at[0])).toBe(String(down));
        expect(facet.reading.columnName(at[1])).toBe(String(along));
      }
    }
    expect(cosines[rows - 1][columns - 1]).toBeCloseTo(1, 6);
  });

  it('of many positions takes every so many, and says so', () => {
    const [facet] = shown('sinusoidal', 'similarity', { length: 3000 });
    const { reading, notes } = facet;
    const step = Number(reading.rowName(1));
    expect(step).toBeGreaterThan(1);
    expect(reading.rows).toBe(Math.ceil(3000 / step));
    expect(notes.join()).toContain(String(step));
    const truth = sinusoidal({ length: 3000, width: 8 }).values;
    const row = (at: number) => truth.subarray(at * step * 8, at * step * 8 + 8);
    for (const [a, b] of [
      [0, 0],
      [3, 400],
      [reading.rows - 1, 17],
    ]) {
      const dot = row(a).reduce((sum, value, i) => sum + value * row(b)[i], 0);
      expect(reading.value(a, b)).toBeCloseTo(dot / 4, 5);
    }
  });
});
