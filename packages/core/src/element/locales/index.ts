import type { Translations } from '../locale.js';
import { type CoreSentences, en } from './en.js';
import { zhHans } from './zh-hans.js';
import { zhHant } from './zh-hant.js';

/** What all elements say, by language. */
export const coreTranslations: Translations<CoreSentences> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };
export type { CoreSentences };
