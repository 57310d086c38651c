import { describe, expect, it } from 'vitest';
import { attentionCost } from '../../src/math/index.js';

describe('the cost of attention', () => {
  it('is that of the base model of Vaswani et al., counted by hand', () => {
    // 6 layers of 8 heads of width 64, 100 tokens: Q·Kᵀ takes 2 · 100 · 100 · 64 a head, the weighted sum as much.
    const cost = attentionCost({ layers: 6, heads: 8, queries: 100, keys: 100, width: 512 });
    expect(cost.scores).toBe(6 * 8 * 10_000);
    expect(cost.bytes).toBe(1_920_000);
    expect(cost.flops).toBe(6 * 8 * 2 * (2 * 100 * 100 * 64));
    // Four matrices of 512 × 512 for every token.
    expect(cost.projections).toBe(6 * 4 * 2 * 100 * 512 * 512);
  });

  it('does not depend on the number of heads, but for the weights that are kept', () => {
    const [one, eight] = [1, 8].map((heads) => attentionCost({ layers: 1, heads, queries: 7, keys: 5, width: 16 }));
    expect(one.flops).toBe(eight.flops);
    expect(eight.bytes).toBe(8 * one.bytes);
    expect(eight.flops).toBe(2 * 2 * 7 * 5 * 16);
  });
});
