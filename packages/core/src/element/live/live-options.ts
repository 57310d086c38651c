import type { PropertyDeclarations } from 'lit';
import { type ScoreKind, scoreKinds, type WeightingKind, weightingKinds } from '../../math/index.js';
import { oneOf, type Rule } from '../attributes.js';
import { maskText, parseMask } from './mask-words.js';

export const liveWeightings = [...weightingKinds, 'none'] as const;
/** What becomes of scores: weights, or with `none` nothing, and the scores are shown. */
export type LiveWeighting = WeightingKind | 'none';

/** How attention is computed, as an element's properties say it; null leaves the choice to what the file holds. */
export interface LiveSettings {
  readonly score: ScoreKind | null;
  readonly weighting: LiveWeighting | null;
  /** Above 0; of softmax alone. */
  readonly temperature: number;
  /** Words as in the attribute, in their own order: `causal window 4`. */
  readonly mask: string;
}

/** The same with every choice made. */
export interface LiveOptions extends LiveSettings {
  readonly score: ScoreKind | null;
  readonly weighting: LiveWeighting;
}

/** Attributes and properties of every element that computes attention. */
export const liveProperties = {
  score: {},
  weighting: {},
  temperature: {},
  mask: {},
  controls: { type: Boolean },
} satisfies PropertyDeclarations;

const orNone = <T>({ check }: Rule<T>): Rule<T | null> => ({ check, fallback: null });

/** What each of them may be. */
export const liveRules = {
  score: orNone(oneOf(scoreKinds)),
  weighting: orNone(oneOf(liveWeightings)),
  temperature: {
    check: (value) => (Number(value) > 0 && Number(value) < Infinity ? Number(value) : undefined),
    fallback: 1,
  },
  mask: {
    check: (value) => {
      const words = parseMask(String(value));
      return words && maskText(words);
    },
    fallback: 'none',
  },
} satisfies Record<string, Rule<unknown>>;
