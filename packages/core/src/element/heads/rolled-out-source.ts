import type { TensorSource } from '../../data/index.js';
import { wrongShape } from '../../tensor.js';
import { dense, rollout } from '../../math/index.js';

/**
 * A source whose layers are rolled out: layer l holds how much of each input token reaches each position after layers 0 … l,
 * in the mean over heads (Abnar & Zuidema 2020, 3). One head a layer, numbered 0; computed when the first is asked for.
 * `wrong-shape` where queries and keys are not the same positions, or layers differ in their size.
 */
export function rolledOut(source: TensorSource): TensorSource {
  let rolled: Promise<Float32Array> | null = null;
  const [length] = source.shape(0);
  const compute = async () => {
    const layers: Float32Array[] = [];
    for (let layer = 0; layer < source.layers; layer++) {
      const shape = source.shape(layer);
      if (shape[0] !== length || shape[1] !== length) {
        throw wrongShape('attention', shape, 'a rollout needs the same positions on both sides of every layer');
      }
      layers.push(await meanOfHeads(source, layer));
    }
    const values = new Float32Array(source.layers * length * length);
    layers.forEach((values_, layer) => values.set(values_, layer * length * length));
    return rollout(dense(values, [source.layers, length, length]), { layers: true }).values;
  };
  return {
    kind: 'weights',
    layers: source.layers,
    heads: (layer) => Math.min(1, source.heads(layer)),
    shape: source.shape,
    queryTokens: source.queryTokens,
    keyTokens: source.keyTokens,
    description: source.description,
    async slice(layer, head, signal) {
      // What does not exist answers with what is wrong.
      if (head !== 0 || !source.heads(layer)) return source.slice(layer, head || source.heads(layer), signal);
      const values = await (rolled ??= compute());
      signal?.throwIfAborted();
      return values.subarray(layer * length * length, (layer + 1) * length * length);
    },
  };
}

/** Masked cells count as 0. */
async function meanOfHeads(source: TensorSource, layer: number): Promise<Float32Array> {
  const heads = source.heads(layer);
  const [queries, keys] = source.shape(layer);
  const mean = new Float32Array(queries * keys);
  for (let head = 0; head < heads; head++) {
    const values = await source.slice(layer, head);
    for (let i = 0; i < mean.length; i++) if (values[i] > -Infinity) mean[i] += values[i] / heads;
  }
  return mean;
}
