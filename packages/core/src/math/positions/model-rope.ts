import { reason } from '../../errors.js';
import { badOption, requireAbove, requireWhole } from '../option.js';
import { rotaryFrequencies, yarnAttentionScale } from './rotary-scaling.js';

/** Values of `rope_type` in the configurations of published models, as `transformers.modeling_rope_utils` (5.24) knows them. */
export const modelRopeTypes = ['default', 'linear', 'dynamic', 'yarn', 'longrope', 'llama3', 'proportional'] as const;
export type ModelRopeType = (typeof modelRopeTypes)[number];

interface Rotated {
  /** `rope_theta`. */
  readonly base: number;
  /** Width of a head. */
  readonly headWidth: number;
  /** `partial_rotary_factor`: the share of a head that turns; 1 unless given. */
  readonly share?: number;
}

/**
 * A rotary encoding as a model's `config.json` describes it. Lengths are numbers of positions: `maxLength` is
 * `max_position_embeddings`, `originalLength` is `original_max_position_embeddings`.
 */
export type ModelRope = Rotated &
  (
    | { readonly type: 'default' }
    | { readonly type: 'linear'; readonly factor: number }
    /** Only `share` of a head turns, but the frequencies are those of the whole head. */
    | { readonly type: 'proportional'; readonly factor?: number }
    | { readonly type: 'dynamic'; readonly factor: number; readonly maxLength: number }
    | {
        readonly type: 'yarn';
        readonly factor: number;
        readonly originalLength: number;
        /** 32 unless given. */
        readonly betaFast?: number;
        /** 1 unless given. */
        readonly betaSlow?: number;
        /** Whether the ramp begins and ends at whole pairs; true unless given. */
        readonly truncate?: boolean;
        readonly attentionFactor?: number;
        readonly mscale?: number;
        readonly mscaleAllDim?: number;
      }
    | {
        readonly type: 'longrope';
        /** One number for each pair, up to `originalLength` positions and beyond. */
        readonly shortFactor: readonly number[];
        readonly longFactor: readonly number[];
        readonly originalLength: number;
        /** Ratio of the longest texts to `originalLength`. */
        readonly factor: number;
        readonly attentionFactor?: number;
      }
    | {
        readonly type: 'llama3';
        readonly factor: number;
        readonly lowFreqFactor: number;
        readonly highFreqFactor: number;
        readonly originalLength: number;
      }
  );

/** Columns of a head that turn. */
export const turningWidth = ({ headWidth, share = 1, type }: ModelRope): number =>
  type === 'proportional' ? headWidth : Math.floor(headWidth * share);

/**
 * Radians that each pair turns from one position to the next, in a text of `length` positions, as the code of models computes
 * them (`ROPE_INIT_FUNCTIONS` of `transformers.modeling_rope_utils`): `dynamic` and `longrope` depend on the length. Pairs of
 * `proportional` that do not turn have 0. Throws `bad-option`.
 */
export function modelRopeFrequencies(rope: ModelRope, length: number): Float64Array {
  requireWhole('length', length, 1);
  const { base } = rope;
  const width = turningWidth(rope);
  requireWhole('width', width, 2);
  if (width % 2) throw badOption('width', width, reason`columns turn in pairs, so it must be even`);
  requireAbove('base', base, 0);
  const plain = () => rotaryFrequencies(width, base, { kind: 'none' });
  switch (rope.type) {
    case 'default':
      return plain();
    case 'linear':
      return rotaryFrequencies(width, base, { kind: 'linear', factor: rope.factor });
    case 'proportional': {
      const turning = Math.floor((rope.headWidth * (rope.share ?? 1)) / 2);
      return plain().map((frequency, pair) => (pair < turning ? frequency / (rope.factor ?? 1) : 0));
    }
    case 'dynamic': {
      const { factor, maxLength } = rope;
      const longer = Math.max(length, maxLength) / maxLength;
      return rotaryFrequencies(width, base, { kind: 'ntk', factor: factor * longer - (factor - 1) });
    }
    case 'yarn': {
      const { factor, originalLength, betaFast, betaSlow, truncate } = rope;
      const ramp = truncate === false ? 'fractions' : 'pairs';
      return rotaryFrequencies(width, base, { kind: 'yarn', factor, originalLength, betaFast, betaSlow, ramp });
    }
    case 'longrope': {
      const factors = length > rope.originalLength ? rope.longFactor : rope.shortFactor;
      if (factors.length !== width / 2) {
        throw badOption('longrope', factors.length, reason`there must be ${width / 2} factors, one for each pair`);
      }
      return plain().map((frequency, pair) => frequency / factors[pair]);
    }
    case 'llama3':
      return plain().map((frequency) => llama3(frequency, rope));
  }
}

/** Waves shorter than a part of the trained length stay, those longer than another slow by the factor, between them a ramp. */
function llama3(frequency: number, rope: ModelRope & { type: 'llama3' }): number {
  const { factor, lowFreqFactor: low, highFreqFactor: high, originalLength } = rope;
  const turns = (originalLength * frequency) / (2 * Math.PI);
  if (turns > high) return frequency;
  if (turns < low) return frequency / factor;
  const kept = (turns - low) / (high - low);
  return (1 - kept) * (frequency / factor) + kept * frequency;
}

/**
 * Factor on cosines and sines, of queries and of keys, so that scores take its square: `attention_factor` where it is
 * given; of `yarn` else 0.1 m ln(factor) + 1, of `longrope` √(1 + ln(factor) / ln(originalLength)), and 1 of all others.
 */
export function modelRopeAttentionFactor(rope: ModelRope): number {
  if (rope.type === 'yarn') {
    const { factor, attentionFactor, mscale, mscaleAllDim } = rope;
    if (attentionFactor !== undefined) return attentionFactor;
    if (mscale && mscaleAllDim) return yarnAttentionScale(factor, mscale) / yarnAttentionScale(factor, mscaleAllDim);
    return yarnAttentionScale(factor);
  }
  if (rope.type === 'longrope') {
    const { factor, attentionFactor, originalLength } = rope;
    if (attentionFactor !== undefined) return attentionFactor;
    return factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(originalLength));
  }
  return 1;
}

/**
 * The same frequencies as the paper of the method has them, where models compute others; null where they agree. YaRN's ramp goes
 * by the number of turns (Peng et al. 2024, 3.2), dynamic scaling by the length alone (3.3).
 */
export function paperRopeFrequencies(rope: ModelRope, length: number): Float64Array | null {
  const { base } = rope;
  const width = turningWidth(rope);
  if (rope.type === 'yarn') {
    const { factor, originalLength, betaFast, betaSlow } = rope;
    return rotaryFrequencies(width, base, { kind: 'yarn', factor, originalLength, betaFast, betaSlow, ramp: 'turns' });
  }
  if (rope.type === 'dynamic') {
    return rotaryFrequencies(width, base, { kind: 'ntk', factor: Math.max(1, length / rope.maxLength) });
  }
  return null;
}
