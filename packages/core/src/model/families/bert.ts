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
import type { ModelConfig } from '../config.js';
import type { Activation } from '../engine/engine.js';
import type { TensorNames } from '../tensor-names.js';
import type { Family } from './family.js';

interface BertSizes {
  readonly width: number;
  readonly vocabulary: number;
  readonly epsilon: number;
  readonly activation: Activation;
  /** Name of the table of embeddings. */
  readonly table: string;
}

interface BertLike {
  readonly prefixes: readonly string[];
  /** Row of the first position in their table, and the id of padding, which is not counted; or rows are counted from 0. */
  readonly positions?: (config: ModelConfig) => { readonly start: number; readonly skips: number };
  readonly head: (config: ModelConfig, names: TensorNames, sizes: BertSizes) => Head | null;
}

/** BERT's layout (Devlin et al. 2019): learned positions and segments, norms after the sums. */
function describeBertLike(config: ModelConfig, named: TensorNames, like: BertLike) {
  const names = named.withPrefixes(like.prefixes);
  const sizes = sizesOf(config);
  const { width, layers } = sizes;
  const vocabulary = config.count('vocab_size');
  const epsilon = config.positive('layer_norm_eps', 1e-12);
  const activation = config.activation('hidden_act', 'gelu');
  const inner = config.count('intermediate_size');
  const table = names.find('embeddings.word_embeddings.weight');
  const length = lengthOf(config);
  const positions = learnedPositions(names, length, like.positions?.(config));
  const norm = (name: string) => layerNorm(names, name, width, epsilon);
  return encoderOf(config, {
    embedding: embeddingOf(
      table,
      { vocabulary, width },
      {
        positions,
        types: tokenTypes(names, config),
        norm: norm('embeddings.LayerNorm'),
      },
    ),
    layers: times(layers, (at) => {
      const to = (name: string) => `encoder.layer.${at}.${name}`;
      const own = (name: string) => to(`attention.self.${name}`);
      return {
        attention: postNorm(
          attentionBlock(
            names,
            { query: own('query'), key: own('key'), value: own('value'), output: to('attention.output.dense') },
            sizes,
          ),
          norm(to('attention.output.LayerNorm')),
        ),
        cross: null,
        mlp: postNorm(
          plainMlp(names, to('intermediate.dense'), to('output.dense'), { width, inner, activation }),
          norm(to('output.LayerNorm')),
        ),
        isParallel: false,
      };
    }),
    maxTokens: length - positions.start,
    head: like.head(config, names, { width, vocabulary, epsilon, activation, table }),
  });
}

export const bert: Family = {
  modelTypes: ['bert'],
  describe: (config, named) =>
    describeBertLike(config, named, {
      prefixes: ['bert.'],
      head(settings, names, { width, vocabulary, epsilon, activation, table }) {
        const to = (name: string) => `cls.predictions.${name}`;
        if (has(names, to('transform.dense'))) {
          return maskedTokenHead(
            linearMap(names, to('transform.dense'), width, width),
            activation,
            layerNorm(names, to('transform.LayerNorm'), width, epsilon),
            vocabularyMap(names, [to('decoder')], table, {
              inputs: width,
              outputs: vocabulary,
              isTied: settings.flag('tie_word_embeddings', true),
              bias: [to('bias')],
            }),
          );
        }
        if (!has(names, 'classifier') || !has(names, 'pooler.dense')) return null;
        return classesHead(linearMap(names, 'classifier', width, classCount(settings)), {
          map: linearMap(names, 'pooler.dense', width, width),
          activation: 'tanh',
        });
      },
    }),
};

/** RoBERTa (Liu et al. 2019): positions are counted from the id of padding on, and padding is not counted. */
export const roberta: Family = {
  modelTypes: ['roberta', 'xlm-roberta', 'camembert'],
  describe: (config, named) =>
    describeBertLike(config, named, {
      prefixes: ['roberta.'],
      positions: (settings) => {
        const padding = settings.token('pad_token_id') ?? 1;
        return { start: padding + 1, skips: padding };
      },
      head(settings, names, { width, vocabulary, epsilon, activation, table }) {
        if (has(names, 'lm_head.dense')) {
          return maskedTokenHead(
            linearMap(names, 'lm_head.dense', width, width),
            activation,
            layerNorm(names, 'lm_head.layer_norm', width, epsilon),
            vocabularyMap(names, ['lm_head.decoder'], table, {
              inputs: width,
              outputs: vocabulary,
              isTied: settings.flag('tie_word_embeddings', true),
              bias: ['lm_head.bias'],
            }),
          );
        }
        if (!has(names, 'classifier.out_proj')) return null;
        return classesHead(linearMap(names, 'classifier.out_proj', width, classCount(settings)), {
          map: linearMap(names, 'classifier.dense', width, width),
          activation: 'tanh',
        });
      },
    }),
};
