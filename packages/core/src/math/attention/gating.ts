import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, float64, rounded } from '../dense.js';
import { addTimes } from '../matrix-product.js';

export interface Gating {
  /** Share of each feature that passes, 0 to 1: [.., width]. */
  readonly gate: Dense;
  /** [.., width] */
  readonly output: Dense;
}

/**
 * Attention by gates: gate = σ(x W + b), output = gate ∘ x, for input x [.., width], weight W [width, width], bias b [width],
 * 0 unless given. Each feature is weighed by itself; the gates of a row need not sum to 1 (the gated linear units of Dauphin
 * et al. 2017, 2, with the input itself as what is gated). Throws `wrong-shape`.
 */
export function gating(input: Dense, weight: Dense, bias?: Dense): Gating {
  const { shape } = input;
  const width = shape[shape.length - 1];
  if (weight.shape.length !== 2 || weight.shape[0] !== width || weight.shape[1] !== width) {
    throw wrongOperand('The weight', weight.shape, reason`[width, width], here [${width}, ${width}], is needed`);
  }
  if (bias && bias.values.length !== width) throw wrongOperand('The bias', bias.shape, reason`[${width}] is needed`);
  const x = float64(input);
  const gate = new Float64Array(x.length);
  if (bias) for (let i = 0; i < gate.length; i++) gate[i] = bias.values[i % width];
  addTimes(x, float64(weight), x.length / width, width, width, gate);
  const output = new Float64Array(x.length);
  for (let i = 0; i < gate.length; i++) {
    gate[i] = 1 / (1 + Math.exp(-gate[i]));
    output[i] = gate[i] * x[i];
  }
  return { gate: rounded(gate, shape, input), output: rounded(output, shape, input) };
}
