import { reason } from '../../errors.js';
import type { Architecture } from '../architecture.js';
import { attentionBlock } from '../blocks/attention.js';
import { times } from '../blocks/decoder.js';
import { classCount, classesHead, has } from '../blocks/encoder.js';
import { linearMap } from '../blocks/linear.js';
import { plainMlp } from '../blocks/mlp.js';
import { layerNorm } from '../blocks/norm.js';
import { preNorm } from '../blocks/residual.js';
import { sizesOf } from '../blocks/sizes.js';
import type { ModelConfig } from '../config.js';
import type { Family } from './family.js';

/** Rows and columns, one number of both or a list of two. */
function sidesOf(config: ModelConfig, name: string, or: number): readonly [rows: number, columns: number] {
  const value = config.raw(name);
  if (!Array.isArray(value)) {
    const side = config.count(name, { or });
    return [side, side];
  }
  const isPair = value.length === 2 && value.every((side) => Number.isInteger(side) && side > 0 && side <= 2 ** 16);
  if (!isPair) throw config.fault(name, reason`it must be one or two whole numbers`);
  return [value[0], value[1]];
}

/** Vision Transformer (Dosovitskiy et al. 2021): patches by a convolution, a class token, norms before the blocks. */
export const vit: Family = {
  modelTypes: ['vit'],
  describe(config, named): Architecture {
    const names = named.withPrefixes(['vit.']);
    const sizes = sizesOf(config);
    const { width, layers } = sizes;
    const epsilon = config.positive('layer_norm_eps', 1e-12);
    const activation = config.activation('hidden_act', 'gelu');
    const inner = config.count('intermediate_size');
    const channels = config.count('num_channels', { most: 64, or: 3 });
    const imageSize = sidesOf(config, 'image_size', 224);
    const patchSize = sidesOf(config, 'patch_size', 16);
    const [down, across] = [0, 1].map((side) => imageSize[side] / patchSize[side]);
    if (!Number.isInteger(down) || !Number.isInteger(across)) {
      throw config.fault('patch_size', reason`it must divide the size of the image`);
    }
    const norm = (name: string) => layerNorm(names, name, width, epsilon);
    return {
      modelType: 'vit',
      width,
      maxTokens: down * across + 1,
      embedding: null,
      patches: {
        projection: linearMap(
          names,
          'embeddings.patch_embeddings.projection',
          channels * patchSize[0] * patchSize[1],
          width,
        ),
        bias: names.optional('embeddings.patch_embeddings.projection.bias'),
        classToken: names.find('embeddings.cls_token'),
        positions: names.find('embeddings.position_embeddings'),
        channels,
        imageSize,
        patchSize,
      },
      decoderEmbedding: null,
      stack: {
        layers: times(layers, (at) => {
          const to = (name: string) => `encoder.layer.${at}.${name}`;
          const own = (name: string) => to(`attention.attention.${name}`);
          return {
            attention: preNorm(
              attentionBlock(
                names,
                { query: own('query'), key: own('key'), value: own('value'), output: to('attention.output.dense') },
                sizes,
              ),
              norm(to('layernorm_before')),
            ),
            cross: null,
            mlp: preNorm(
              plainMlp(names, to('intermediate.dense'), to('output.dense'), { width, inner, activation }),
              norm(to('layernorm_after')),
            ),
            isParallel: false,
          };
        }),
        norm: null,
        finalNorm: norm('layernorm'),
        relativeBias: null,
      },
      decoder: null,
      head: has(names, 'classifier')
        ? classesHead(linearMap(names, 'classifier', width, classCount(config)), null)
        : null,
      tokens: { padding: null, end: [] },
      labels: config.labels(),
    };
  },
};
