import { alibiSlopes, type ScoreKind, sinusoidal } from '@attn-elements/core/math';
import type { Operations } from '../engine/operations.js';
import type { ParameterSpecs, ParameterTensors } from './model.js';
import type { PositionKind } from './position-kinds.js';

export type AttentionOptions = NonNullable<Parameters<Operations['attention']>[3]>;

export interface AttentionSettings {
  readonly width: number;
  readonly heads: number;
  readonly score: ScoreKind;
  readonly positions: PositionKind;
}

/** Distances that a T5 bias tells apart: sequences here are short. */
export const BUCKETS = 16;
export const FARTHEST = 32;

/** Cosines lie within ±1, and their softmax would hardly differ from a mean. */
export const COSINE_TEMPERATURE = 0.1;

/** Parameters of the scores of one layer, shared by its heads. A bilinear score begins as the scaled dot product. */
export function scoreSpecs(name: string, { width, heads, score }: AttentionSettings): ParameterSpecs {
  const size = width / heads;
  const most = 1 / Math.sqrt(size);
  if (score === 'bilinear') {
    const values = Float32Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? most : 0));
    return { [`${name}.score_weight`]: { shape: [size, size], initializer: { kind: 'values', values } } };
  }
  if (score !== 'additive') return {};
  const initializer = { kind: 'uniform', most } as const;
  return {
    [`${name}.score_query_weight`]: { shape: [size, size], initializer },
    [`${name}.score_key_weight`]: { shape: [size, size], initializer },
    // Scores of a spread of about 1: bounded terms, added up.
    [`${name}.score_vector`]: { shape: [size], initializer: { kind: 'normal', deviation: 2 * most } },
  };
}

/** Parameters of the bias of one layer. */
export function biasSpecs(name: string, { heads, positions }: AttentionSettings): ParameterSpecs {
  if (positions !== 't5') return {};
  return { [`${name}.relative_attention_bias.weight`]: { shape: [BUCKETS, heads], initializer: { kind: 'zeros' } } };
}

/** The options of one layer's attention but its mask. */
export function attentionOptions(
  p: ParameterTensors,
  name: string,
  { heads, score, positions }: AttentionSettings,
  bidirectional = true,
): AttentionOptions & { readonly heads: number } {
  const of = {
    'scaled-dot': () => ({ kind: 'scaled-dot' }) as const,
    dot: () => ({ kind: 'dot' }) as const,
    cosine: () => ({ kind: 'cosine' }) as const,
    bilinear: () => ({ kind: 'bilinear', weight: p[`${name}.score_weight`] }) as const,
    additive: () =>
      ({
        kind: 'additive',
        queryWeight: p[`${name}.score_query_weight`],
        keyWeight: p[`${name}.score_key_weight`],
        vector: p[`${name}.score_vector`],
      }) as const,
  }[score];
  const table = p[`${name}.relative_attention_bias.weight`];
  const bias =
    positions === 'alibi'
      ? ({ kind: 'alibi', slopes: alibiSlopes(heads).values } as const)
      : table && ({ kind: 't5', table, bidirectional, maxDistance: FARTHEST } as const);
  const weighting = score === 'cosine' ? ({ kind: 'softmax', temperature: COSINE_TEMPERATURE } as const) : undefined;
  return { heads, score: of(), ...(bias && { bias }), ...(weighting && { weighting }) };
}

/** The table of positions that is added to embeddings, `<name>.weight`; none where the scores have a bias instead. */
export function positionSpecs(
  name: string,
  positions: PositionKind,
  length: number,
  width: number,
  deviation: number,
): ParameterSpecs {
  const shape = [length, width];
  if (positions === 'learned') return { [`${name}.weight`]: { shape, initializer: { kind: 'normal', deviation } } };
  if (positions !== 'sinusoidal') return {};
  const { values } = sinusoidal({ length, width });
  return { [`${name}.weight`]: { shape, initializer: { kind: 'values', values }, isFrozen: true } };
}
