import type { Kernel, Pairs } from './encoding.js';
import { positionStep } from './table-pairs.js';

/** Bias that is added to the scores of each two positions, and knows only their distance. */
export interface PlotBias {
  /** null alone where all heads have the same. */
  readonly heads: readonly (number | null)[];
  readonly length: number;
  /** Whether a query may attend to keys after it. */
  readonly bidirectional: boolean;
  readonly unit: 'bias' | 'bucket';
  /** @param relative key − query */
  value(relative: number, head: number | null): number;
  formula(relative: number, head: number | null): string;
}

/** The bias of each two positions: [query, key] a head, masked where a key may not be attended to. */
export function biasPairs({ heads, length, bidirectional, unit, value, formula }: PlotBias): Pairs {
  const step = positionStep(length, 1, heads.length);
  const count = Math.ceil(length / step);
  return {
    count,
    step,
    matrices: heads.map((head) => {
      const line = Float32Array.from({ length: 2 * count - 1 }, (_, i) => {
        const relative = (i - count + 1) * step;
        return relative > 0 && !bidirectional ? -Infinity : value(relative, head);
      });
      const values = new Float32Array(count * count);
      for (let query = 0; query < count; query++) {
        values.set(line.subarray(count - 1 - query, 2 * count - 1 - query), query * count);
      }
      return { head, values };
    }),
    unit,
    formula: (query, key, head) => (key > query && !bidirectional ? '−∞' : formula(key - query, head)),
  };
}

/** The bias by distance: of keys before the query alone, or from the last before to the last after. */
export function biasKernel({ heads, length, bidirectional, unit, value, formula }: PlotBias): Kernel {
  const first = bidirectional ? 1 - length : 0;
  const count = bidirectional ? 2 * length - 1 : length;
  const relativeOf = (distance: number) => (bidirectional ? distance : -distance);
  return {
    lines: heads.map((head) => ({
      head,
      values: Float32Array.from({ length: count }, (_, i) => value(relativeOf(first + i), head)),
    })),
    first,
    step: 1,
    band: null,
    unit,
    formula: (distance, head) => formula(relativeOf(distance), head),
  };
}
