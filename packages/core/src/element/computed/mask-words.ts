/** The words of a `mask` attribute. Several stand together: a key must be allowed by each of them. */
export interface MaskWords {
  readonly causal?: boolean;
  /** Keys at most so many positions away. */
  readonly window?: number;
  /** Beside a window: the first so many tokens attend everywhere, and are attended from everywhere. */
  readonly global?: number;
  /** Runs of so many positions. */
  readonly block?: number;
  /** Only the first so many keys; what follows is padding. */
  readonly length?: number;
  /** Keys before the query, and the first so many from everywhere. */
  readonly prefix?: number;
  /** Beside a window: every so many-th key of as many times its reach. */
  readonly dilated?: number;
  /** Keys before the query that are as near as that, or a multiple of it away. */
  readonly strided?: number;
  /** So many keys of each query, drawn with the seed; beside a window and global tokens also those. */
  readonly random?: number;
  readonly seed?: number;
  /** Lengths of documents that are packed into one sequence. */
  readonly documents?: readonly number[];
  /** Positions of a figure of the rule alone, where no tokens say how many there are. */
  readonly size?: number;
}

const numbers = [
  'window',
  'dilated',
  'global',
  'random',
  'seed',
  'prefix',
  'block',
  'strided',
  'length',
  'size',
] as const;
const sized = new RegExp(`\\b(${numbers.join('|')})\\s+(\\d+)\\b|\\b(documents)((?:\\s+\\d+)+)`, 'g');

/** Words that stand only beside one of others. */
const beside: readonly (readonly [word: keyof MaskWords, others: readonly (keyof MaskWords)[]])[] = [
  ['global', ['window', 'random']],
  ['dilated', ['window']],
  ['seed', ['random']],
];
/** Words that say what must be at least 1. */
const fromOne = new Set(['block', 'dilated', 'strided', 'size']);

/**
 * `causal`, `prefix 4`, `window 4`, `window 4 dilated 2`, `window 4 global 1 random 2 seed 7`, `block 8`, `documents 5 7`, `strided 4`,
 * `length 12`, several of them, or `none`; undefined for any other text.
 */
export function parseMask(text: string): MaskWords | undefined {
  const words: Partial<Record<keyof MaskWords, number | boolean | readonly number[]>> = {};
  let isKnown = true;
  const rest = text
    .toLowerCase()
    .replaceAll(/[,，、]/g, ' ')
    .replaceAll(sized, (_, word: keyof MaskWords = 'documents', size: string, _documents, lengths: string) => {
      const value = lengths ? lengths.trim().split(/\s+/).map(Number) : Number(size);
      const isEnough = lengths ? !(value as number[]).includes(0) : !fromOne.has(word) || Number(size) > 0;
      isKnown &&= !(word in words) && isEnough;
      words[word] = value;
      return '';
    })
    .trim();
  if (rest === 'causal') words.causal = true;
  else if (rest !== '' && (rest !== 'none' || Object.keys(words).length > 0)) isKnown = false;
  for (const [word, others] of beside) if (word in words && !others.some((other) => other in words)) isKnown = false;
  // Of a window that is dilated and drawn from it is not known which comes first.
  if ('dilated' in words && ('random' in words || 'global' in words)) isKnown = false;
  return isKnown ? (words as MaskWords) : undefined;
}

/** The attribute's text of its words, always in the same order. */
export function maskText(words: MaskWords): string {
  const say = (word: (typeof numbers)[number]) => (words[word] === undefined ? [] : [`${word} ${words[word]}`]);
  const parts = [
    ...(words.causal ? ['causal'] : []),
    ...numbers.flatMap(say),
    ...(words.documents ? [`documents ${words.documents.join(' ')}`] : []),
  ];
  return parts.join(' ') || 'none';
}
