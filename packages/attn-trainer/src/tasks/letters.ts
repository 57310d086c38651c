import { AttnError, reason } from '@attn-elements/core/errors';
import type { Random } from '../trainer/random.js';

/** Separator between a prompt and its answer. */
export const SEPARATOR = '|';

/** So many letters from A on. */
export const letters = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => String.fromCharCode(65 + i));

/** So many letters, each any of them. */
export const anyLetters = (random: Random, length: number, symbols: number): number[] =>
  Array.from({ length }, () => random.below(symbols));

/** Throws `bad-option` where a prompt has not that many letters. */
export function requireLength(prompt: readonly number[], length: number): void {
  if (prompt.length === length) return;
  throw new AttnError('bad-option', {
    name: 'example',
    value: prompt.map((letter) => String.fromCharCode(65 + letter)).join(''),
    ...reason`it has ${prompt.length} letters where ${length} are needed`,
  });
}
