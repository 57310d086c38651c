import { dense, softmax } from '@attn-elements/core/math';
import type { Example } from '../datasets/dataset.js';
import type { Numbers } from '../models/model.js';

/** Answers that are told of each place at most. */
export const MOST_ANSWERS = 5;

/** An answer that a model might give, and how likely it is to. */
export interface LikelyAnswer {
  readonly text: string;
  /** By the softmax of the logits. */
  readonly probability: number;
}

/** The likeliest answers at one place of an example. */
export interface PlaceAnswers {
  /** Place among those of the prediction, from 0. */
  readonly place: number;
  /** The likeliest first. */
  readonly answers: readonly LikelyAnswer[];
  /** The right answer; null where that is not known. */
  readonly target: string | null;
  /** Probability of the right answer; null where that is not known. */
  readonly targetProbability: number | null;
}

/**
 * The likeliest answers at each place that asks for one, by the softmax over the logits.
 * @param output logits, [.., places, classes] of one example; of a class of the whole, one place
 * @param names texts of the classes
 */
export function placeAnswers(
  { prediction, target }: Example,
  { shape, values }: Numbers,
  names: readonly string[],
): readonly PlaceAnswers[] {
  const classes = shape[shape.length - 1];
  const rows = values.length / classes;
  const shares = softmax(dense(Float64Array.from(values), [rows, classes]));
  return prediction.flatMap((given, place) => {
    if (given === null || place >= rows) return [];
    const own = shares.values.subarray(place * classes, (place + 1) * classes);
    const order = Array.from(own, (_, i) => i).sort((a, b) => own[b] - own[a]);
    const answers = order.slice(0, MOST_ANSWERS).map((i) => ({ text: names[i], probability: own[i] }));
    const right = target?.[place] ?? null;
    const at = right === null ? -1 : names.indexOf(right);
    return [{ place, answers, target: right, targetProbability: at < 0 ? null : own[at] }];
  });
}
