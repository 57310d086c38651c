import { type ScoreKind, scoreKinds, type WeightingKind, weightingKinds } from '../../math/index.js';
import { flag, numberAbove, oneOf, optional, type Property, type PropertyTable } from '../properties/property.js';
import { maskText, parseMask } from './mask-words.js';

export const computedWeightings = [...weightingKinds, 'none'] as const;
/** Weighting of scores; with `none` the scores themselves are shown. */
export type ComputedWeighting = WeightingKind | 'none';

/** Options of computed attention, as an element's properties say them; null leaves the choice to what the file holds. */
export interface ComputedSettings {
  readonly score: ScoreKind | null;
  readonly weighting: ComputedWeighting | null;
  /** Above 0; of softmax alone. */
  readonly temperature: number;
  /** Words as in the attribute, in their own order: `causal window 4`. */
  readonly mask: string;
}

/** The same with every choice made. */
export interface ComputedOptions extends ComputedSettings {
  readonly score: ScoreKind | null;
  readonly weighting: ComputedWeighting;
}

const mask: Property<string> = {
  check(value) {
    const words = parseMask(String(value));
    return words && maskText(words);
  },
  initial: 'none',
  needs: 'needsMask',
};

/** Properties of computed attention, where the file holds what it is computed from. */
export const computedProperties = {
  /** How queries and keys become scores: `scaled-dot`, `dot`, `cosine`, and with the file's parameters `bilinear`, `additive`. @default as the file's parameters say, else `scaled-dot` */
  score: optional(oneOf(scoreKinds)),
  /** How scores become weights: `softmax`, `sparsemax`, `hard`, or `none`, which shows them. @default `softmax` of queries and keys, `none` of scores */
  weighting: optional(oneOf(computedWeightings)),
  /** Divisor of scores before the softmax. */
  temperature: numberAbove(0, 1),
  /** Which keys may be attended to: `none`, or words of `causal`, `prefix 4`, `window 4`, `window 4 dilated 2`, `window 4 global 1 random 2 seed 7`, `block 8`, `documents 5 7`, `strided 4`, `length 12`. Without data the rule itself is shown, of `tokens`, or of as many positions as `size 12` says. */
  mask,
  /** Whether readers are given controls of the four above. */
  controls: flag,
} satisfies PropertyTable;
