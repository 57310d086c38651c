import { coreEnglish, lazy, type Translations } from '@attn-elements/core/element';

const own = {
  name: 'Attention between tokens',
  heads: 'Heads',
  all: 'All',
  alone: '{head} (double click: this one alone)',
  summary:
    '{title}: lines from {queries} {queries|one:query|other:queries} to {keys} {keys|one:key|other:keys}. {strongest}',
  summaryHeads:
    '{title}: lines of {heads} {heads|one:head|other:heads} from {queries} {queries|one:query|other:queries} to {keys} {keys|one:key|other:keys}. {strongest}',
  strongest: 'The strongest {quantity} is {weight}, from {query} to {key}.',
  help: 'Up and down move from token to token, left and right between queries and keys, Enter keeps a token, n and p go through the strongest lines, [ and ] show one head after the other, Escape goes back.',
  helpAcross:
    'Left and right move from token to token, up and down between queries and keys, Enter keeps a token, n and p go through the strongest lines, [ and ] show one head after the other, Escape goes back.',
  hint: 'Point at a token, tap it, or use the arrow keys, to see its lines alone.',
  attends: '{token} attends {list}',
  receives: '{token} receives {list}',
  toKey: '{weight} to {token}',
  ofQuery: '{weight} of {token}',
  others: '{n} more',
  nothing: '{token}: no weights',
  meanOf: '{sentence} (mean of {n} {n|one:head|other:heads})',
  topP: 'of each query and head the fewest keys that reach {share} together',
  topK: 'of each query and head the {topK} strongest {topK|one:key|other:keys}',
  least: 'none below {min}',
  window: 'tokens {first} to {last} of {count} in view',
  share: 'Share of each query that has lines',
  count: 'Lines of each query',
};

const en = { ...coreEnglish, ...own };

/** Sentences of the links beside those of all elements. */
export type LinksOwnSentences = Readonly<Record<keyof typeof own, string>>;

export type LinksSentences = keyof typeof en;

/** Sentences of the links, those of all elements among them. */
export const linksSentences: Translations<Readonly<Record<LinksSentences, string>>> = {
  en,
  'zh-Hans': async () => (await lazy(() => import('./zh-hans.js'))).linksZhHans,
  'zh-Hant': async () => (await lazy(() => import('./zh-hant.js'))).linksZhHant,
};
