import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { softmax } from '../attention/softmax.js';
import { type Dense, exact, rounded } from '../dense.js';
import { type LinearParameters, linear } from './linear.js';

export interface AttentionLayer {
  /** Weight of each feature; each row sums to 1: [.., width]. */
  readonly weights: Dense;
  /** [.., width] */
  readonly output: Dense;
}

/**
 * The attention layer that many tutorials begin with: weights = softmax over features of x Wᵀ + b, output = weights ∘ x.
 * Input x [.., width], weight [width, width], bias [width]. Throws `wrong-shape`: weights that are to fit their input must be
 * as wide as it is.
 */
export function attentionLayer(input: Dense, parameters: LinearParameters): AttentionLayer {
  const { shape } = parameters.weight;
  if (shape.length !== 2 || shape[0] !== shape[1]) {
    throw wrongOperand(
      'The weight',
      shape,
      reason`[width, width] is needed, so that the weights are as wide as the input`,
    );
  }
  const x = exact(input);
  const weights = exact(softmax(linear(x, parameters))).values;
  const output = weights.map((weight, at) => weight * x.values[at]);
  return { weights: rounded(weights, input.shape, input), output: rounded(output, input.shape, input) };
}
