export type { OpenOptions } from './attention.js';
export type { Format, FormatReader, ReadContext } from './formats/format.js';
export { decodeText, textStart } from './formats/text.js';
export { knownFormats, unknownFormat } from './formats/known-formats.js';
export {
  type ArrayData,
  type DataObject,
  isFileText,
  type LoadOptions,
  load,
  type Source,
} from './load.js';
export { defaultLimit } from './default-limit.js';
export { snapshot } from './snapshot.js';
export { openAttention } from './open-attention.js';
export { openQueriesAndKeys, type QueriesAndKeys, type ScoreParameters } from './queries-and-keys.js';
export { type NamedArray, TensorFile } from './tensor-file.js';
export { readDelimited } from './delimited.js';
export { fetchFile, resolveUrl } from './source.js';
export { type MaskSense, maskSenses } from './mask-sense.js';
export { englishRemarks, type Remark, remark, type RemarkCode } from './remark.js';
export { type SmallerSource, type SourceKind, type TensorSource, tokensOf } from './tensor-source.js';
export type { Padding, PaddingOf } from './padding.js';
export { isSpecialToken, specialKeys } from './special-tokens.js';
export { endOf, type Segment, type SideSegments } from './segments.js';
export type { SideTokens } from './token-lists.js';
export { displayTokens, type Spelling, spellTokens, visibleText } from './tokens.js';
