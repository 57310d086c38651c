import type { AttentionBlock, Layer, MlpBlock, ModelPart, NormWeights, Residual } from '../architecture.js';
import type { Engine, Rows } from '../engine/engine.js';
import { type Interventions, intervene } from './interventions.js';
import type { RopeTables } from './positions.js';
import { type AttentionTrace, byHead, type KeptArray } from './trace.js';
import type { LinearInMemory, NormInMemory, WeightsInMemory } from './weights.js';

/** Keys and values of one layer, of all tokens so far. */
export interface KeysAndValues {
  keys: Rows | null;
  values: Rows | null;
}

/** Setting of a pass through a stack, the same in all its layers. */
export interface PassSetting {
  readonly engine: Engine;
  readonly keep: ReadonlySet<KeptArray>;
  readonly interventions: Interventions;
  /** Tokens before those that are computed. */
  readonly offset: number;
  /** Biases of the scores, [heads × queries, keys]. */
  readonly bias: Rows | null;
  readonly rope: (block: AttentionBlock) => RopeTables | null;
}

/** Where a layer attends to. */
interface Attendance {
  readonly part: ModelPart;
  readonly layer: number;
  /** Vectors that keys and values are made of; the queries' own sequence where null. */
  readonly source: Rows | null;
  readonly cache: KeysAndValues | null;
  /** One number a key, 0 for those that nobody may see; null where all may be. */
  readonly visible: Uint8Array | null;
}

interface AttentionWeights {
  readonly query: LinearInMemory;
  readonly key: LinearInMemory;
  readonly value: LinearInMemory;
  readonly output: LinearInMemory;
  readonly queryNorm: NormInMemory | null;
  readonly keyNorm: NormInMemory | null;
}

interface MlpWeights {
  readonly gate: LinearInMemory | null;
  readonly into: LinearInMemory;
  readonly back: LinearInMemory;
}

interface ResidualNorms {
  readonly before: NormInMemory | null;
  readonly after: NormInMemory | null;
  readonly sum: NormInMemory | null;
}

/** The weights of a layer, in memory. */
export interface LayerWeights {
  readonly attention: AttentionWeights & ResidualNorms;
  readonly cross: (AttentionWeights & ResidualNorms) | null;
  readonly mlp: MlpWeights & ResidualNorms;
}

/** Reads the weights of a layer. */
export async function readLayer(weights: WeightsInMemory, layer: Layer, signal?: AbortSignal): Promise<LayerWeights> {
  const norm = (wanted: NormWeights | null) => (wanted ? weights.norm(wanted, signal) : null);
  const norms = async ({ before, after, sum }: Residual<unknown>): Promise<ResidualNorms> => {
    const [first, second, third] = await Promise.all([norm(before), norm(after), norm(sum)]);
    return { before: first, after: second, sum: third };
  };
  const attention = async (residual: Residual<AttentionBlock>) => {
    const { block } = residual;
    const [query, key, value, output, queryNorm, keyNorm, around] = await Promise.all([
      weights.linear(block.query, signal),
      weights.linear(block.key, signal),
      weights.linear(block.value, signal),
      weights.linear(block.output, signal),
      norm(block.queryNorm),
      norm(block.keyNorm),
      norms(residual),
    ]);
    return { query, key, value, output, queryNorm, keyNorm, ...around };
  };
  const mlp = async (residual: Residual<MlpBlock>) => {
    const { block } = residual;
    const [gate, into, back, around] = await Promise.all([
      block.kind === 'gated' ? weights.linear(block.gate, signal) : null,
      weights.linear(block.into, signal),
      weights.linear(block.back, signal),
      norms(residual),
    ]);
    return { gate, into, back, ...around };
  };
  const [own, cross, after] = await Promise.all([
    attention(layer.attention),
    layer.cross ? attention(layer.cross) : null,
    mlp(layer.mlp),
  ]);
  return { attention: own, cross, mlp: after };
}

/** x normed, a new array; x itself without a norm. */
export function normed(engine: Engine, x: Rows, norm: NormInMemory | null): Rows {
  if (!norm) return x;
  const { weights, weight, bias } = norm;
  return weights.kind === 'layer'
    ? engine.layerNorm(x, weight, bias, weights.epsilon)
    : engine.rmsNorm(x, weight, weights.epsilon);
}

/** One layer: x, which it frees, becomes what is returned. Traces of its attentions come in the order they are computed. */
export function passLayer(
  setting: PassSetting,
  layer: Layer,
  weights: LayerWeights,
  x: Rows,
  attend: { readonly own: Attendance; readonly cross: Attendance | null },
): { readonly x: Rows; readonly traces: readonly AttentionTrace[] } {
  const { engine } = setting;
  const traces: AttentionTrace[] = [];
  const attention = (block: AttentionBlock, given: AttentionWeights, where: Attendance) => (input: Rows) => {
    const { output, trace } = passAttention(setting, block, given, input, where);
    traces.push(trace);
    return output;
  };
  const mlp = (input: Rows) => passMlp(engine, layer.mlp.block, weights.mlp, input);
  const own = attention(layer.attention.block, weights.attention, attend.own);
  if (layer.isParallel) {
    const attended = branch(engine, x, weights.attention, own);
    const computed = branch(engine, x, weights.mlp, mlp);
    engine.add(x, attended);
    engine.add(x, computed);
    engine.free(attended, computed);
    return { x, traces };
  }
  let state = residual(engine, x, weights.attention, own);
  if (layer.cross && weights.cross && attend.cross) {
    state = residual(engine, state, weights.cross, attention(layer.cross.block, weights.cross, attend.cross));
  }
  return { x: residual(engine, state, weights.mlp, mlp), traces };
}

/** Branch beside the residual stream, what a block adds to it: after(block(before(x))). */
function branch(engine: Engine, x: Rows, { before, after }: ResidualNorms, block: (x: Rows) => Rows): Rows {
  const input = normed(engine, x, before);
  const output = block(input);
  if (input !== x) engine.free(input);
  const added = normed(engine, output, after);
  if (added !== output) engine.free(output);
  return added;
}

/** x with what a block adds. Frees x where it returns another. */
function residual(engine: Engine, x: Rows, norms: ResidualNorms, block: (x: Rows) => Rows): Rows {
  const added = branch(engine, x, norms, block);
  engine.add(x, added);
  engine.free(added);
  const state = normed(engine, x, norms.sum);
  if (state !== x) engine.free(x);
  return state;
}

function passAttention(
  setting: PassSetting,
  block: AttentionBlock,
  weights: AttentionWeights,
  x: Rows,
  { part, layer, source, cache, visible }: Attendance,
): { readonly output: Rows; readonly trace: AttentionTrace } {
  const { engine, interventions, keep } = setting;
  const { heads, keyHeads, headWidth, scale, softcap, causal, window } = block;
  const isCross = part === 'cross';
  const tables = isCross ? null : setting.rope(block);
  const project = (from: Rows, map: LinearInMemory, norm: NormInMemory | null): Rows => {
    const made = engine.linear(from, map.weight, map.bias);
    const out = normed(engine, made, norm);
    if (out !== made) engine.free(made);
    return out;
  };
  const queries = project(x, weights.query, weights.queryNorm);
  if (tables) engine.rotate(queries, heads, tables.cosines, tables.sines);
  let keys: Rows;
  let values: Rows;
  if (isCross && cache?.keys && cache.values) {
    ({ keys, values } = cache as { keys: Rows; values: Rows });
  } else {
    const newKeys = project(source ?? x, weights.key, weights.keyNorm);
    if (tables) engine.rotate(newKeys, keyHeads, tables.cosines, tables.sines);
    const newValues = project(source ?? x, weights.value, null);
    keys = cache ? engine.append(cache.keys, newKeys) : newKeys;
    values = cache ? engine.append(cache.values, newValues) : newValues;
    if (keys !== newKeys) engine.free(newKeys);
    if (values !== newValues) engine.free(newValues);
    if (cache) Object.assign(cache, { keys, values });
  }
  const attended = engine.attend(queries, keys, values, {
    heads,
    keyHeads,
    headWidth,
    scale,
    softcap,
    causal,
    window,
    offset: isCross ? 0 : setting.offset,
    bias: isCross ? null : setting.bias,
    visible,
  });
  const isHere = (place: { part: ModelPart; layer: number }) => place.part === part && place.layer === layer;
  intervene(engine, attended, values, block, {
    patches: interventions.patch?.filter(isHere) ?? [],
    ablations: interventions.ablate?.filter(isHere) ?? [],
  });
  const { output: sums, weights: attention } = attended;
  const trace: AttentionTrace = {
    heads,
    keyHeads,
    headWidth,
    queryCount: queries.rows,
    keyCount: keys.rows,
    attention: keep.has('attention') ? engine.read(attention) : null,
    queries: keep.has('queries') ? byHead(engine.read(queries), heads, headWidth) : null,
    keys: keep.has('keys') ? byHead(engine.read(keys), keyHeads, headWidth) : null,
    values: keep.has('values') ? byHead(engine.read(values), keyHeads, headWidth) : null,
  };
  const output = engine.linear(sums, weights.output.weight, weights.output.bias);
  engine.free(queries, sums, attention);
  if (!cache) engine.free(keys, values);
  return { output, trace };
}

function passMlp(engine: Engine, block: MlpBlock, weights: MlpWeights, x: Rows): Rows {
  const inner = engine.linear(x, weights.into.weight, weights.into.bias);
  if (weights.gate) {
    const gate = engine.linear(x, weights.gate.weight, weights.gate.bias);
    engine.activate(gate, block.activation);
    engine.multiply(inner, gate);
    engine.free(gate);
  } else {
    engine.activate(inner, block.activation);
  }
  const output = engine.linear(inner, weights.back.weight, weights.back.bias);
  engine.free(inner);
  return output;
}
