import { type CoreSentences, en as coreEnglish } from './en.js';
import { zhHans } from './zh-hans.js';
import { zhHant } from './zh-hant.js';

// Sentences of all elements. An element joins its own words to the English ones, and in a module `chinese.ts`, which pages
// in Chinese load, to the others.
export { coreEnglish };
export const coreChinese = { 'zh-Hans': zhHans, 'zh-Hant': zhHant } as const;
export type { CoreSentences };
