import type { Dense, SimilarityKind } from '@attn-elements/core/math';
import type { Kernel, Pairs } from './encoding.js';
import { positionStep } from './table-pairs.js';

/**
 * The kernel of a table of sines and cosines in turn: two positions so many apart have the dot product Σ cos(distance × θᵢ),
 * whichever they are, and that is the sum of the cosine columns at that position.
 */
export function waveKernel({ shape, values: table }: Dense<Float32Array>, kind: SimilarityKind): Kernel {
  const [length, width] = shape;
  const pairs = width / 2;
  const values = new Float32Array(length);
  for (let distance = 0; distance < length; distance++) {
    let sum = 0;
    for (let column = 1; column < width; column += 2) sum += table[distance * width + column];
    values[distance] = kind === 'dot' ? sum : sum / pairs;
  }
  const mean = kind === 'dot' ? 'Σᵢ' : `1/${pairs} Σᵢ`;
  return {
    lines: [{ head: null, values }],
    first: 0,
    step: 1,
    band: null,
    unit: kind,
    formula: (distance) => `${mean} cos(${distance} θᵢ)`,
  };
}

/** The same of each two positions: a matrix whose cells know only how far those are apart. */
export function wavePairs({ lines: [{ values: kernel }], unit }: Kernel, pairs: number): Pairs {
  const step = positionStep(kernel.length, 1);
  const count = Math.ceil(kernel.length / step);
  const values = new Float32Array(count * count);
  for (let query = 0, at = 0; query < count; query++) {
    for (let key = 0; key < count; key++) values[at++] = kernel[Math.abs(query - key) * step];
  }
  const mean = unit === 'dot' ? 'Σᵢ' : `1/${pairs} Σᵢ`;
  return {
    count,
    step,
    matrices: [{ head: null, values }],
    unit,
    formula: (query, key) => `${mean} cos(${Math.abs(query - key)} θᵢ)`,
  };
}
