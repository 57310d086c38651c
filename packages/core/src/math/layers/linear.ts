import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, float64, rounded } from '../dense.js';
import { addTimesTransposed } from '../matrix-product.js';

export interface LinearParameters {
  /** [out, in], as in `torch.nn.Linear`. */
  readonly weight: Dense;
  /** [out]; 0 unless given. */
  readonly bias?: Dense;
}

/** y = x Wᵀ + b over the last axis: x [.., in], y [.., out]. Throws `wrong-shape`. */
export function linear(input: Dense, { weight, bias }: LinearParameters): Dense {
  const { shape } = input;
  const [columns, width] = weight.shape;
  if (weight.shape.length !== 2) throw wrongOperand('The weight', weight.shape, reason`[out, in] is needed`);
  if (shape[shape.length - 1] !== width) {
    throw wrongOperand(
      'The input',
      shape,
      reason`the weight [${weight.shape.join(', ')}] takes a last axis of ${width}`,
    );
  }
  if (bias && (bias.shape.length !== 1 || bias.values.length !== columns)) {
    throw wrongOperand('The bias', bias.shape, reason`[${columns}] is needed`);
  }
  const rows = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  const output = new Float64Array(rows * columns);
  if (bias) for (let row = 0; row < rows; row++) output.set(bias.values, row * columns);
  addTimesTransposed(float64(input), float64(weight), rows, width, columns, output);
  return rounded(output, [...shape.slice(0, -1), columns], input);
}
