import { describe, expect, it } from 'vitest';
import { headMetrics } from '../../src/model/metrics.js';

/** Attention of [heads, queries, keys], the rest of what a pass keeps left out. */
const traceOf = (heads: readonly (readonly (readonly number[])[])[]) => ({
  heads: heads.length,
  keyHeads: heads.length,
  headWidth: 1,
  queryCount: heads[0].length,
  keyCount: heads[0][0].length,
  attention: Float32Array.from(heads.flat(2)),
  queries: null,
  keys: null,
  values: null,
});

const back = [
  [1, 0, 0, 0],
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
];
// The third token is the first again: what followed that is the second.
const inducing = [
  [1, 0, 0, 0],
  [0.5, 0.5, 0, 0],
  [0, 0.75, 0.25, 0],
  [0.25, 0.25, 0.25, 0.25],
];

describe('metrics of heads', () => {
  const [one, two] = headMetrics('self', 3, traceOf([back, inducing]), [5, 6, 5, 7]);

  it('name their head', () => {
    expect([one, two].map(({ part, layer, head }) => [part, layer, head])).toEqual([
      ['self', 3, 0],
      ['self', 3, 1],
    ]);
  });

  it('are means over the queries', () => {
    expect(one.previous).toBeCloseTo(1, 6);
    expect(two.previous).toBeCloseTo((0.5 + 0.75 + 0.25) / 3, 6);
    expect(one.induction).toBeCloseTo(1, 6);
    expect(two.induction).toBeCloseTo(0.75, 6);
    expect(one.duplicate).toBeCloseTo(0, 6);
    expect(one.sink).toBeCloseTo(0.5, 6);
    expect(two.sink).toBeCloseTo((1 + 0.5 + 0 + 0.25) / 4, 6);
    expect(one.entropy).toBe(0);
    const entropy = (weights: number[]) => -weights.reduce((sum, w) => sum + (w ? w * Math.log(w) : 0), 0);
    expect(two.entropy).toBeCloseTo(inducing.map(entropy).reduce((sum, all) => sum + all, 0) / 4, 6);
    expect(one.distance).toBeCloseTo((0 + 1 + 1 + 1) / 4, 6);
    expect(two.distance).toBeCloseTo((0 + 0.5 + 0.75 + 1.5) / 4, 6);
  });

  it('are none of places where keys are of another sequence, but for entropy and sink', () => {
    const [found] = headMetrics('cross', 0, traceOf([back]), null);
    expect([found.previous, found.induction, found.duplicate, found.distance]).toEqual([NaN, NaN, NaN, NaN]);
    expect(found.sink).toBeCloseTo(0.5, 6);
    expect(found.entropy).toBe(0);
  });
});
