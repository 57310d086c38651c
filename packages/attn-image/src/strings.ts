import { coreEnglish, type CoreSentences, type Translations } from '@attn-elements/core/element';

const chinese = () => import('./chinese.later.js');

/** All that the element says: what all elements say, and here what is its own. */
export const sentences: Translations<CoreSentences> = {
  en: coreEnglish,
  'zh-Hans': async () => (await chinese()).zhHans,
  'zh-Hant': async () => (await chinese()).zhHant,
};
