import { coreEnglish, type CoreSentences, lazy, type Translations } from '@attn-elements/core/element';

const chinese = () => lazy(() => import('./chinese.js'));

/** All that the element says: what all elements say, and here what is its own. */
export const sentences: Translations<CoreSentences> = {
  en: coreEnglish,
  'zh-Hans': async () => (await chinese()).zhHans,
  'zh-Hant': async () => (await chinese()).zhHant,
};
