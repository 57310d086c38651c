import { type Dense, dense, linear } from '@attn-elements/core/math';
import { holdClose, WHOLE_MODEL } from '../close.js';
import { holding, type Kind } from '../holding.js';
import { convReluPool } from './conv-relu-pool.js';
import { linearLayer } from './linear-layer.js';

/** The weights over image positions that the trained model gives, and its logits. */
export const trainAttentionPool: Kind = (reference) => {
  const convolutions = reference.names.filter((name) => /^final\.conv\d+\.weight$/.test(name)).length;
  let maps: Dense = reference.array('images');
  for (let at = 1; at <= convolutions; at++) maps = convReluPool(maps, linearLayer(reference, `final.conv${at}`));
  const features = positionsFirst(maps);
  return [
    holding('weights and logits of the trained model', 'attentionPooling', async (attentionPooling, { forward }) => {
      const found = await attentionPooling(features, linearLayer(reference, 'final.att'));
      holdClose('weights', found.weights, reference.array('weights'), forward);
      const logits = linear(found.output, linearLayer(reference, 'final.fc'));
      holdClose('logits', logits, reference.array('logits'), WHOLE_MODEL);
    }),
  ];
};

/** [batch, channels, height, width] as [batch, height × width, channels], in float32 as an engine has it. */
function positionsFirst({ shape, values }: Dense): Dense {
  const [batch, channels, height, width] = shape;
  const positions = height * width;
  const moved = Float32Array.from(values, (_, at) => {
    const channel = at % channels;
    const position = Math.floor(at / channels) % positions;
    const image = Math.floor(at / channels / positions);
    return values[(image * channels + channel) * positions + position];
  });
  return dense(moved, [batch, positions, channels]);
}
