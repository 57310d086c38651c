import { type Dense, dense } from '@attn-elements/core/math';
import { holdClose } from '../close.js';
import { type Holding, holding, type Kind } from '../holding.js';
import type { ReferenceCase } from '../reference-case.js';
import { maskOf } from './masks.js';
import { type RecoveredValues, recoverValues } from './recovered-values.js';
import { scoreOf } from './scores.js';

export const attention: Kind = (reference) => {
  const [query, key] = [reference.array('q'), reference.array('k')];
  const { score, gradients } = scoreOf(reference);
  const options = { score, mask: maskOf(reference) };
  const valueName = nameOfValue(reference);
  const { value, known } = valueName
    ? { value: reference.array(valueName), known: null }
    : recoverValues(reference.array('weights'), reference.array('output'), key.shape[1]);
  const count = known ? known.filter(Boolean).length : NaN;
  const holdings: Holding[] = [];
  if (reference.has('scores')) {
    holdings.push(
      holding('scores', 'attentionScores', async (attentionScores, { forward }) =>
        holdClose('scores', await attentionScores(query, key, options), reference.array('scores'), forward),
      ),
    );
  }
  if (reference.has('weights')) {
    holdings.push(
      holding('weights', 'attention', async (attention, { forward }) => {
        const { weights } = await attention(query, key, value, options);
        holdClose('weights', weights, reference.array('weights'), forward);
      }),
    );
  }
  if (count === 0 || !reference.has('output')) return holdings;
  const where = known ? ` (values recovered, ${count} of ${known.length} heads)` : '';
  const pick = (array: Dense) => (known ? headsOf(array, known) : array);
  holdings.push(
    holding(`output${where}`, 'attention', async (attention, { forward }) => {
      const { output } = await attention(query, key, value, options);
      holdClose('output', pick(output), pick(reference.array('output')), forward);
    }),
  );
  if (!reference.has('upstream')) return holdings;
  const upstream = reference.array('upstream');
  holdings.push(
    holding(`gradients${where}`, 'attentionGradients', async (attentionGradients, { gradient: within }) => {
      const found = await attentionGradients(query, key, value, upstream, options);
      holdClose('grad_q', pick(found.query), pick(reference.array('grad_q')), within);
      holdClose('grad_k', pick(found.key), pick(reference.array('grad_k')), within);
      if (valueName) holdClose(`grad_${valueName}`, found.value, reference.array(`grad_${valueName}`), within);
      // All heads share the parameters of a score: one that is not known hides their gradients.
      if (known && count < known.length) return;
      for (const [name, of] of gradients) {
        const gradient = of(found.score);
        if (!gradient) throw new Error(`there is no gradient to hold to ${name}`);
        holdClose(name, gradient, reference.array(name), within);
      }
    }),
  );
  return holdings;
};

/** `v`, unless it is the vector of an additive score: then whatever else has the shape of values. Null where nothing has. */
function nameOfValue(reference: ReferenceCase): string | null {
  if (reference.array('v').shape.length === 4) return 'v';
  const [batch, keyHeads, keys] = reference.array('k').shape;
  const shape = [batch, keyHeads, keys, reference.array('output').shape[3]].join();
  const taken = /^(q|k|mask|scores|weights|output|upstream|grad_.*)$/;
  return reference.names.find((name) => !taken.test(name) && reference.array(name).shape.join() === shape) ?? null;
}

/** The matrices of the chosen heads. Where query heads share a key head they follow one another, and so are chosen together. */
function headsOf({ shape, values }: Dense, chosen: RecoveredValues['known']): Dense {
  const size = values.length / chosen.length;
  const parts = chosen.flatMap((isChosen, head) =>
    isChosen ? [...values.subarray(head * size, (head + 1) * size)] : [],
  );
  const rows = parts.length / shape[3];
  return dense(Float64Array.from(parts), [rows, shape[3]]);
}
