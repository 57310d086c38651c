import { softmax } from '../attention/softmax.js';
import { type Dense, exact, rounded } from '../dense.js';
import { type LinearParameters, linear } from './linear.js';

export interface StackedAttention {
  /** Output of each layer, and input of the next: [.., out of the layer]; each row sums to 1. */
  readonly maps: readonly Dense[];
  /** The last map; the input itself where there are no layers. */
  readonly output: Dense;
}

/** Layer over layer x ← softmax over the last axis of x Wᵀ + b: input [.., in of the first layer]. Throws `wrong-shape`. */
export function stackedAttention(input: Dense, layers: readonly LinearParameters[]): StackedAttention {
  let x: Dense = exact(input);
  const maps = layers.map((layer) => {
    x = softmax(linear(x, layer));
    return rounded(exact(x).values, x.shape, input);
  });
  return { maps, output: maps.at(-1) ?? input };
}
