import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { softmaxRow } from '../attention/softmax.js';
import { type Dense, dense } from '../dense.js';

export interface Pooled {
  /** [.., positions] */
  readonly weights: Dense<Float64Array>;
  /** [.., width] */
  readonly output: Dense<Float64Array>;
}

/**
 * Sum over positions of softmax(score) × input: scores [.., positions], input [.., positions, width]. Positions where `allowed`,
 * in the shape of the scores, is 0 have weight 0 and may hold anything; where none is allowed the output is 0. Throws `wrong-shape`.
 */
export function poolRows(scores: Float64Array, input: Dense<Float64Array>, allowed?: Dense<Uint8Array>): Pooled {
  const { shape, values } = input;
  const [positions, width] = shape.slice(-2);
  const scoresShape = shape.slice(0, -1);
  if (allowed && allowed.shape.join() !== scoresShape.join()) {
    throw wrongOperand('The mask', allowed.shape, reason`[${scoresShape.join(', ')}] is needed`);
  }
  const outputShape = [...shape.slice(0, -2), width];
  const items = outputShape.slice(0, -1).reduce((product, length) => product * length, 1);
  const weights = new Float64Array(scores.length);
  const output = new Float64Array(items * width);
  const softmax = softmaxRow(1);
  const all = new Uint8Array(positions).fill(1);
  for (let item = 0; item < items; item++) {
    const start = item * positions;
    softmax.weigh(scores, start, allowed ? allowed.values.subarray(start, start + positions) : all, weights);
    for (let position = start; position < start + positions; position++) {
      const weight = weights[position];
      if (weight === 0) continue;
      for (let d = 0; d < width; d++) output[item * width + d] += weight * values[position * width + d];
    }
  }
  return { weights: dense(weights, scoresShape), output: dense(output, outputShape) };
}
