import { dense, learned } from '@attn-elements/core/math';
import { holdClose } from '../close.js';
import { holding, type Kind } from '../holding.js';
import { multiHeadParameters } from './multi-head.js';

/** The attention that the trained model pays on the first batch: of the embeddings plus positions. */
export const trainReverseSequence: Kind = (reference) => {
  const heads = reference.number('heads');
  const parameters = multiHeadParameters(reference, 'final.mha.');
  const pe = reference.array('final.pe');
  const tokens = reference.array('tokens');
  const [, batch, length] = tokens.shape;
  const embedded = learned(reference.array('final.tok.weight'), tokens.values.subarray(0, batch * length));
  const values = embedded.values.map((value, at) => value + pe.values[at % pe.values.length]);
  const x = dense(values, [batch, length, pe.shape[1]]);
  return [
    holding('weights of the trained model', 'multiHeadAttention', async (multiHeadAttention, { forward }) => {
      const { weights } = await multiHeadAttention(x, x, x, parameters, { heads });
      holdClose('weights', weights, reference.array('weights'), forward);
    }),
  ];
};
