import { dense, learned, linear } from '@attn-elements/core/math';
import { holdClose, WHOLE_MODEL } from '../close.js';
import { holding, type Kind } from '../holding.js';
import { linearLayer } from './linear-layer.js';

/** The weights of words and sentences that the trained model gives, and what it makes of the documents. */
export const trainHierarchicalAttention: Kind = (reference) => {
  const documents = reference.array('documents');
  const table = reference.array('final.emb.weight');
  const { values } = learned(table, documents.values);
  const embeddings = dense(values, [...documents.shape, table.shape[1]]);
  const mask = reference.bytes('mask');
  const level = (layer: string, context: string) => ({
    ...linearLayer(reference, `final.${layer}`),
    context: reference.array(`final.${context}.weight`),
  });
  const parameters = { word: level('ww', 'uw'), sentence: level('ws', 'us') };
  return [
    holding(
      'word and sentence weights and logits of the trained model',
      'hierarchicalAttention',
      async (hierarchicalAttention, { forward }) => {
        const found = await hierarchicalAttention(embeddings, mask, parameters);
        holdClose('word_weights', found.wordWeights, reference.array('word_weights'), forward);
        holdClose('sentence_weights', found.sentenceWeights, reference.array('sentence_weights'), forward);
        const logits = linear(found.output, linearLayer(reference, 'final.fc'));
        holdClose('logits', logits, reference.array('logits'), WHOLE_MODEL);
      },
    ),
  ];
};
