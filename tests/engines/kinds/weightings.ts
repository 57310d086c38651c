import type { Weighting } from '@attn-elements/core/math';
import { holdClose } from '../close.js';
import { holding, type Kind } from '../holding.js';

/** Arrays `softmax_t<temperature>`, `sparsemax` and `hard`. */
export const weightings: Kind = (reference) =>
  reference.names.flatMap((name) => {
    const weighting = weightingNamed(name);
    if (!weighting) return [];
    return holding(name, 'attentionWeights', async (attentionWeights, { forward }) =>
      holdClose(name, await attentionWeights(reference.array('scores'), { weighting }), reference.array(name), forward),
    );
  });

function weightingNamed(name: string): Weighting | null {
  if (name === 'softmax' || name === 'sparsemax' || name === 'hard') return { kind: name };
  const [, digits] = /^softmax_t(\d+(?:[._]\d+)?)$/.exec(name) ?? [];
  if (!digits) return null;
  // No point fits into the name: 05 is 0.5, 025 is 0.25, 2 is 2.
  const temperature = Number(/^0\d/.test(digits) ? digits.replace(/^0/, '0.') : digits.replace('_', '.'));
  return { kind: 'softmax', temperature };
}
