import type { Operations, Tensor } from '../engine/operations.js';
import { linearLayer, linearSpecs } from './layers.js';
import { type Batch, type Forward, type Model, type ParameterSpecs, type ParameterTensors, tensorOf } from './model.js';

export interface StackedAttentionSettings {
  /** Values of a row. */
  readonly inputs: number;
  readonly layers: number;
  readonly width: number;
}

/**
 * softmax(x Wᵀ + b), layer over layer, and a linear layer back: it reconstructs its input from the last map. `layers.<i>` and
 * `out` as in PyTorch.
 */
export class StackedAttention implements Model {
  readonly parameters: ParameterSpecs;
  readonly settings: StackedAttentionSettings;

  constructor(settings: StackedAttentionSettings) {
    this.settings = settings;
    const { inputs, layers, width } = settings;
    const specs = Array.from({ length: layers }, (_, i) => linearSpecs(`layers.${i}`, i === 0 ? inputs : width, width));
    this.parameters = { ...Object.assign({}, ...specs), ...linearSpecs('out', width, inputs) };
  }

  forward(ops: Operations, p: ParameterTensors, batch: Batch, withWeights: boolean): Forward {
    const attention: Record<string, Tensor> = {};
    let map = tensorOf(ops, batch.x);
    for (let i = 0; i < this.settings.layers; i++) {
      map = linearLayer(ops, p, `layers.${i}`, map, { activation: 'softmax' });
      if (withWeights) attention[`map.${i}`] = map;
    }
    return { output: linearLayer(ops, p, 'out', map), attention };
  }

  loss(ops: Operations, output: Tensor, batch: Batch): Tensor {
    return ops.meanSquaredError(output, tensorOf(ops, batch.x));
  }
}
