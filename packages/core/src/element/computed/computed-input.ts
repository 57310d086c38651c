import type { QueriesAndKeys, TensorSource } from '../../data/index.js';
import type { WeightsInput } from '../../gl/index.js';
import { dense, type Dense, type Mask, type Score, type ScoreKind, scoreKinds } from '../../math/index.js';
import type { Tensor } from '../../tensor.js';

/** Input that attention is computed from: queries and keys, or scores that a file holds. */
export type ComputedInput = QueriesAndKeys | TensorSource;

/** One head of a layer. */
export interface HeadPlace {
  readonly layer: number;
  readonly head: number;
}

/** Operands of one run of an engine, and the masks that the file itself asks for. */
export interface Operands {
  readonly input: WeightsInput;
  readonly masks: readonly Mask[];
}

export const holdsScores = (input: ComputedInput): input is TensorSource => 'slice' in input;

/** Scoring functions that the input has all for, the plainest first; none where it holds the scores themselves. */
export function scoresOf(input: ComputedInput): readonly ScoreKind[] {
  if (holdsScores(input)) return [];
  const { parameters, isOneWidth } = input;
  const has = { bilinear: parameters.weight !== null, additive: parameters.additive !== null };
  return scoreKinds.filter((kind) => (kind in has ? has[kind as keyof typeof has] : isOneWidth));
}

/** A scoring function with the parameters of the file. */
export function scoreOf(kind: ScoreKind, { parameters: { weight, additive } }: QueriesAndKeys): Score {
  if (kind === 'bilinear') return { kind, weight: exactNumbers(weight!) };
  if (kind !== 'additive') return { kind };
  const { queryWeight, keyWeight, vector } = additive!;
  return {
    kind,
    queryWeight: exactNumbers(queryWeight),
    keyWeight: exactNumbers(keyWeight),
    vector: exactNumbers(vector),
  };
}

/** Heads of equal shape as one array [heads, ..], in the order in which they are named. Rejects with `no-head`. */
export async function operandsOf(input: ComputedInput, places: readonly HeadPlace[]): Promise<Operands> {
  if (holdsScores(input)) {
    const shape = input.shape(places[0].layer);
    const scores = await Promise.all(places.map(({ layer, head }) => input.slice(layer, head)));
    return { input: { scores: stack(scores, shape) }, masks: [] };
  }
  const heads = places.map(({ layer, head }) => input.head(layer, head));
  const side = (name: 'query' | 'key') => {
    const tensors = heads.map((head) => head[name]);
    return stack(
      tensors.map((tensor) => tensor.float32()),
      tensors[0].shape,
    );
  };
  return { input: { query: side('query'), key: side('key') }, masks: masksIn(input, places) };
}

/** The mask of the file for some heads, if it has one. */
export function masksIn(input: ComputedInput, places: readonly HeadPlace[]): readonly Mask[] {
  // The scores of a file come with its mask in them.
  const parts = holdsScores(input) ? [] : places.flatMap(({ layer, head }) => input.allowed(layer, head) ?? []);
  if (parts.length === 0) return [];
  const [queries, keys] = input.shape(places[0].layer);
  const allowed = new Uint8Array(parts.length * queries * keys);
  parts.forEach((part, at) => allowed.set(part, at * part.length));
  return [{ kind: 'array', allowed: dense(allowed, [1, parts.length, queries, keys]) }];
}

export const exactNumbers = (tensor: Tensor): Dense => dense(tensor.float64(), tensor.shape);

function stack(parts: readonly Float32Array[], shape: readonly number[]): Dense {
  const size = parts[0].length;
  // One head alone stays the view of the file that it is.
  const values = parts.length === 1 ? parts[0] : new Float32Array(parts.length * size);
  if (parts.length > 1) parts.forEach((part, at) => values.set(part, at * size));
  return dense(values, [parts.length, ...shape]);
}
