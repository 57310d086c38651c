import { dense, sinusoidal2d } from '@attn-elements/core/math';
import { describe, expect, it } from 'vitest';
import { encoding } from '../../src/kinds/index.js';
import { defaults, type PlotSettings } from '../../src/settings.js';
import { facets } from '../../src/views/index.js';
import { learnedTable, noise } from './tables.js';
import { words } from './words.js';

const grid = { rows: 4, columns: 5, width: 12 };
const settings: PlotSettings = { ...defaults, rows: 4, columns: 5, dModel: grid.width, isGrid: true };
/** A table of patches with tokens before them that are like none. */
const withTokens = (count: number, patches: Float32Array) => {
  const tokens = noise(count, grid.width).values.map((value) => 9 * value);
  return learnedTable(dense(Float32Array.of(...tokens, ...patches), [count + 20, grid.width]));
};

describe('a learned table over a grid of patches', () => {
  const patches = sinusoidal2d(grid).values;

  it.each(['cosine', 'dot'] as const)('has a kernel by rows and columns, the class token apart: %s', (similarity) => {
    const { values } = encoding('sinusoidal-2d', { ...settings, similarity }, null).gridKernel!();
    for (const count of [0, 1, 2]) {
      const own = encoding('learned', { ...settings, similarity }, withTokens(count, patches)).gridKernel!();
      expect(own.values).toHaveLength(7 * 9);
      for (const [at, value] of own.values.entries()) expect(value).toBeCloseTo(values[at], 4);
    }
  });

  it('takes the mean of each two patches so far apart', () => {
    const { values } = noise(20, grid.width);
    const own = encoding('learned', { ...settings, similarity: 'dot' }, withTokens(1, values)).gridKernel!();
    // One row down and two columns left: 3 × 3 pairs, counted out.
    let sum = 0;
    for (let row = 0; row < 3; row++) {
      for (let column = 2; column < 5; column++) {
        const [from, to] = [(row * 5 + column) * 12, ((row + 1) * 5 + column - 2) * 12];
        for (let i = 0; i < 12; i++) sum += values[from + i] * values[to + i];
      }
    }
    expect(own.values[(1 + 3) * 9 + (-2 + 4)]).toBeCloseTo(sum / 9, 5);
    expect(own.values[(-1 + 3) * 9 + (2 + 4)]).toBeCloseTo(sum / 9, 5);
  });

  it('names its positions, and says what stands apart', () => {
    const own = encoding('learned', settings, withTokens(1, patches));
    expect([0, 1, 6, 20].map((position) => own.positionName!(position))).toEqual(['CLS', '(0, 0)', '(1, 0)', '(3, 4)']);
    const [facet] = facets('kernel', own, words, { dimensions: null, apart: true, named: false });
    expect(facet.notes).toContain('Positions before the grid stand apart: 1.');
  });

  it('is refused where it is no such grid, and none where nobody says so', () => {
    expect(() => encoding('learned', { ...settings, rows: 5 }, withTokens(1, patches))).toThrow(
      /rows is 5: a table of 21 positions is no grid of 5 × 5/,
    );
    expect(encoding('learned', { ...settings, rows: 5, isGrid: null }, withTokens(1, patches)).gridKernel).toBe(
      undefined,
    );
    expect(encoding('learned', { ...settings, isGrid: false }, withTokens(1, patches)).gridKernel).toBe(undefined);
  });
});
