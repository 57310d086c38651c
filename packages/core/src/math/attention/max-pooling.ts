import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, rounded } from '../dense.js';

export interface MaxPooling {
  /** The highest value of each feature: [.., width]. */
  readonly output: Dense;
  /** Position that had it, the first of equals, laid out as the output. */
  readonly winners: Int32Array;
  /** Share of the features that each position won: [.., positions]; sums to 1. */
  readonly saliency: Dense;
}

/**
 * Attention by maximum: output[feature] = max over positions of input [.., positions, width]. A position matters as much as it
 * wins features. NaN wins nothing unless all is NaN. Throws `wrong-shape` where there are no positions or no features.
 */
export function maxPooling(input: Dense): MaxPooling {
  const { shape, values } = input;
  const [positions, width] = shape.slice(-2);
  if (shape.length < 2 || positions === 0 || width === 0) {
    throw wrongOperand('The input', shape, reason`[.., positions, width], with one at least of each, is needed`);
  }
  const items = values.length / (positions * width);
  const output = new Float64Array(items * width);
  const winners = new Int32Array(items * width);
  const saliency = new Float64Array(items * positions);
  for (let item = 0; item < items; item++) {
    const start = item * positions * width;
    for (let feature = 0; feature < width; feature++) {
      let best = 0;
      for (let position = 1; position < positions; position++) {
        const value = values[start + position * width + feature];
        const highest = values[start + best * width + feature];
        if (value > highest || (highest !== highest && value === value)) best = position;
      }
      output[item * width + feature] = values[start + best * width + feature];
      winners[item * width + feature] = best;
      saliency[item * positions + best]++;
    }
  }
  for (let i = 0; i < saliency.length; i++) saliency[i] /= width;
  return {
    output: rounded(output, [...shape.slice(0, -2), width], input),
    winners,
    saliency: rounded(saliency, shape.slice(0, -1), input),
  };
}
