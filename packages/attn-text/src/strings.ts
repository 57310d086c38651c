import { coreEnglish, lazy, type Translations } from '@attn-elements/core/element';

const own = {
  name: 'Attention over text',
  summaryWords: '{title}: {count} {count|one:word|other:words}.',
  summaryOne:
    '{title}: {queries} {queries|one:word that looks|other:words that look} at {keys} {keys|one:position|other:positions}.',
  summaryTwo: '{title}: {queries} query {queries|one:word|other:words}, {keys} key {keys|one:word|other:words}.',
  summarySentences: '{title}: {count} {count|one:sentence|other:sentences}, {words} {words|one:word|other:words}.',
  strongest: 'The strongest: {list}.',
  gridHelp:
    'Left and right arrow keys move over the words, up and down change the query, Enter chooses, n and p step through the strongest, Escape forgets the choice.',
  wordsHelp: 'Left and right arrow keys move over the words, n and p step through the strongest.',
  hint: 'Choose a word: point at it, tap it, or use the arrow keys.',
  hintWords: 'Point at a word, tap it, or use the arrow keys.',
  wordWeight: '{word}: {weight}',
  attends: '{word} attends {list}',
  attended: '{word} is attended {list}',
  share: '{weight} to {word}',
  shareOf: '{weight} by {word}',
  nothing: '{word}: no weights',
  levels: '{word}: {own} in sentence {n} of weight {sentence}, together {weight}',
  sentenceIs: 'Sentence {n}: {weight}',
  sentence: 'Sentence',
  sentenceWeight: 'Sentence weight',
  wordOwnWeight: 'Word weight',
  product: 'Word × sentence',
  weight: 'Weight',
  words: 'Words',
  columns: 'Columns',
  average: 'without a choice the mean over all queries',
  fromQuery: 'a chosen word shades what it attends to',
  fromKey: 'a chosen word shades what attends to it',
  across: 'a word chosen in one text shades the other',
  piecesSum: 'pieces of a word: sum, of a query mean',
  piecesMean: 'pieces of a word: mean',
  piecesMax: 'pieces of a word: largest, of a query mean',
  byBoth: 'words shaded by their weight × that of their sentence',
  byWord: 'words shaded by their weight in the sentence',
  bySentence: 'words shaded by the weight of their sentence',
  levelBoth: 'Words × sentences',
  levelWord: 'Words',
  levelSentence: 'Sentences',
  levelsTitle: 'Level',
  bars: 'bars: sentence weights',
  forget: 'Forget the choice',
  previousWord: 'Previous word',
  nextWord: 'Next word',
  stronger: 'Next strongest word',
};

const en = { ...coreEnglish, ...own };

/** Sentences of the text element beside those of all elements. */
export type TextOwnSentences = Readonly<Record<keyof typeof own, string>>;

export type TextSentences = keyof typeof en;

/** Sentences of the text element, those of all elements among them. */
export const textSentences: Translations<Readonly<Record<TextSentences, string>>> = {
  en,
  'zh-Hans': async () => (await lazy(() => import('./zh-hans.js'))).textZhHans,
  'zh-Hant': async () => (await lazy(() => import('./zh-hant.js'))).textZhHant,
};
