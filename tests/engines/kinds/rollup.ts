import { dense, headRollups } from '@attn-elements/core/math';
import { holdClose } from '../close.js';
import { holding, type Holding, type Kind } from '../holding.js';

export const rollup: Kind = (reference) => {
  const attention = reference.array('attention');
  const [layers, heads, rows, columns] = attention.shape;
  const holdings: Holding[] = [];
  if (reference.has('rollout')) {
    const residual = reference.number('residual');
    holdings.push(
      holding('rollout', 'rollout', async (rollout, { forward }) =>
        holdClose('rollout', await rollout(attention, { residual }), reference.array('rollout'), forward),
      ),
    );
  }
  for (const kind of headRollups) {
    const name = `head_${kind}`;
    if (!reference.has(name)) continue;
    holdings.push(
      holding(name, 'rollUpHeads', async (rollUpHeads, { forward }) => {
        const found = new Float32Array(layers * rows * columns);
        for (let layer = 0; layer < layers; layer++) {
          const parts = Array.from({ length: heads }, (_, head) => {
            const start = (layer * heads + head) * rows * columns;
            return Float32Array.from(attention.values.subarray(start, start + rows * columns));
          });
          found.set(await rollUpHeads(parts, kind), layer * rows * columns);
        }
        holdClose(name, dense(found, [layers, rows, columns]), reference.array(name), forward);
      }),
    );
  }
  if (reference.has('entropy')) {
    holdings.push(
      holding('entropy', 'rowEntropy', async (rowEntropy, { forward }) =>
        holdClose('entropy', await rowEntropy(attention), reference.array('entropy'), forward),
      ),
    );
  }
  return holdings;
};
