import { describe, expect, it } from 'vitest';
import { lineAround } from '../../src/lines.js';
import { thresholdOf } from '../../src/threshold.js';
import type { Patches } from '../../src/patches.js';

type Point = [number, number];

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const gridOf = (rows: number, columns: number): Patches => ({
  side: 'key',
  lead: 0,
  rows,
  columns,
  count: rows * columns,
  segments: [{ kind: 'image', start: 0, length: rows * columns, rows, columns }],
  picture: null,
  isRegions: false,
  isSelf: false,
  isMap: false,
  isSupposed: false,
});

const loopsOf = (path: string): Point[][] =>
  path
    .split('Z')
    .filter(Boolean)
    .map((loop) =>
      loop
        .slice(1)
        .split('L')
        .map((point) => point.split(',').map(Number) as Point),
    );

/** Whether a ray to the right crosses the lines an odd number of times. */
function isInside(loops: Point[][], x: number, y: number): boolean {
  let odd = false;
  for (const loop of loops) {
    loop.forEach(([x1, y1], at) => {
      const [x2, y2] = loop[(at + 1) % loop.length];
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
    });
  }
  return odd;
}

const area = (loop: Point[]) =>
  loop.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = loop[(at + 1) % loop.length];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);

describe.each(['contour', 'outline'] as const)('a line of %s', (overlay) => {
  it('has inside the middles of those patches alone that hold the share', () => {
    const random = seeded(1);
    for (let trial = 0; trial < 60; trial++) {
      const [rows, columns] = [2 + Math.floor(random() * 9), 2 + Math.floor(random() * 9)];
      const patches = gridOf(rows, columns);
      const values = Float32Array.from({ length: rows * columns }, () => (random() < 0.1 ? NaN : random() ** 3));
      const share = 0.1 + random() * 0.85;
      const least = thresholdOf(values, share);
      const [width, height] = [columns * 100, rows * 100];
      const loops = loopsOf(lineAround({ patches, regions: null, values, overlay }, share, width, height));
      values.forEach((value, patch) => {
        const [x, y] = [(patch % columns) * 100 + 50.003, Math.floor(patch / columns) * 100 + 50.007];
        // A contour goes through weights: what differs from its height by less than the drawing can is not told apart.
        expect(isInside(loops, x, y), `${value} of ${least} at ${x}, ${y} of trial ${trial}`).toBe(value >= least);
      });
      for (const [x, y] of loops.flat()) {
        expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
      }
    }
  });

  it('of all patches is the edge of the picture', () => {
    const values = Float32Array.of(1, 1, 1, 1, 1, 1);
    const loops = loopsOf(lineAround({ patches: gridOf(2, 3), regions: null, values, overlay }, 1, 300, 200));
    expect(loops).toHaveLength(1);
    expect(Math.abs(area(loops[0]))).toBeCloseTo(60_000);
  });

  it('is nothing where there is no weight', () => {
    const of = { patches: gridOf(2, 2), regions: null, values: new Float32Array(4), overlay };
    expect(lineAround(of, 0.5, 100, 100)).toBe('');
  });

  it('of regions is their boxes', () => {
    const patches = { ...gridOf(2, 1), isRegions: true };
    const regions = [
      [0, 0, 0.5, 0.5],
      [0.5, 0.25, 1, 1],
    ] as const;
    const of = { patches, regions, values: Float32Array.of(0.2, 0.8), overlay };
    expect(lineAround(of, 0.5, 100, 200)).toBe('M50,50L100,50L100,200L50,200Z');
  });
});

describe('an outline', () => {
  it('has the area of its patches, and none within', () => {
    // A ring of eight around one that is outside.
    const values = Float32Array.of(1, 1, 1, 1, 0, 1, 1, 1, 1);
    const of = { patches: gridOf(3, 3), regions: null, values, overlay: 'outline' as const };
    const loops = loopsOf(lineAround(of, 1, 30, 30));
    expect(loops.map((loop) => area(loop)).sort((a, b) => a - b)).toEqual([-100, 900]);
    // Corners alone: four of each.
    expect(loops.map(({ length }) => length)).toEqual([4, 4]);
  });

  it('keeps patches apart that touch in a corner', () => {
    const of = {
      patches: gridOf(2, 2),
      regions: null,
      values: Float32Array.of(1, 0, 0, 1),
      overlay: 'outline' as const,
    };
    expect(loopsOf(lineAround(of, 1, 20, 20)).map((loop) => area(loop))).toEqual([100, 100]);
  });
});
