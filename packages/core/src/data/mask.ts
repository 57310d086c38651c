import { type Shape, Tensor } from '../tensor.js';
import { type AxisRules, arrange, axisList, wrongShape } from './axes.js';

// Additive masks hold 0 and the most negative number at hand: −∞, −3.4e38, −65504, −1e9, in early BERT −10000.
const forbiddenFrom = -1e4;

/** Which cells may not be attended, for each layer and head. */
export class Mask {
  readonly #tensor: Tensor;
  readonly #forbids: (value: number) => boolean;

  /**
   * The axes are those of the attention, each of its length or 1; missing ones are 1, so that one row of keys is a
   * mask too. Truth values and integers: not 0 is allowed. Floats: the same, unless one is negative or all are 0; then
   * they are what is added to the scores. `sizes` are the layers' [1, head, query, key].
   */
  constructor(tensor: Tensor, rules: AxisRules, sizes: readonly Shape[]) {
    const { dtype, shape, bytes, bigEndian, offset } = tensor;
    const rows = shape.length === 1 ? new Tensor(dtype, [1, ...shape], bytes, { bigEndian, offset }) : tensor;
    // The names that are given are the attention's: they are the mask's too if it has as many axes.
    const axes = rules.axes && axisList(rules.axes).length === rows.shape.length ? rules.axes : null;
    this.#tensor = arrange(rows, { ...rules, axes, broadcast: true });
    for (const size of sizes) {
      if (this.#tensor.shape.some((length, axis) => length !== 1 && length !== (axis ? size[axis] : sizes.length))) {
        throw wrongShape(rules.name, tensor.shape, `it does not fit attention of [${size.join(', ')}]`);
      }
    }
    const isFloat = /float/.test(tensor.dtype);
    const values = isFloat ? this.#tensor.float32() : null;
    const additive = values && (values.some((value) => value < 0) || values.every((value) => value === 0));
    this.#forbids = additive ? (value) => value <= forbiddenFrom : (value) => value === 0;
  }

  /** A copy of the values with −∞ where the mask forbids. */
  apply(values: Float32Array, layer: number, head: number, keys: number): Float32Array {
    const [layers, heads, rows, columns] = this.#tensor.shape;
    const mask = this.#tensor.slice(layers === 1 ? 0 : layer, heads === 1 ? 0 : head).float32();
    return values.map((value, at) => {
      const row = rows === 1 ? 0 : Math.floor(at / keys);
      return this.#forbids(mask[row * columns + (columns === 1 ? 0 : at % keys)]) ? -Infinity : value;
    });
  }
}
