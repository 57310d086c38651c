import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dense, dense } from '../../../src/math/dense.js';
import { attentionFlow } from '../../../src/math/index.js';
import { denseOf, expectClose } from '../nested.js';
import { anyAttention } from './fixtures.js';

/** Capacities as the paper has them, from the attention of layers [layers, N, N]. */
function capacities({ values, shape: [layers, length] }: Dense, residual: number): number[][][] {
  return Array.from({ length: layers }, (_, layer) =>
    Array.from({ length }, (_, row) => {
      const cells = Array.from(
        { length },
        (_, column) =>
          (1 - residual) * values[(layer * length + row) * length + column] + (row === column ? residual : 0),
      );
      const sum = cells.reduce((a, b) => a + b);
      return cells.map((cell) => cell / sum);
    }),
  );
}

/** The smallest of all cuts between two nodes, by trying every set of nodes: what the greatest flow is equal to. */
function smallestCut(layers: number[][][], position: number, input: number): number {
  const length = layers[0].length;
  const source = layers.length * length + position;
  let smallest = Infinity;
  for (let set = 0; set < 2 ** ((layers.length + 1) * length); set++) {
    const holds = (node: number) => (set >> node) & 1;
    if (!holds(source) || holds(input)) continue;
    let cut = 0;
    for (let level = 0; level < layers.length; level++) {
      for (let row = 0; row < length; row++) {
        if (!holds((level + 1) * length + row)) continue;
        for (let column = 0; column < length; column++) {
          if (!holds(level * length + column)) cut += layers[level][row][column];
        }
      }
    }
    smallest = Math.min(smallest, cut);
  }
  return smallest;
}

describe('attention flow', () => {
  it.each([
    [1, 4],
    [2, 3],
    [3, 2],
    [3, 3],
    [4, 2],
  ])('is the smallest cut, %i layers of %i tokens', (layers, length) => {
    const anyResidual = fc.constantFrom(0, 0.25, 0.5);
    fc.assert(
      fc.property(anyAttention(layers, length, length), anyResidual, (attention, residual) => {
        const graph = capacities(attention, residual);
        const expected = Array.from({ length }, (_, position) =>
          Array.from({ length }, (_, input) => smallestCut(graph, position, input)),
        );
        expectClose(attentionFlow(attention, { residual }), expected);
      }),
      { numRuns: layers * length > 8 ? 10 : 30 },
    );
  });

  it('adds up the ways there are', () => {
    // By hand, residual 0. From position 0 the edges of the upper layer go to 0 and 1, half and half; of the lower, 0 → 0
    // and 1, 1 → 1 only. Input 1 gets 0.5 by way of 1 and 0.25 by way of 0.
    const attention = denseOf([
      [
        [0.75, 0.25],
        [0, 1],
      ],
      [
        [0.5, 0.5],
        [1, 0],
      ],
    ]);
    expectClose(attentionFlow(attention, { residual: 0 }), [
      [0.5, 0.75],
      [0.75, 0.25],
    ]);
    expectClose(attentionFlow(attention, { residual: 0, normalize: true, position: 0 }), [0.4, 0.6]);
  });

  it('of one position is its row of all', () => {
    fc.assert(
      fc.property(anyAttention(3, 2, 5, 5), fc.nat(4), (attention, position) => {
        const all = attentionFlow(attention).values;
        expect(attentionFlow(attention, { position }).values).toEqual(all.subarray(position * 5, position * 5 + 5));
      }),
      { numRuns: 20 },
    );
  });

  it('says what is too large, and what can be done', () => {
    const many = dense(new Float32Array(12 * 64 * 64), [12, 64, 64]);
    expect(() => attentionFlow(many)).toThrow(
      'attention has shape [12, 64, 64]: its flow has 201,326,592 edges over all pairs of positions, 100,000,000 at most are taken on; take fewer layers or tokens, or one position.',
    );
    // Each position attends nothing, so that only the residual of its own token flows.
    expect(attentionFlow(many, { position: 7 }).values.indexOf(1)).toBe(7);
  });

  it('refuses positions that are not there and weights that are no capacity', () => {
    const of = (value: number) => dense(Float32Array.of(1, 0, value, 0.5), [1, 2, 2]);
    for (const position of [-1, 2, 0.5, NaN]) {
      expect(() => attentionFlow(of(0.5), { position })).toThrow(expect.objectContaining({ code: 'bad-option' }));
    }
    for (const value of [NaN, Infinity, -2]) {
      expect(() => attentionFlow(of(value))).toThrow('weights from 0 up are needed');
    }
  });
});
