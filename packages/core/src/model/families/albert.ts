import type { Head } from '../architecture.js';
import { attentionBlock } from '../blocks/attention.js';
import { embeddingOf, lengthOf, times } from '../blocks/decoder.js';
import {
  classCount,
  classesHead,
  encoderOf,
  has,
  learnedPositions,
  maskedTokenHead,
  tokenTypes,
} from '../blocks/encoder.js';
import { linearMap } from '../blocks/linear.js';
import { plainMlp } from '../blocks/mlp.js';
import { layerNorm } from '../blocks/norm.js';
import { vocabularyMap } from '../blocks/output-head.js';
import { postNorm } from '../blocks/residual.js';
import { sizesOf } from '../blocks/sizes.js';
import { MOST_LAYERS } from '../config.js';
import type { Family } from './family.js';

/** ALBERT (Lan et al. 2020): layers share their weights in groups, and the table of embeddings is narrower than they are. */
export const albert: Family = {
  modelTypes: ['albert'],
  describe(config, named) {
    const names = named.withPrefixes(['albert.']);
    const sizes = sizesOf(config);
    const { width, layers } = sizes;
    const vocabulary = config.count('vocab_size');
    const narrow = config.count('embedding_size', { or: 128 });
    const epsilon = config.positive('layer_norm_eps', 1e-12);
    const activation = config.activation('hidden_act', 'gelu_new');
    const inner = config.count('intermediate_size');
    const groups = config.count('num_hidden_groups', { most: MOST_LAYERS, or: 1 });
    const within = config.count('inner_group_num', { most: MOST_LAYERS, or: 1 });
    const table = names.find('embeddings.word_embeddings.weight');
    const length = lengthOf(config);
    const headOf = (): Head | null => {
      if (has(names, 'predictions.dense')) {
        return maskedTokenHead(
          linearMap(names, 'predictions.dense', width, narrow),
          activation,
          layerNorm(names, 'predictions.LayerNorm', narrow, epsilon),
          vocabularyMap(names, ['predictions.decoder'], table, {
            inputs: narrow,
            outputs: vocabulary,
            isTied: config.flag('tie_word_embeddings', true),
            bias: ['predictions.bias'],
          }),
        );
      }
      if (!has(names, 'classifier') || !has(names, 'pooler')) return null;
      return classesHead(linearMap(names, 'classifier', width, classCount(config)), {
        map: linearMap(names, 'pooler', width, width),
        activation: 'tanh',
      });
    };
    return encoderOf(config, {
      embedding: embeddingOf(
        table,
        { vocabulary, width: narrow },
        {
          positions: learnedPositions(names, length),
          types: tokenTypes(names, config),
          norm: layerNorm(names, 'embeddings.LayerNorm', narrow, epsilon),
          projection: linearMap(names, 'encoder.embedding_hidden_mapping_in', narrow, width),
        },
      ),
      layers: times(layers * within, (at) => {
        // Layer i of n is of group ⌊i / (n / groups)⌋.
        const group = Math.floor(Math.floor(at / within) / (layers / groups));
        const to = (name: string) => `encoder.albert_layer_groups.${group}.albert_layers.${at % within}.${name}`;
        const own = (name: string) => to(`attention.${name}`);
        const norm = (name: string) => layerNorm(names, to(name), width, epsilon);
        return {
          attention: postNorm(
            attentionBlock(
              names,
              { query: own('query'), key: own('key'), value: own('value'), output: own('dense') },
              sizes,
            ),
            norm('attention.LayerNorm'),
          ),
          cross: null,
          mlp: postNorm(
            plainMlp(names, to('ffn'), to('ffn_output'), { width, inner, activation }),
            norm('full_layer_layer_norm'),
          ),
          isParallel: false,
        };
      }),
      maxTokens: length,
      head: headOf(),
    });
  },
};
