import { coreEnglish, lazy, type Translations } from '@attn-elements/core/element';

const en = {
  ...coreEnglish,
  name: 'Attention of one head',
  summary: '{title}: {queries} queries by {keys} keys.',
  gridHelp:
    'Arrow keys move between cells, n and p through the strongest, Enter marks a cell, [ and ] change the head.',
};

export type Sentences = keyof typeof en;

/** All that the element says: what all elements say, and here what is its own. */
export const sentences: Translations<Readonly<Record<Sentences, string>>> = {
  en,
  'zh-Hans': async () => (await lazy(() => import('./zh-hans.js'))).zhHans,
  'zh-Hant': async () => (await lazy(() => import('./zh-hant.js'))).zhHant,
};
