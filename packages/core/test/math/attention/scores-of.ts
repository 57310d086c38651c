import type { Score } from '../../../src/math/index.js';
import { numbers } from './numbers.js';

/** Every score, for queries of one width and keys of another where the score allows it. */
export function everyScore(width: number, keyWidth: number): { score: Score; keyWidth: number }[] {
  const make = numbers(11);
  const additive = { queryWeight: make(width, 5), keyWeight: make(keyWidth, 5), vector: make(5) };
  return [
    { score: { kind: 'scaled-dot' }, keyWidth: width },
    { score: { kind: 'scaled-dot', scale: -1.5 }, keyWidth: width },
    { score: { kind: 'dot' }, keyWidth: width },
    { score: { kind: 'cosine' }, keyWidth: width },
    { score: { kind: 'bilinear', weight: make(width, keyWidth) }, keyWidth },
    { score: { kind: 'additive', ...additive }, keyWidth },
  ];
}
