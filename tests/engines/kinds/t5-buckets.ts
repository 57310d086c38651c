import { dense } from '@attn-elements/core/math';
import { holdClose } from '../close.js';
import { holding, type Kind } from '../holding.js';

export const t5Buckets: Kind = (reference) => {
  const relative = reference.array('relative_position');
  const [buckets, maxDistance] = ['buckets', 'max_distance'].map((name) => reference.number(name));
  const directions = [
    ['bidirectional', true],
    ['unidirectional', false],
  ] as const;
  return directions
    .filter(([name]) => reference.has(name))
    .map(([name, bidirectional]) =>
      holding(name, 't5Bucket', async (t5Bucket) => {
        const options = { buckets, maxDistance, bidirectional };
        const found = Float64Array.from(
          await Promise.all(Array.from(relative.values, (position) => t5Bucket(position, options))),
        );
        holdClose(name, dense(found, relative.shape), reference.array(name), 0);
      }),
    );
};
