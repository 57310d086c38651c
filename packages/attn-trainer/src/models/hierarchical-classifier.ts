import type { Operations, Tensor } from '../engine/operations.js';
import { linearLayer, linearSpecs, tableSpecs } from './layers.js';
import {
  type Batch,
  crossEntropy,
  type Forward,
  type Model,
  type ParameterSpecs,
  type ParameterTensors,
  tensorOf,
} from './model.js';

export interface HierarchicalClassifierSettings {
  /** Words that there are. */
  readonly words: number;
  readonly classes: number;
  readonly width: number;
}

/**
 * Words pooled into sentences and sentences into a document by attention (Yang et al. 2016, 2.2, without its recurrent
 * encoders): `emb`, `ww` and `uw` the word's layer and context, `ws` and `us` the sentence's, `fc` the classes.
 */
export class HierarchicalClassifier implements Model {
  readonly parameters: ParameterSpecs;
  readonly rows = { 'emb.weight': 'words', 'fc.weight': 'labels' };
  readonly settings: HierarchicalClassifierSettings;

  constructor(settings: HierarchicalClassifierSettings) {
    this.settings = settings;
    const { words, classes, width } = settings;
    this.parameters = {
      ...tableSpecs('emb', words, width, 1),
      ...linearSpecs('ww', width, width),
      ...linearSpecs('uw', width, 1, false),
      ...linearSpecs('ws', width, width),
      ...linearSpecs('us', width, 1, false),
      ...linearSpecs('fc', width, classes),
    };
  }

  /** `words` and `mask` are [documents, sentences, words], `sentenceMask`, where there are empty ones, [documents, sentences]. */
  forward(ops: Operations, p: ParameterTensors, batch: Batch, withWeights: boolean): Forward {
    const words = ops.embedding(tensorOf(ops, batch.words), p['emb.weight']);
    const level = (layer: string, context: string) => ({
      weight: p[`${layer}.weight`],
      bias: p[`${layer}.bias`],
      context: p[`${context}.weight`],
    });
    const [sentences, word] = ops.attentionPooling(words, { ...level('ww', 'uw'), mask: tensorOf(ops, batch.mask) });
    const mask = batch.sentenceMask && tensorOf(ops, batch.sentenceMask);
    const [documents, sentence] = ops.attentionPooling(sentences, { ...level('ws', 'us'), mask });
    return { output: linearLayer(ops, p, 'fc', documents), attention: withWeights ? { word, sentence } : {} };
  }

  loss(ops: Operations, output: Tensor, batch: Batch): Tensor {
    return crossEntropy(ops, output, batch);
  }
}
