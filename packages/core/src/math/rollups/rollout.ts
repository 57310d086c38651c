import { type Dense, dense } from '../dense.js';
import { addTimes } from '../matrix-product.js';
import { type LayerOptions, layersWithResidual } from './layers.js';

export interface RolloutOptions extends LayerOptions {
  /** Gives the rollout up to every layer, [layers, N, N], not only the last. False unless given. */
  readonly layers?: boolean;
}

/**
 * How much of each input token reaches each position of the last layer, if attention passed it on and residual connections
 * kept their share: the product of all layers, the first applied first (Abnar & Zuidema 2020, 3, "attention rollout").
 * Attention [layers, heads, N, N] or [layers, N, N] gives [N, N], position by input token; rows sum to 1 where every layer's
 * do. Masked cells count as 0; a row of NaN takes no part and
 * stays NaN. Throws `wrong-shape`, `bad-option`.
 */
export function rollout(attention: Dense, options: RolloutOptions = {}): Dense<Float32Array> {
  const { layers, length, missing } = layersWithResidual(attention, options);
  const cells = length * length;
  const steps = options.layers ? layers.length : 1;
  const values = new Float32Array(steps * cells);
  let rolled = new Float64Array(cells);
  for (let i = 0; i < length; i++) rolled[i * length + i] = 1;
  if (!options.layers) values.set(rolled);
  layers.forEach((layer, at) => {
    const next = new Float64Array(cells);
    addTimes(layer, rolled, length, length, length, next);
    rolled = next;
    values.set(rolled, options.layers ? at * cells : 0);
  });
  for (let row = 0; row < steps * length; row++) {
    if (missing[row % length]) values.fill(NaN, row * length, (row + 1) * length);
  }
  return dense(values, options.layers ? [steps, length, length] : [length, length]);
}
