import { AttnError, reason } from '../errors.js';
import { dense, softmax } from '../math/index.js';

/** A token, or a class, and how probable it is. */
export interface Probable {
  readonly id: number;
  readonly probability: number;
}

/**
 * Probabilities of logits, softmax(logits / temperature): a higher temperature evens them out; 0 leaves the likeliest alone.
 * @throws {AttnError} `bad-option`
 */
export function probabilitiesOf(logits: Float32Array, temperature = 1): Float32Array {
  if (!(temperature >= 0 && temperature < Infinity)) {
    throw new AttnError('bad-option', {
      name: 'temperature',
      value: temperature,
      ...reason`it must be a number from 0 on`,
    });
  }
  if (temperature > 0) return new Float32Array(softmax(dense(logits, [logits.length]), temperature).values);
  const first = new Float32Array(logits.length);
  if (logits.length > 0) first[likeliest(logits)] = 1;
  return first;
}

/** Place of the largest number, of several the first. */
export function likeliest(values: Float32Array): number {
  let most = 0;
  for (let at = 1; at < values.length; at++) if (values[at] > values[most]) most = at;
  return most;
}

/** The most probable ones, the first first; of equal ones that of the lower number. */
export function mostProbable(probabilities: Float32Array, count: number): readonly Probable[] {
  const found: Probable[] = [];
  if (!(count > 0)) return found;
  for (const [id, probability] of probabilities.entries()) {
    if (found.length === count && !(probability > found[count - 1].probability)) continue;
    let at = found.length;
    while (at > 0 && found[at - 1].probability < probability) at--;
    found.splice(at, 0, { id, probability });
    if (found.length > count) found.pop();
  }
  return found;
}

/**
 * One of them by chance, each as often as it is probable.
 * @param chance from 0 to below 1
 */
export function drawn(probabilities: Float32Array, chance: number): number {
  let left = chance * probabilities.reduce((sum, one) => sum + one, 0);
  for (const [id, probability] of probabilities.entries()) {
    left -= probability;
    if (left < 0) return id;
  }
  return likeliest(probabilities);
}

/** A number from 0 to below 1 for a seed and a place: always the same (two rounds of the finalizer of MurmurHash3). */
export function chanceOf(seed: number, place: number): number {
  let bits = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(place + 1, 0xc2b2ae35);
  for (let round = 0; round < 2; round++) {
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    bits ^= bits >>> 16;
  }
  return (bits >>> 0) / 2 ** 32;
}
