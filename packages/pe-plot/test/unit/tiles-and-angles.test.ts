import { dense } from '@attn-elements/core/math';
import { describe, expect, it } from 'vitest';
import { encoding } from '../../src/kinds/index.js';
import { defaults, type PlotSettings } from '../../src/settings.js';
import { facets } from '../../src/views/index.js';
import { learnedTable, noise } from './tables.js';
import { words } from './words.js';
import { options, shown } from './shown.js';

const [rows, columns, width] = [3, 4, 6];
const settings: PlotSettings = { ...defaults, rows, columns, isGrid: true };
const table = noise(1 + rows * columns, width);

describe('tiles of a grid', () => {
  it.each(['cosine', 'dot'] as const)('have at each place what a plain loop finds: %s', (similarity) => {
    const own = encoding('learned', { ...settings, similarity }, learnedTable(table));
    expect(own.views).toContain('tiles');
    const [{ reading, content }] = facets('tiles', own, words, options);
    expect([reading.rows, reading.columns]).toEqual([rows * rows, columns * columns]);
    expect(content).toMatchObject({ tiles: { rows, columns } });
    // The first row of the table is a class token.
    const patch = (row: number, column: number) =>
      Array.from(table.values.subarray((1 + row * columns + column) * width).subarray(0, width));
    const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++)
        for (let s = 0; s < rows; s++)
          for (let d = 0; d < columns; d++) {
            const [one, other] = [patch(r, c), patch(s, d)];
            const lengths = similarity === 'dot' ? 1 : Math.sqrt(dot(one, one) * dot(other, other));
            expect(reading.value(r * rows + s, c * columns + d)).toBeCloseTo(dot(one, other) / lengths, 5);
          }
    expect(reading.formula(2 * rows + 1, 3 * columns)).toMatch(/^PE\(2, 3\) · PE\(1, 0\)/);
    expect([reading.rowName(2 * rows + 1), reading.columnName(3 * columns)]).toEqual(['2 → 1', '3 → 0']);
  });

  it('are offered of grids alone, and of none with more cells than fit', () => {
    expect(encoding('learned', { ...settings, isGrid: false }, learnedTable(table)).views).not.toContain('tiles');
    expect(encoding('sinusoidal-2d', { ...settings, rows: 40, columns: 40 }, null).views).not.toContain('tiles');
    expect(encoding('sinusoidal', settings, null).views).not.toContain('tiles');
    const many = learnedTable(dense(new Float32Array(1600 * 2), [1600, 2]));
    expect(encoding('learned', { ...settings, rows: 40, columns: 40 }, many).views).not.toContain('tiles');
  });
});

it('angles of RoPE are what is left of whole turns', () => {
  const [{ reading }] = shown('rotary', 'angles', { length: 40, dModel: 8 });
  expect([reading.rows, reading.columns]).toEqual([40, 4]);
  for (let position = 0; position < 40; position++)
    for (let pair = 0; pair < 4; pair++) {
      const angle = position / 10_000 ** (pair / 4);
      const value = reading.value(position, pair);
      expect(value).toBeLessThan(2 * Math.PI + 1e-6);
      // Just before and just after a whole turn is the same place.
      expect(Math.cos(value)).toBeCloseTo(Math.cos(angle), 5);
      expect(Math.sin(value)).toBeCloseTo(Math.sin(angle), 5);
    }
});
