import { reason } from '../../errors.js';
import { remark, type TensorSource } from '../../data/index.js';
import { attentionFlow, dense, rollout, rollUpHeads } from '../../math/index.js';
import { requireFewEdges } from '../../math/rollups/attention-flow.js';
import { wrongShape } from '../../shape.js';
import { nextTask, Slices } from '../../slices.js';
import { firstLayer, layersOf } from './panels.js';
import type { Rollup } from './source-properties.js';

/** Milliseconds for which flows are computed before the page has its turn. */
const SLICE = 20;

/** Rolled-up attention [length, length] up to one of the layers, by its place among those that have attention. */
type UpTo = (at: number, signal?: AbortSignal) => Promise<Float32Array>;

/**
 * A source whose layers are rolled up: layer l holds how much of each input token reaches each position after layers 0 … l, in
 * the mean over heads (Abnar & Zuidema 2020, 3): by `rollout` the product of the layers, by `flow` the greatest flow through
 * them. One head a layer, numbered 0; computed when it is asked for, flows a position at a time. `wrong-shape` where queries
 * and keys are not the same positions, layers differ in their size, or a flow has too many edges.
 */
export function rolledUp(source: TensorSource, rollup: Exclude<Rollup, 'none'>): TensorSource {
  // A layer without attention passes on what comes in.
  const layers = layersOf(source);
  const [length] = source.shape(firstLayer(source));
  let read: Promise<Float32Array> | null = null;
  const means = () => (read ??= meansOfLayers(source, layers, length, rollup));
  const upTo = rollup === 'flow' ? flowUpTo(means, length) : rolloutUpTo(means, layers.length, length);
  return {
    // A flow is no share: those of a position add up to more than 1.
    kind: rollup === 'flow' || source.kind === 'values' ? 'values' : 'weights',
    layers: source.layers,
    heads: (layer) => Math.min(1, source.heads(layer)),
    shape: source.shape,
    queryTokens: source.queryTokens,
    keyTokens: source.keyTokens,
    segments: source.segments?.bind(source),
    padding: source.padding,
    picture: source.picture,
    description: source.description,
    get remarks() {
      return [...(source.remarks ?? []), remark(rollup === 'flow' ? 'flow' : 'rolled-out')];
    },
    async slice(layer, head, signal) {
      // A head that does not exist is the source's to refuse.
      if (head !== 0 || !source.heads(layer)) return source.slice(layer, head || source.heads(layer), signal);
      const values = await upTo(layers.indexOf(layer), signal);
      signal?.throwIfAborted();
      return values;
    },
  };
}

/** The mean over the heads of every layer that has attention: [layers, length, length]. */
async function meansOfLayers(source: TensorSource, layers: readonly number[], length: number, rollup: Rollup) {
  const values = new Float32Array(layers.length * length * length);
  for (const [at, layer] of layers.entries()) {
    const shape = source.shape(layer);
    if (shape[0] !== length || shape[1] !== length) {
      throw wrongShape('attention', shape, reason`a ${rollup} needs the same positions on both sides of every layer`);
    }
    const heads = Array.from({ length: source.heads(layer) }, (_, head) => source.slice(layer, head));
    values.set(rollUpHeads(await Promise.all(heads), 'mean'), at * length * length);
  }
  return values;
}

/** Rollouts of all layers come of one pass. */
function rolloutUpTo(means: () => Promise<Float32Array>, layers: number, length: number): UpTo {
  const compute = async () => rollout(dense(await means(), [layers, length, length]), { layers: true }).values;
  let all: Promise<Float32Array> | null = null;
  return async (at) => (await (all ??= compute())).subarray(at * length * length, (at + 1) * length * length);
}

/** Flows up to each layer are graphs of their own; what was computed of one is kept. */
function flowUpTo(means: () => Promise<Float32Array>, length: number): UpTo {
  const cells = length * length;
  const done = new Map<number, Float32Array>();
  return async (at, signal) => {
    const kept = done.get(at);
    if (kept) return kept;
    requireFewEdges([at + 1, length, length], at + 1, length, length);
    const below = dense((await means()).subarray(0, (at + 1) * cells), [at + 1, length, length]);
    const values = new Float32Array(cells);
    const slices = new Slices(SLICE, nextTask);
    for (let position = 0; position < length; position++) {
      values.set(attentionFlow(below, { position }).values, position * length);
      await slices.rest();
      signal?.throwIfAborted();
    }
    done.set(at, values);
    return values;
  };
}
