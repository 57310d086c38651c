/** What stands for a word that the vocabulary has not, and for the beginning and the end of a sentence. */
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

/** Words, numbers and single marks, in lower case. What is written without spaces, as Chinese, is taken sign by sign. */
export function wordsOf(text: string): string[] {
  const pattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*|[^\s]/gu;
  return text.toLowerCase().match(pattern) ?? [];
}

/** Sentences of words: a text cut behind full stops and line ends. */
export function sentencesOf(text: string): string[][] {
  return text
    .split(/(?<=[.!?。！？])\s*|\n+/u)
    .map(wordsOf)
    .filter(({ length }) => length > 0);
}
