import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Dense, dense } from '../../../src/math/dense.js';
import type { HeadRollup } from '../../../src/math/index.js';
import type { Nested } from '../nested.js';

interface RollupFixtures {
  /** [layers, heads, tokens, tokens] */
  readonly attention: readonly Nested[];
  readonly rollouts: readonly {
    readonly residual: number;
    readonly heads: HeadRollup;
    /** [layers, tokens, tokens] */
    readonly expected: readonly Nested[];
  }[];
  readonly entropy: readonly Nested[];
  readonly firstToken: readonly Nested[];
  readonly tokens: readonly string[];
  readonly heads: readonly {
    readonly weights: readonly (readonly (readonly number[])[])[];
    readonly scores: Readonly<Record<'previous' | 'same' | 'induction', readonly number[]>>;
  }[];
}

/** Computed with NumPy by the script beside them. */
export const fixtures: RollupFixtures = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/rollups.json'), 'utf8'),
);

/** Attention of this shape whose rows sum to 1, some of its cells 0. */
export function anyAttention(...shape: number[]): fc.Arbitrary<Dense<Float64Array>> {
  const size = shape.reduce((product, length) => product * length, 1);
  const keys = shape[shape.length - 1];
  const weight = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1, noNaN: true }));
  return fc.array(weight, { minLength: size, maxLength: size }).map((values) => {
    const weights = Float64Array.from(values);
    for (let start = 0; start < size; start += keys) {
      const row = weights.subarray(start, start + keys);
      const sum = row.reduce((total, value) => total + value, 0);
      if (sum === 0) row[0] = 1;
      else row.forEach((value, i) => (row[i] = value / sum));
    }
    return dense(weights, shape);
  });
}
