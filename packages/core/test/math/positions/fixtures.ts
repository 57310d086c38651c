import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RotaryScaling, T5BucketOptions } from '../../../src/math/index.js';

interface PositionFixtures {
  readonly rotary: readonly {
    readonly width: number;
    readonly base: number;
    readonly scaling: RotaryScaling;
    readonly frequencies: readonly number[];
  }[];
  readonly rotated: {
    readonly x: readonly number[][][];
    readonly angles: readonly number[][];
    readonly interleaved: readonly number[][][];
    readonly 'half-split': readonly number[][][];
  };
  readonly alibi: readonly (readonly number[])[];
  /** Runs of equal buckets, [first relative position, bucket], up to twice the greatest distance. */
  readonly t5: readonly (Required<T5BucketOptions> & { readonly runs: readonly (readonly [number, number])[] })[];
  /** [distance, mean, min, max] */
  readonly kernel: { readonly matrix: readonly number[][]; readonly expected: readonly (readonly number[])[] };
}

/** Computed with NumPy by the script beside them. */
export const fixtures: PositionFixtures = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/positions.json'), 'utf8'),
);
