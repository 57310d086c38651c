import { dense } from '@attn-elements/core/math';
import { holdClose } from '../close.js';
import { type Kind, holding } from '../holding.js';

/** Arrays `slopes_<heads>`; the bias is −slope × (i − j) for j up to i, as the paper has it. */
export const alibi: Kind = (reference) =>
  reference.names.flatMap((name) => {
    const heads = Number(/^slopes_(\d+)$/.exec(name)?.[1] ?? NaN);
    if (!heads) return [];
    const slopes = reference.array(name);
    return [
      holding(name, 'alibiSlopes', async (alibiSlopes, { forward }) =>
        holdClose(name, await alibiSlopes(heads), slopes, forward),
      ),
      holding(`bias of ${name}`, 'alibiBias', async (alibiBias, { forward }) => {
        const length = 9;
        const bias = await alibiBias(slopes.values, length, length);
        const expected = Float64Array.from(bias.values, (value, at) => {
          const i = Math.floor(at / length) % length;
          const j = at % length;
          return j <= i ? -slopes.values[Math.floor(at / length ** 2)] * (i - j) : value;
        });
        holdClose('bias', bias, dense(expected, [heads, length, length]), forward);
      }),
    ];
  });
