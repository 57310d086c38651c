import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, dense } from '../dense.js';
import { MASKED_BELOW } from '../masked.js';
import { type RotaryOptions, rotaryAngles } from './rotary.js';

/** Mean of a matrix at each relative distance, one entry a distance; NaN where it holds nothing there. */
export interface DistanceKernel {
  readonly distances: Int32Array;
  readonly mean: Float32Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
}

export interface DistanceKernelOptions {
  /** Takes both directions together: distances are |column − row|. False unless given. */
  readonly folded?: boolean;
}

/**
 * Mean, minimum and maximum of a matrix [rows, columns] by distance, column − row, from −(columns − 1) to rows − 1: of a
 * `similarity`, how it falls with distance; of one head of an ALiBi or T5 bias, that bias; of attention, how far it looks.
 * The last row stands at the last column, as the last query does at the last key. Masked cells and NaN count nowhere.
 * Throws `wrong-shape`.
 */
export function distanceKernel(matrix: Dense, { folded = false }: DistanceKernelOptions = {}): DistanceKernel {
  if (matrix.shape.length !== 2) throw wrongOperand('The matrix', matrix.shape, reason`it must be [rows, columns]`);
  const [rows, columns] = matrix.shape;
  const offset = columns - rows;
  const first = folded ? 0 : 1 - columns;
  const last = folded ? Math.max(rows, columns) - 1 : rows - 1;
  const count = Math.max(0, last - first + 1);
  const sums = new Float64Array(count);
  const seen = new Float64Array(count);
  const min = new Float32Array(count).fill(Infinity);
  const max = new Float32Array(count).fill(-Infinity);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      const value = matrix.values[i];
      if (!(value > MASKED_BELOW)) continue;
      const distance = column - row - offset;
      const at = (folded ? Math.abs(distance) : distance) - first;
      sums[at] += value;
      seen[at] += 1;
      min[at] = Math.min(min[at], value);
      max[at] = Math.max(max[at], value);
    }
  }
  const orNaN = (value: number, at: number) => (seen[at] ? value : NaN);
  return {
    distances: Int32Array.from({ length: count }, (_, at) => first + at),
    mean: Float32Array.from(sums, (sum, at) => sum / seen[at]),
    min: min.map(orNaN),
    max: max.map(orNaN),
  };
}

/**
 * Effect of the rotation on the dot product of a unit vector with itself, so many positions apart, in the mean over all
 * directions: (2 / width) Σᵢ cos(distance × θᵢ), for distances 0 … length − 1: [length] (the kernel of Su et al. 2021,
 * 3.4.3, which is the same in both directions). Throws `bad-option`.
 */
export function rotaryKernel(options: Omit<RotaryOptions, 'start'>): Dense<Float32Array> {
  const angles = rotaryAngles({ ...options, start: 0 });
  const [length, pairs] = angles.shape;
  const values = new Float32Array(length);
  for (let distance = 0; distance < length; distance++) {
    let sum = 0;
    for (let pair = 0; pair < pairs; pair++) sum += Math.cos(angles.values[distance * pairs + pair]);
    values[distance] = sum / pairs;
  }
  return dense(values, [length]);
}
