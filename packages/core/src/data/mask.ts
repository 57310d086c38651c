import { type Shape, Tensor } from '../tensor.js';
import { type AxisRules, arrange, axisList, wrongShape } from './axes.js';

// Additive masks hold 0 and the most negative number at hand: −∞, −3.4e38, −65504, −1e9, in early BERT −10000.
const forbiddenFrom = -1e4;

/** A copy of a head's values with −∞ in the cells that may not be attended. */
export type ApplyMask = (values: Float32Array, layer: number, head: number) => Float32Array;

/**
 * The axes of a mask are those of the attention, each of its length or 1; missing ones are 1, so that one row of keys is
 * a mask too. Truth values and integers: not 0 is allowed. Floats: the same, unless one is negative or all are 0; then
 * they are what is added to the scores. `sizes` are [layer, head, query, key] of
 * the array, or of each array of a tuple.
 * @returns null where the mask does not fit and need not.
 */
export function readMask(
  mask: Tensor,
  rules: AxisRules,
  layers: number,
  sizes: readonly Shape[],
  optional: boolean,
): ApplyMask | null {
  const { dtype, bytes, bigEndian } = mask;
  const [row] = mask.shape;
  const whole = mask.shape.length === 1 ? new Tensor(dtype, [1, row], bytes, { bigEndian, offset: mask.offset }) : mask;
  // The names that are given are the attention's: they are the mask's too if it has as many axes.
  const axes = rules.axes && axisList(rules.axes).length === whole.shape.length ? rules.axes : null;
  const { shape, strides, offset } = arrange(whole, { ...rules, name: 'mask', axes, broadcast: true });
  // An axis of 1 is for every index: its stride is 0.
  const steps = strides.map((stride, axis) => (shape[axis] === 1 ? 0 : stride));
  for (const size of sizes) {
    const fits = [layers, ...size.slice(1)].every((length, axis) => shape[axis] === 1 || shape[axis] === length);
    if (!fits && optional) return null;
    if (!fits) throw wrongShape('mask', mask.shape, `it does not fit attention of [${size.join(', ')}]`);
  }
  const values = /float/.test(dtype) ? mask.float32() : null;
  const additive = values && (values.some((value) => value < 0) || values.every((value) => value === 0));
  const forbids = (value: number) => (additive ? value <= forbiddenFrom : value === 0);

  return (values, layer, head) => {
    const at = { strides: steps.slice(2), offset: offset + layer * steps[0] + head * steps[1], bigEndian };
    const cells = new Tensor(dtype, (sizes[layer] ?? sizes[0]).slice(2), bytes, at).float32();
    return values.map((value, cell) => (forbids(cells[cell]) ? -Infinity : value));
  };
}
