import type { ErrorDetails } from '@attn-elements/core/errors';
import type { NoteName } from './note-sentences.js';

/** A sentence of `noteSentences`, and what fills it. */
export interface Note {
  readonly name: NoteName;
  readonly details: ErrorDetails;
}

export const note = (name: NoteName, details: ErrorDetails = {}): Note => ({ name, details });

/** The most classes that are listed with their shares. */
const MOST_LISTED = 8;

const percent = (share: number): string => `${Math.round(1000 * share) / 10}%`;

/** Classes with their shares of the items, the commonest first, for a sentence. */
export function sharesOf(classes: readonly string[], labels: readonly number[]): ErrorDetails {
  const counts = classes.map((name) => ({ name, count: 0 }));
  for (const label of labels) counts[label].count++;
  counts.sort((a, b) => b.count - a.count);
  const listed = counts.slice(0, MOST_LISTED).map(({ name, count }) => `${name} ${percent(count / labels.length)}`);
  return {
    count: classes.length,
    shares: listed.join(' · ') + (counts.length > MOST_LISTED ? ' · …' : ''),
    most: percent(counts[0].count / labels.length),
  };
}
