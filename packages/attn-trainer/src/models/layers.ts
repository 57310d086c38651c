import type { Operations, Tensor } from '../engine/operations.js';
import type { ParameterPlans, ParameterTensors } from './model.js';

type LinearOptions = Parameters<Operations['linear']>[3];

/** A linear layer, `<name>.weight` [outputs, inputs] and `<name>.bias`, that begins as PyTorch's. */
export function linearPlans(name: string, inputs: number, outputs: number, hasBias = true): ParameterPlans {
  const beginning = { kind: 'uniform', most: 1 / Math.sqrt(inputs) } as const;
  const weight = { [`${name}.weight`]: { shape: [outputs, inputs], beginning } };
  return hasBias ? { ...weight, [`${name}.bias`]: { shape: [outputs], beginning } } : weight;
}

/** Gain and bias of a layer norm. */
export const normPlans = (name: string, width: number): ParameterPlans => ({
  [`${name}.weight`]: { shape: [width], beginning: { kind: 'ones' } },
  [`${name}.bias`]: { shape: [width], beginning: { kind: 'zeros' } },
});

/** A table of embeddings. */
export const tablePlans = (name: string, entries: number, width: number, deviation: number): ParameterPlans => ({
  [`${name}.weight`]: { shape: [entries, width], beginning: { kind: 'normal', deviation } },
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
