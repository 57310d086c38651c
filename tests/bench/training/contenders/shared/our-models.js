import { HierarchicalClassifier } from '../../../../../packages/attn-trainer/dist/models/hierarchical-classifier.js';
import { ImageClassifier } from '../../../../../packages/attn-trainer/dist/models/image-classifier.js';
import { Transformer } from '../../../../../packages/attn-trainer/dist/models/transformer.js';

/** The models of the tasks `reverse`, `digits` and `hierarchy`, in the bench's sizes: the tasks fix some of theirs. */
const models = {
  encoder({ symbols, tokens, width, layers, heads }) {
    const kinds = { isCausal: false, norm: 'post', score: 'scaled-dot', positions: 'sinusoidal' };
    return new Transformer({ symbols, length: tokens, width, layers, heads, ...kinds });
  },
  digits: ({ channels, classes, width }) => new ImageClassifier({ channels, classes, layers: 2, width, heads: 1 }),
  hierarchy: ({ vocabulary, classes, width }) => new HierarchicalClassifier({ words: vocabulary, classes, width }),
};

export const modelOf = ({ kind, sizes }) => models[kind](sizes);
