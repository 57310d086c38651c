import type { ComputedSource } from '@attn-elements/core/element';
import {
  allowedKeys,
  type AttentionOptions,
  attentionScores,
  attentionWeights,
  type Dense,
  dense,
  maskRule,
  type Score,
  softmaxGradientNorm,
  weightedSum,
} from '@attn-elements/core/math';

/** One head that is computed step by step: query [queries, width], key [keys, width], and value [keys, value width] where there are any. */
export interface StepsHead {
  readonly query: Dense;
  readonly key: Dense;
  readonly value: Dense | null;
  readonly score: Score;
  /** Options of the computing; null where scores are shown, not weights. */
  readonly options: AttentionOptions | null;
}

/** Numbers of every step of one query; those that a head does not have are null. */
export interface StepsOfQuery {
  /** Scores [keys]: of `scaled-dot` before they are scaled. */
  readonly scores: Float64Array;
  /** [keys] */
  readonly scaled: Float64Array | null;
  /** [keys], −Infinity where a mask forbids; null where there is no mask. */
  readonly masked: Float64Array | null;
  /** [keys] */
  readonly weights: Float64Array | null;
  /** [value width] */
  readonly output: Float64Array | null;
}

/** Effect of scaling on all scores of a head, without it and with it. */
export interface ScalingEffect {
  /** Variance of the scores. */
  readonly variance: readonly [plain: number, scaled: number];
  /** Mean over queries of ‖∂p/∂s‖, the norm of the softmax's gradient. */
  readonly gradient: readonly [plain: number, scaled: number];
}

/** The head of a computed source; null where it holds scores and no queries. Rejects as its values do. */
export async function stepsHead(source: ComputedSource, layer: number, head: number): Promise<StepsHead | null> {
  const { input, masks } = await source.operands([{ layer, head }]);
  if ('scores' in input) return null;
  const ofHead = ({ values, shape }: Dense) => dense(Float64Array.from(values), shape.slice(-2));
  const value = await source.values?.(layer, head);
  return {
    query: ofHead(input.query),
    key: ofHead(input.key),
    value: value ? dense(value.float64(), value.shape) : null,
    score: source.score ?? { kind: 'scaled-dot' },
    options: source.attentionOptions(masks),
  };
}

/** Whether the score is a dot product, whose width may be less than all. */
export const isDot = ({ score }: StepsHead): boolean => score.kind.endsWith('dot');

const isScaled = ({ score }: StepsHead): boolean => score.kind === 'scaled-dot';

/** The steps of one query, of the first `width` columns of queries and keys. */
export function stepsOf(head: StepsHead, row: number, width: number): StepsOfQuery {
  const { query, key, value, options } = head;
  const [queries, keys] = [query.shape[0], key.shape[0]];
  const ofRow = (all: Dense) => Float64Array.from(all.values.subarray(row * keys, (row + 1) * keys));
  const scored = isDot(head) ? dots(head, width) : attentionScores(query, key, { score: head.score });
  const scale = isScaled(head) ? 1 / Math.sqrt(width) : 1;
  const given = dense(
    Float64Array.from(scored.values, (score) => score * scale),
    [queries, keys],
  );
  const weights = options && ofRow(attentionWeights(given, options));
  return {
    scores: ofRow(scored),
    scaled: isScaled(head) ? ofRow(given) : null,
    masked: options && maskedOf(options, ofRow(given), row, queries, keys),
    weights,
    output: weights && value && Float64Array.from(weightedSum(dense(weights, [1, keys]), value).values),
  };
}

/** Effect of scaling at a width; null where the score is no dot product. */
export function scalingEffect(head: StepsHead, width: number): ScalingEffect | null {
  if (!isDot(head)) return null;
  const plain = dots(head, width);
  const scaled = dense(
    Float64Array.from(plain.values, (score) => score / Math.sqrt(width)),
    plain.shape,
  );
  const variances = [plain, scaled].map(({ values }) => varianceOf(values));
  const gradients = [plain, scaled].map((scores) => meanOf(softmaxGradientNorm(attentionWeights(scores)).values));
  return { variance: [variances[0], variances[1]], gradient: [gradients[0], gradients[1]] };
}

function dots({ query, key }: StepsHead, width: number): Dense {
  const first = ({ values, shape: [rows, all] }: Dense) =>
    dense(
      Float64Array.from(values).filter((_, at) => at % all < width),
      [rows, width],
    );
  return attentionScores(first(query), first(key), { score: { kind: 'dot' } });
}

function maskedOf({ mask }: AttentionOptions, scores: Float64Array, row: number, queries: number, keys: number) {
  const grid = { batch: 1, heads: 1, queries, keys };
  const allowed = new Uint8Array(keys);
  allowedKeys(maskRule(mask, grid), 0, 0, row, grid, allowed);
  return allowed.includes(0) ? scores.map((score, at) => (allowed[at] ? score : -Infinity)) : null;
}

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Population variance. */
function varianceOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  return meanOf(Array.from(values, (value) => (value - mean) ** 2));
}
