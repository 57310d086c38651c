import { reason } from '../../errors.js';
import type { TensorSource } from '../../data/index.js';
import { wrongShape } from '../../shape.js';
import { dense, rollout, rollUpHeads } from '../../math/index.js';
import { firstLayer, layersOf } from './panels.js';

/**
 * A source whose layers are rolled out: layer l holds how much of each input token reaches each position after layers 0 … l,
 * in the mean over heads (Abnar & Zuidema 2020, 3). One head a layer, numbered 0; computed when the first is asked for.
 * `wrong-shape` where queries and keys are not the same positions, or layers differ in their size.
 */
export function rolledOut(source: TensorSource): TensorSource {
  let rolled: Promise<Float32Array> | null = null;
  // A layer without attention passes on what comes in.
  const layers = layersOf(source);
  const [length] = source.shape(firstLayer(source));
  const compute = async () => {
    const values = new Float32Array(layers.length * length * length);
    for (const [at, layer] of layers.entries()) {
      const shape = source.shape(layer);
      if (shape[0] !== length || shape[1] !== length) {
        throw wrongShape('attention', shape, reason`a rollout needs the same positions on both sides of every layer`);
      }
      values.set(await meanOfHeads(source, layer), at * length * length);
    }
    return rollout(dense(values, [layers.length, length, length]), { layers: true }).values;
  };
  return {
    kind: 'weights',
    layers: source.layers,
    heads: (layer) => Math.min(1, source.heads(layer)),
    shape: source.shape,
    queryTokens: source.queryTokens,
    keyTokens: source.keyTokens,
    segments: source.segments?.bind(source),
    description: source.description,
    get remarks() {
      return source.remarks;
    },
    async slice(layer, head, signal) {
      // A head that does not exist is the source's to refuse.
      if (head !== 0 || !source.heads(layer)) return source.slice(layer, head || source.heads(layer), signal);
      const values = await (rolled ??= compute());
      signal?.throwIfAborted();
      const at = layers.indexOf(layer);
      return values.subarray(at * length * length, (at + 1) * length * length);
    },
  };
}

async function meanOfHeads(source: TensorSource, layer: number): Promise<Float32Array> {
  const heads = Array.from({ length: source.heads(layer) }, (_, head) => source.slice(layer, head));
  return rollUpHeads(await Promise.all(heads), 'mean');
}
