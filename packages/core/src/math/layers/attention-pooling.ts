import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, exact, rounded } from '../dense.js';
import { type LinearParameters, linear } from './linear.js';
import { poolRows } from './pool-rows.js';

export interface AttentionPooling {
  /** [.., positions] */
  readonly weights: Dense;
  /** [.., width] */
  readonly output: Dense;
}

/**
 * One vector out of many positions, those of an image's feature map for example: weights = softmax over positions of x·w + b,
 * output = Σ weight × x (the soft attention of Xu et al. 2015, 4.2, without a query). Input x [.., positions, width], weight
 * [1, width], bias [1]; positions where `allowed` [.., positions] is 0 take no part. Throws `wrong-shape`.
 */
export function attentionPooling(
  input: Dense,
  parameters: LinearParameters,
  allowed?: Dense<Uint8Array>,
): AttentionPooling {
  if (input.shape.length < 2) throw wrongOperand('The input', input.shape, reason`[.., positions, width] is needed`);
  if (parameters.weight.shape[0] !== 1)
    throw wrongOperand('The weight', parameters.weight.shape, reason`[1, width] is needed`);
  const x = exact(input);
  const { weights, output } = poolRows(exact(linear(x, parameters)).values, x, allowed);
  return {
    weights: rounded(weights.values, weights.shape, input),
    output: rounded(output.values, output.shape, input),
  };
}
