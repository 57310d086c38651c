import type { Operations, Tensor } from '../engine/operations.js';
import { linearLayer, linearSpecs } from './layers.js';
import {
  type Batch,
  crossEntropy,
  type Forward,
  type Model,
  type ParameterSpec,
  type ParameterSpecs,
  type ParameterTensors,
  tensorOf,
} from './model.js';

export interface ImageClassifierSettings {
  readonly channels: number;
  readonly classes: number;
  /** Convolutions, each followed by ReLU and 2 × 2 pooling: a side of the map of positions is the image's / 2^layers. */
  readonly layers: number;
  /** Channels after the first convolution, and twice as many after each further one. */
  readonly width: number;
  /** Maps of attention: each weights the positions anew, and the classes get the sum of what they make of it. */
  readonly heads: number;
}

/**
 * Convolutions, attention pooling over the positions of the last map, and a linear layer: softmax over the positions of a
 * linear score, and the sum that it weights. `conv<i>`, `att` and `fc` as in PyTorch; further heads are `att<i>` and `fc<i>`.
 */
export class ImageClassifier implements Model {
  readonly parameters: ParameterSpecs;
  readonly rows = { 'fc.weight': 'labels' };
  readonly settings: ImageClassifierSettings;
  /** Suffix of the names of each head. */
  readonly #heads: readonly string[];

  constructor(settings: ImageClassifierSettings) {
    this.settings = settings;
    const { channels, classes, layers, width, heads } = settings;
    this.#heads = Array.from({ length: heads }, (_, i) => (i === 0 ? '' : String(i + 1)));
    const parameters: Record<string, ParameterSpec> = {};
    let inputs = channels;
    for (let i = 1; i <= layers; i++) {
      const outputs = width * 2 ** (i - 1);
      // He et al. 2015, 2.2: what passes a ReLU keeps its spread from layer to layer.
      const initializer = { kind: 'uniform', most: Math.sqrt(6 / (9 * inputs)) } as const;
      parameters[`conv${i}.weight`] = { shape: [outputs, inputs, 3, 3], initializer };
      parameters[`conv${i}.bias`] = { shape: [outputs], initializer: { kind: 'zeros' } };
      inputs = outputs;
    }
    for (const head of this.#heads) {
      Object.assign(parameters, linearSpecs(`att${head}`, inputs, 1), linearSpecs(`fc${head}`, inputs, classes, !head));
    }
    this.parameters = parameters;
  }

  forward(ops: Operations, p: ParameterTensors, { images }: Batch, withWeights: boolean): Forward {
    let maps = tensorOf(ops, images);
    for (let i = 1; i <= this.settings.layers; i++) {
      maps = ops.convReluPool(maps, p[`conv${i}.weight`], p[`conv${i}.bias`]);
    }
    const [batch, rows, columns, features] = maps.shape;
    const positions = ops.reshape(maps, [batch, rows * columns, features]);
    const attention: Record<string, Tensor> = {};
    const votes = this.#heads.map((head, i) => {
      const score = { weight: p[`att${head}.weight`], bias: p[`att${head}.bias`] };
      const [pooled, weights] = ops.attentionPooling(positions, score);
      if (withWeights) attention[`image.${i}`] = ops.reshape(weights, [batch, rows, columns]);
      return linearLayer(ops, p, `fc${head}`, pooled);
    });
    return { output: votes.reduce((sum, vote) => ops.add(sum, vote)), attention };
  }

  loss(ops: Operations, output: Tensor, batch: Batch): Tensor {
    return crossEntropy(ops, output, batch);
  }
}
