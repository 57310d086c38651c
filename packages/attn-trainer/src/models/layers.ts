import type { Operations, Tensor } from '../engine/operations.js';
import type { ParameterSpecs, ParameterTensors } from './model.js';

type LinearOptions = Parameters<Operations['linear']>[3];

/** A linear layer, `<name>.weight` [outputs, inputs] and `<name>.bias`, that begins as PyTorch's. */
export function linearSpecs(name: string, inputs: number, outputs: number, hasBias = true): ParameterSpecs {
  const initializer = { kind: 'uniform', most: 1 / Math.sqrt(inputs) } as const;
  const weight = { [`${name}.weight`]: { shape: [outputs, inputs], initializer } };
  return hasBias ? { ...weight, [`${name}.bias`]: { shape: [outputs], initializer } } : weight;
}

/** Gain and bias of a layer norm. */
export const normSpecs = (name: string, width: number): ParameterSpecs => ({
  [`${name}.weight`]: { shape: [width], initializer: { kind: 'ones' } },
  [`${name}.bias`]: { shape: [width], initializer: { kind: 'zeros' } },
});

/** A table of embeddings. */
export const tableSpecs = (name: string, entries: number, width: number, deviation: number): ParameterSpecs => ({
  [`${name}.weight`]: { shape: [entries, width], initializer: { kind: 'normal', deviation } },
});

/** The linear layer of a name. */
export function linearLayer(
  ops: Operations,
  p: ParameterTensors,
  name: string,
  x: Tensor,
  options?: LinearOptions,
): Tensor {
  return ops.linear(x, p[`${name}.weight`], p[`${name}.bias`], options);
}

/** The layer norm of a name, of x + residual. */
export function normLayer(ops: Operations, p: ParameterTensors, name: string, x: Tensor, residual?: Tensor): Tensor {
  return ops.layerNorm(x, p[`${name}.weight`], p[`${name}.bias`], { residual });
}
