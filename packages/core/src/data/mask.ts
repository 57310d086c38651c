import { type Shape, type Tensor, wrongShape } from '../tensor.js';
import { type AxisRules, arrange, axisList } from './axes.js';

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
  // The names that are given are the attention's: they are the mask's too if it has as many axes.
  const axes = axisList(rules.axes).length === mask.shape.length ? rules.axes : null;
  const arranged = arrange(mask, { ...rules, name: 'mask', axes, isMask: true });
  const fullShapes = sizes.map(([, ...rest]) => [layers, ...rest]);
  for (const full of fullShapes) {
    if (full.every((length, axis) => arranged.shape[axis] === 1 || arranged.shape[axis] === length)) continue;
    if (optional) return null;
    throw wrongShape('mask', mask.shape, `it does not fit attention of [${full.join(', ')}]`);
  }
  const stored = /float/.test(mask.dtype) ? mask.float32() : null;
  const isAdditive = stored?.some((value) => value < 0) || stored?.every((value) => value === 0);
  const forbids = (value: number) => (isAdditive ? value <= forbiddenFrom : value === 0);

  return (values, layer, head) => {
    // Axes of 1 were given no stride: they go for every index.
    const full = arranged.view(fullShapes[layer] ?? fullShapes[0], arranged.strides);
    const cells = full.slice(layer, head).float32();
    return values.map((value, cell) => (forbids(cells[cell]) ? -Infinity : value));
  };
}
