export { emptyExtent, type Extent, extentOf, joinExtents } from './extent.js';
export { type HeadRollup, headRollups, rollUpHeads } from './heads.js';
export { MASKED_BELOW } from './masked.js';
export { hideFirstKey, type Normalization, normalizations, normalizeMatrix } from './normalize.js';
export { type T5BucketOptions, type T5Options, t5Bias, t5Bucket } from './positions/t5.js';
