import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, dense } from '../dense.js';
import { badOption } from '../option.js';
import { type SimilarityKind, similarityKinds } from './similarity-kinds.js';

/**
 * How alike the encodings of each two positions are: [positions, positions] of a table [positions, width]; `cosine` is
 * NaN where an encoding is 0, which has no direction. Throws `wrong-shape`, `bad-option`.
 */
export function similarity(table: Dense, kind: SimilarityKind): Dense<Float32Array> {
  if (table.shape.length !== 2) throw wrongOperand('The table', table.shape, reason`it must be [positions, width]`);
  if (!similarityKinds.includes(kind)) throw badOption('similarity', kind, reason`it is one of ${similarityKinds}`);
  const [length, width] = table.shape;
  const dot = (a: number, b: number) => {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += table.values[a * width + i] * table.values[b * width + i];
    return sum;
  };
  const norms = Float64Array.from({ length }, (_, at) => (kind === 'dot' ? 1 : Math.sqrt(dot(at, at))));
  const values = new Float32Array(length * length);
  for (let a = 0; a < length; a++) {
    for (let b = 0; b <= a; b++) {
      values[a * length + b] = values[b * length + a] = dot(a, b) / norms[a] / norms[b];
    }
  }
  return dense(values, [length, length]);
}
