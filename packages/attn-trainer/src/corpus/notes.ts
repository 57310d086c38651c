import type { ErrorDetails } from '@attn-elements/core/errors';

/** Sentences on the data of a run: how they were read, and what accuracy is worth on them. */
export const noteSentences = {
  'learns-classes':
    'Learns the column {label} from the column {text}: {count} {count|one:class|other:classes}, {shares}. The commonest alone, always answered, would reach {most}.',
  'learns-pictures':
    '{count} {count|one:class|other:classes}, {shares}. The commonest alone, always answered, would reach {most}.',
  'learns-texts': 'Learns the column {label} from the column {text}.',
  'rows-left-out': 'Rows without one of the two are left out: {count}.',
  'rows-repeated':
    '{count} of {all} {count|one:repeats|other:repeat} others; what is alike is all learned from, or all held back.',
  'labels-disagree':
    '{count} {count|one:group is|other:groups are} alike and {count|one:has|other:have} different labels.',
  'pixels-missing':
    'Missing values, as {values}: {count} of {all} in the pictures. The mean of their channel stands for them.',
  'pictures-drawn': 'The middle of each picture is drawn in {side} × {side} pixels.',
  'pictures-left-out': 'Pictures without any value are left out: {count}.',
  'classes-not-held-back': 'Of a class with one example alone none is held back: {classes}.',
  'none-held-back':
    'There are too few different examples to hold any back: what is right is counted of what was learned from.',
} as const;

export type NoteName = keyof typeof noteSentences;

/** A sentence of {@link noteSentences}, and what fills it. */
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
