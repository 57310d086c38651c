import type { Head } from '../architecture.js';
import { attentionBlock } from '../blocks/attention.js';
import { embeddingOf, lengthOf, times } from '../blocks/decoder.js';
import { classCount, classesHead, encoderOf, has, learnedPositions, maskedTokenHead } from '../blocks/encoder.js';
import { linearMap } from '../blocks/linear.js';
import { plainMlp } from '../blocks/mlp.js';
import { layerNorm } from '../blocks/norm.js';
import { vocabularyMap } from '../blocks/output-head.js';
import { postNorm } from '../blocks/residual.js';
import { sizesOf } from '../blocks/sizes.js';
import type { Family } from './family.js';

/** DistilBERT (Sanh et al. 2019): BERT without segments, every other layer. */
export const distilbert: Family = {
  modelTypes: ['distilbert'],
  describe(config, named) {
    const names = named.withPrefixes(['distilbert.']);
    const sizes = sizesOf(config, { width: 'dim', layers: 'n_layers', heads: 'n_heads' });
    const { width, layers } = sizes;
    const vocabulary = config.count('vocab_size');
    const epsilon = 1e-12;
    const activation = config.activation('activation', 'gelu');
    const inner = config.count('hidden_dim');
    const table = names.find('embeddings.word_embeddings.weight');
    const length = lengthOf(config);
    const norm = (name: string) => layerNorm(names, name, width, epsilon);
    const headOf = (): Head | null => {
      if (has(names, 'vocab_transform')) {
        return maskedTokenHead(
          linearMap(names, 'vocab_transform', width, width),
          activation,
          norm('vocab_layer_norm'),
          vocabularyMap(names, ['vocab_projector'], table, {
            inputs: width,
            outputs: vocabulary,
            isTied: config.flag('tie_word_embeddings', true),
          }),
        );
      }
      if (!has(names, 'classifier') || !has(names, 'pre_classifier')) return null;
      return classesHead(linearMap(names, 'classifier', width, classCount(config)), {
        map: linearMap(names, 'pre_classifier', width, width),
        activation: 'relu',
      });
    };
    return encoderOf(config, {
      embedding: embeddingOf(
        table,
        { vocabulary, width },
        {
          positions: learnedPositions(names, length),
          norm: norm('embeddings.LayerNorm'),
        },
      ),
      layers: times(layers, (at) => {
        const to = (name: string) => `transformer.layer.${at}.${name}`;
        const own = (name: string) => to(`attention.${name}_lin`);
        return {
          attention: postNorm(
            attentionBlock(names, { query: own('q'), key: own('k'), value: own('v'), output: own('out') }, sizes),
            norm(to('sa_layer_norm')),
          ),
          cross: null,
          mlp: postNorm(
            plainMlp(names, to('ffn.lin1'), to('ffn.lin2'), { width, inner, activation }),
            norm(to('output_layer_norm')),
          ),
          isParallel: false,
        };
      }),
      maxTokens: length,
      head: headOf(),
    });
  },
};
