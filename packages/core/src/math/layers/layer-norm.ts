import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, rounded } from '../dense.js';
import { requireAbove } from '../option.js';

export interface LayerNormParameters {
  /** [width]; 1 unless given. */
  readonly weight?: Dense;
  /** [width]; 0 unless given. */
  readonly bias?: Dense;
  /** Added to the variance; 1e-5 unless given. */
  readonly epsilon?: number;
}

/**
 * (x − mean) / √(variance + epsilon) × weight + bias over the last axis, the variance that of the row, not of a sample
 * (Ba et al. 2016, 3). Same shape. Throws `wrong-shape`, `bad-option`.
 */
export function layerNorm(input: Dense, { weight, bias, epsilon = 1e-5 }: LayerNormParameters = {}): Dense {
  const { shape, values } = input;
  const width = shape[shape.length - 1];
  requireAbove('epsilon', epsilon, 0);
  if (weight && weight.values.length !== width)
    throw wrongOperand('The weight', weight.shape, reason`[${width}] is needed`);
  if (bias && bias.values.length !== width) throw wrongOperand('The bias', bias.shape, reason`[${width}] is needed`);
  const output = new Float64Array(values.length);
  for (let start = 0; start < values.length; start += width) {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += values[start + i];
    const mean = sum / width;
    let squares = 0;
    for (let i = 0; i < width; i++) squares += (values[start + i] - mean) ** 2;
    const scale = 1 / Math.sqrt(squares / width + epsilon);
    for (let i = 0; i < width; i++) {
      output[start + i] = (values[start + i] - mean) * scale * (weight?.values[i] ?? 1) + (bias?.values[i] ?? 0);
    }
  }
  return rounded(output, shape, input);
}
