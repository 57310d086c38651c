import { ReconstructionDataset } from '../datasets/reconstruction-dataset.js';
import { StackedAttention } from '../models/stacked-attention.js';
import { Random } from '../trainer/random.js';
import { commonDefaults, type Task } from './task.js';

/** Rows, and values of a row. */
const ROWS = 10;
const VALUES = 20;

/**
 * The model of tutorials on hierarchical attention: linear layers with a softmax, stacked, that learn to give back ten rows of
 * random numbers; Adam at 1e-3, 100 epochs of one batch.
 */
export const reconstruct: Task = {
  name: 'reconstruct',
  defaults: { ...commonDefaults, learningRate: 1e-3, batch: ROWS, layers: 3, width: 50 },
  uses: ['seed', 'learningRate', 'layers', 'width'],
  steps: 100,
  goal: { loss: 0.98 },
  open({ seed, layers, width }) {
    const random = new Random(seed, 'rows');
    const values = Float32Array.from({ length: ROWS * VALUES }, () => random.normal());
    const model = new StackedAttention({ inputs: VALUES, layers, width });
    return new ReconstructionDataset(model, { shape: [ROWS, VALUES], values });
  },
};
