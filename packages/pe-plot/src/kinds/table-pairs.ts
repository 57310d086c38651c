import { type Dense, dense, distanceKernel, type SimilarityKind, similarity } from '@attn-elements/core/math';
import type { Kernel, Pairs } from './encoding.js';

/** The most multiplications that a similarity may cost: a tenth of a second or so. */
const MOST_PRODUCTS = 2 ** 27;
/** The most positions of a matrix: more cells than a screen has pixels. */
export const MOST_POSITIONS = 1024;

/** Step between the positions that stand for all, where those are too many to compare each two. */
export function positionStep(length: number, width: number, matrices = 1): number {
  const most = Math.min(
    Math.floor(MOST_POSITIONS / Math.sqrt(matrices)),
    Math.floor(Math.sqrt((2 * MOST_PRODUCTS) / Math.max(1, width))),
  );
  return Math.max(1, Math.ceil(length / most));
}

/** Similarity of each two rows of a table. */
export function tablePairs(table: Dense<Float32Array>, kind: SimilarityKind, name = 'PE'): Pairs {
  const [length, width] = table.shape;
  const step = positionStep(length, width);
  const { shape, values } = similarity(everyRow(table, step), kind);
  const formula = (query: number, key: number) => {
    const [a, b] = [`${name}(${query})`, `${name}(${key})`];
    return kind === 'dot' ? `${a} · ${b}` : `${a} · ${b} / (|${a}| |${b}|)`;
  };
  return { count: shape[0], step, matrices: [{ head: null, values }], unit: kind, formula };
}

/** The mean of a matrix of pairs by distance, and between which values it lies. */
export function pairsKernel({ count, step, matrices, unit }: Pairs): Kernel {
  const { mean, min, max } = distanceKernel(dense(matrices[0].values, [count, count]), { folded: true });
  return {
    lines: [{ head: null, values: mean }],
    first: 0,
    step,
    band: { low: min, high: max },
    unit,
    formula: (distance) => {
      const [one, other] = ['PE(n)', `PE(n + ${distance})`];
      return unit === 'cosine' ? `⟨${one} · ${other} / (|${one}| |${other}|)⟩ₙ` : `⟨${one} · ${other}⟩ₙ`;
    },
  };
}

function everyRow(table: Dense<Float32Array>, step: number): Dense<Float32Array> {
  if (step === 1) return table;
  const [length, width] = table.shape;
  const count = Math.ceil(length / step);
  const values = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    values.set(table.values.subarray(row * step * width, (row * step + 1) * width), row * width);
  }
  return dense(values, [count, width]);
}
