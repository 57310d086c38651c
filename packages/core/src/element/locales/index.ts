// Sentences of all elements. An element joins its own words to the English ones, and in a module for each other language, which
// pages in it load, to those.
export { en as coreEnglish, type CoreSentences } from './en.js';
export { zhHans as coreZhHans } from './zh-hans.js';
export { zhHant as coreZhHant } from './zh-hant.js';
