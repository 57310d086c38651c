import type { Translations } from '../locale.js';
import { type CoreSentences, en as coreEnglish } from './en.js';
import { zhHans } from './zh-hans.js';
import { zhHant } from './zh-hant.js';

// What all elements say. An element joins its own words to the English ones, and in a module `chinese.later.ts`, which pages
// in Chinese load, to the others.
export { coreEnglish };
export const coreChinese = { 'zh-Hans': zhHans, 'zh-Hant': zhHant } as const;

/** The same at once. */
export const coreTranslations: Translations<CoreSentences> = { en: coreEnglish, ...coreChinese };
export type { CoreSentences };
