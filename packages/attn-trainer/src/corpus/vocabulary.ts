/** Tokens for a word that the vocabulary has not, and for the beginning and the end of a sentence. */
export const UNKNOWN = '<unk>';
export const BEGIN = '<bos>';
export const END = '<eos>';

const special = [UNKNOWN, BEGIN, END];

/** Words by number. */
export class Vocabulary {
  readonly words: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;

  constructor(words: Iterable<string>) {
    this.words = [...special, ...new Set(words)];
    this.#ids = new Map(this.words.map((word, id) => [word, id]));
  }

  /** The commonest words of texts: of those that are as common, the ones met first. */
  static of(texts: Iterable<readonly string[]>, most: number): Vocabulary {
    const counts = new Map<string, number>();
    for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
    const words = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
    return new Vocabulary(words.slice(0, most));
  }

  has(word: string): boolean {
    return this.#ids.has(word);
  }

  /** The number of a word; that of {@link UNKNOWN} where it has none. */
  idOf(word: string): number {
    return this.#ids.get(word) ?? 0;
  }
}

// A language decides little; a fixed one cuts alike on all devices.
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * Words, numbers and single marks, in lower case, cut by the rules of their script (Unicode Standard Annex 29): what is joined, as an
 * emoji of several or a flag, stays whole, and what is written without spaces, as Chinese or Thai, is cut by a dictionary.
 */
export function wordsOf(text: string): string[] {
  const segments = Array.from(segmenter.segment(text.toLowerCase()), ({ segment }) => segment);
  return segments.filter((segment) => !/^[\s\p{Cf}]*$/u.test(segment));
}

/** End of a sentence: behind a mark and space, or, of Chinese marks, behind these and what closes. */
const sentenceEnd = /(?<=[.!?؟।…]["'”’»)]?)\s+|(?<=[。！？][”’」』）]?)(?![。！？”’」』）])\s*|[\n\r]+/u;

/** Sentences of words: a text cut behind the marks that end one, and at line ends. */
export function sentencesOf(text: string): string[][] {
  return text
    .split(sentenceEnd)
    .map(wordsOf)
    .filter(({ length }) => length > 0);
}
