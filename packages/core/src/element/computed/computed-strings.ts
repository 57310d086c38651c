import { partSentences, type SayPart } from '../part-sentences.js';
import { computedZhHans } from './computed-zh-hans.js';
import { computedZhHant } from './computed-zh-hant.js';

const en = {
  computed: 'How attention is computed',
  score: 'Score',
  weighting: 'Weighting',
  temperature: 'Temperature',
  soft: 'soft',
  sharp: 'hard',
  mask: 'Mask',
  size: 'Size',
  'scaled-dot': 'scaled dot product',
  dot: 'dot product',
  cosine: 'cosine',
  bilinear: 'bilinear',
  additive: 'additive',
  softmax: 'softmax',
  softmaxAt: 'softmax at temperature {temperature}',
  sparsemax: 'sparsemax',
  hard: 'hard',
  unweighted: 'none (the scores)',
  unmasked: 'none',
  causal: 'causal',
  window: 'local',
  global: 'global',
  block: 'blocks',
  windowOf: 'keys at most {size} away',
  globalOf: 'global tokens: {size}',
  blockOf: 'blocks of {size}',
  lengthOf: 'padding from key {size} on',
  prefixOf: 'keys before the query, and the first {size} from everywhere',
  dilatedOf: 'in steps of {size}',
  stridedOf: 'keys before the query at most {size} away, or a multiple of {size}',
  randomOf: '{size} keys of each query at random',
  seedOf: 'seed {size}',
  documentsOf: 'within documents of {sizes}',
};

/** Sentences of one language. */
export type ComputedSentences = Readonly<Record<keyof typeof en, string>>;

export type ComputedWord = keyof typeof en;
/** A sentence with its details. */
export type SayComputed = SayPart<ComputedWord>;

/** Sentences on attention that elements compute. */
export const sayComputed = partSentences<ComputedWord>('computed', en, {
  'zh-Hans': computedZhHans,
  'zh-Hant': computedZhHant,
});
