import type { Document } from '../datasets/document-dataset.js';
import type { Random } from '../trainer/random.js';

/** Opinions on a place: a list for each class. Of two classes one could be told by what is not said. */
const opinions = [
  ['awful', 'dirty', 'rude'],
  ['cold', 'noisy', 'small'],
  ['clean', 'quiet', 'warm'],
  ['lovely', 'kind', 'splendid'],
] as const;

const ours = ['room', 'bed', 'breakfast', 'host', 'view', 'bath'];
const others = ['museum', 'harbour', 'bridge', 'market', 'church', 'station'];
const days = ['monday', 'tuesday', 'friday', 'sunday'];
const ways = ['train', 'bus', 'boat', 'bike'];
const when = ['early', 'late', 'at noon', 'at night'];

export const classes = ['stay away', 'rather not', 'worth a night', 'go there'] as const;

/** Sentences of a document, and words of a sentence, at most. */
export const LONGEST = { sentences: 5, words: 7 } as const;

const split = (text: string): string[] => text.split(' ');

/** A sentence that says nothing of the place. */
function aside(random: Random): string {
  const kind = random.below(4);
  if (kind === 0) return `we came by ${random.pick(ways)} on ${random.pick(days)}`;
  if (kind === 1) return `the ${random.pick(others)} opens ${random.pick(when)}`;
  if (kind === 2) return `on ${random.pick(days)} we saw the ${random.pick(others)}`;
  // An opinion that is somebody else's, of something else: either word, and no sign.
  return `people call the ${random.pick(others)} ${random.pick(random.pick(opinions))}`;
}

/**
 * Notes of a traveller: three to five sentences, one of which says what the place was like. Others may hold the same words, of
 * another thing.
 */
export function anyNotes(random: Random): Document {
  const label = random.below(classes.length);
  const verdict = `the ${random.pick(ours)} was ${random.pick(opinions[label])}`;
  const sentences = Array.from({ length: 2 + random.below(LONGEST.sentences - 2) }, () => aside(random));
  sentences.splice(random.below(sentences.length + 1), 0, verdict);
  return { sentences: sentences.map(split), label };
}

/** All words that the notes are made of. */
export const noteWords: readonly string[] = [
  ...split('we came by on the opens saw people call was'),
  ...[opinions, [ours, others, days, ways]].flat(2),
  ...when.flatMap(split),
];
