import { AttnError, reason } from '../../errors.js';
import { type Architecture, layersOf, type ModelPart, partsOf } from '../architecture.js';
import type { Attended, Engine, Rows } from '../engine/engine.js';

/** A head of one layer of a part. */
export interface HeadPlace {
  readonly part: ModelPart;
  readonly layer: number;
  readonly head: number;
}

/** A head whose output is taken away. */
export interface Ablation extends HeadPlace {
  /** Stand-in of its output: nothing, or its mean over the queries of this text. */
  readonly by: 'zero' | 'mean';
}

/** A head that attends as it is told to. */
export interface Patch extends HeadPlace {
  /** Weights [queries, keys], row-major. */
  readonly weights: Float32Array;
}

/** Changes of the heads of a pass. */
export interface Interventions {
  readonly ablate?: readonly Ablation[];
  readonly patch?: readonly Patch[];
}

/**
 * Refuses heads and tokens that there are not: a change of nothing would be shown as if it were one.
 * @throws {AttnError} `no-head`, `bad-option`
 */
export function requirePlaces(
  architecture: Architecture,
  { ablate = [], patch = [] }: Interventions,
  hiddenTokens: readonly number[],
  tokens: number,
): void {
  for (const { part, layer, head } of [...ablate, ...patch]) {
    const layers = partsOf(architecture).includes(part) ? layersOf(architecture, part) : [];
    if (Number.isSafeInteger(head) && head >= 0 && head < (layers[layer]?.heads ?? 0)) continue;
    const most = Math.max(0, ...layers.map(({ heads }) => heads));
    throw new AttnError('no-head', { layer, head, url: architecture.modelType, layers: layers.length, heads: most });
  }
  const beyond = hiddenTokens.find((at) => !(Number.isSafeInteger(at) && at >= 0 && at < tokens));
  if (beyond === undefined) return;
  throw new AttnError('bad-option', {
    name: 'mask',
    value: beyond,
    ...reason`there are ${tokens} tokens, counted from 0`,
  });
}

interface HeadSizes {
  readonly heads: number;
  readonly keyHeads: number;
  readonly headWidth: number;
}

/** Changes what heads of a layer have attended to, and what comes of it. */
export function intervene(
  engine: Engine,
  attended: Attended,
  values: Rows,
  sizes: HeadSizes,
  { patches, ablations }: { readonly patches: readonly Patch[]; readonly ablations: readonly Ablation[] },
): void {
  if (patches.length === 0 && ablations.length === 0) return;
  const { output, weights } = attended;
  const sums = engine.read(output);
  for (const { head, weights: given } of patches) {
    engine.write(weights, given, head * output.rows);
    weigh(sums, given, engine.read(values), head, sizes);
  }
  for (const { head, by } of ablations) replaceHead(sums, head, sizes, by);
  engine.write(output, sums);
  engine.replaced?.(attended, { given: patches.map(({ head }) => head), ablated: ablations });
}

/** Sums of one head, by weights [queries, keys]. */
function weigh(sums: Float32Array, weights: Float32Array, values: Float32Array, head: number, sizes: HeadSizes): void {
  const { heads, keyHeads, headWidth } = sizes;
  const [width, keyWidth] = [heads * headWidth, keyHeads * headWidth];
  const [queries, keys] = [sums.length / width, values.length / keyWidth];
  const from = Math.floor(head / (heads / keyHeads)) * headWidth;
  for (let query = 0; query < queries; query++) {
    for (let i = 0; i < headWidth; i++) {
      let sum = 0;
      for (let key = 0; key < keys; key++) sum += weights[query * keys + key] * values[key * keyWidth + from + i];
      sums[query * width + head * headWidth + i] = sum;
    }
  }
}

function replaceHead(sums: Float32Array, head: number, { heads, headWidth }: HeadSizes, by: Ablation['by']): void {
  const width = heads * headWidth;
  const queries = sums.length / width;
  for (let i = head * headWidth; i < (head + 1) * headWidth; i++) {
    let sum = 0;
    for (let query = 0; query < queries; query++) sum += sums[query * width + i];
    const value = by === 'mean' ? sum / queries : 0;
    for (let query = 0; query < queries; query++) sums[query * width + i] = value;
  }
}
