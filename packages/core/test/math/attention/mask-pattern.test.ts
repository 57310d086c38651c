import { describe, expect, it } from 'vitest';
import { type Mask, maskRule, mayAttend } from '../../../src/math/index.js';

/** Rows of a mask as drawings have them: # where a key may be attended. */
function drawn(masks: Mask | readonly Mask[], queries: number, keys = queries): string[] {
  const grid = { batch: 1, heads: 1, queries, keys };
  const rule = maskRule(masks, grid);
  const row = (query: number) =>
    Array.from({ length: keys }, (_, key) => (mayAttend(rule, 0, 0, query, key, queries, keys) ? '#' : '.')).join('');
  return Array.from({ length: queries }, (_, query) => row(query));
}

describe('masks by a pattern', () => {
  it('are a prefix that all see, before what is causal (T5, figure 4)', () => {
    expect(drawn({ kind: 'prefix', size: 3 }, 5)).toEqual(['###..', '###..', '###..', '####.', '#####']);
    // Of a model that writes: its queries are the last positions.
    expect(drawn({ kind: 'prefix', size: 1 }, 2, 5)).toEqual(['####.', '#####']);
  });

  it('are documents packed into one sequence, the rest one more', () => {
    expect(drawn({ kind: 'documents', lengths: [2, 3] }, 7)).toEqual([
      '##.....',
      '##.....',
      '..###..',
      '..###..',
      '..###..',
      '.....##',
      '.....##',
    ]);
    expect(drawn([{ kind: 'causal' }, { kind: 'documents', lengths: [2] }], 4)).toEqual([
      '#...',
      '##..',
      '..#.',
      '..##',
    ]);
  });

  it('are a window with gaps (Longformer, figure 2c)', () => {
    expect(drawn({ kind: 'dilated', size: 2, gap: 2 }, 7)).toEqual([
      '#.#.#..',
      '.#.#.#.',
      '#.#.#.#',
      '.#.#.#.',
      '#.#.#.#',
      '.#.#.#.',
      '..#.#.#',
    ]);
    expect(drawn({ kind: 'dilated', size: 2, gap: 1 }, 6)).toEqual(drawn({ kind: 'window', size: 2 }, 6));
  });

  it('are strides (Sparse Transformers, 4.2): {max(0, i − l), …, i} and {j: (i − j) mod l = 0}', () => {
    const length = 12;
    const stride = 3;
    const rows = Array.from({ length }, (_, i) => {
      const keys = new Set<number>();
      for (let j = Math.max(0, i - stride); j <= i; j++) keys.add(j);
      for (let j = i; j >= 0; j -= stride) keys.add(j);
      return Array.from({ length }, (_unused, j) => (keys.has(j) ? '#' : '.')).join('');
    });
    expect(drawn({ kind: 'strided', stride }, length)).toEqual(rows);
  });

  it('are so many keys of each query at random, the same for a seed (BigBird, 2)', () => {
    const random = (seed: number, count = 3): Mask => ({ kind: 'random', count, seed, size: null, globals: 0 });
    for (const row of drawn(random(1), 20)) expect(row.replaceAll('.', '')).toBe('###');
    expect(drawn(random(1), 20)).toEqual(drawn(random(1), 20));
    expect(drawn(random(1), 20)).not.toEqual(drawn(random(2), 20));
    expect(new Set(drawn(random(1), 20)).size).toBeGreaterThan(10);
    expect(drawn(random(1, 9), 4)).toEqual(drawn({ kind: 'none' }, 4));
    // Every key has its turn: 2,000 draws of 20 keys, 5 of each row, within six deviations of a fair one.
    const counts = new Array<number>(20).fill(0);
    for (let seed = 0; seed < 100; seed++)
      for (const row of drawn(random(seed, 5), 20))
        [...row].forEach((sign, key) => (counts[key] += Number(sign === '#')));
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(6 * Math.sqrt(2000 * 0.25 * 0.75));
  });

  it('adds to what is random a window and global tokens (BigBird, figure 1d)', () => {
    const rows = drawn({ kind: 'random', count: 1, seed: 4, size: 1, globals: 1 }, 8);
    rows.forEach((row, query) => {
      const least = drawn({ kind: 'window-global', size: 1, globals: 1 }, 8)[query];
      const more = [...row].filter((sign, key) => sign !== least[key]);
      expect(more.length).toBeLessThanOrEqual(1);
      expect([...least].every((sign, key) => sign === '.' || row[key] === '#')).toBe(true);
    });
  });

  it.each<[string, Mask]>([
    ['prefix', { kind: 'prefix', size: -1 }],
    ['documents', { kind: 'documents', lengths: [2, 0] }],
    ['dilated', { kind: 'dilated', size: 2, gap: 0 }],
    ['strided', { kind: 'strided', stride: 0.5 }],
    ['random', { kind: 'random', count: -2, seed: 0, size: 1, globals: 0 }],
  ])('refuses sizes that mean nothing: %s', (name, mask) => {
    expect(() => drawn(mask, 4)).toThrow(name);
  });
});
