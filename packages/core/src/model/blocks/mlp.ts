import type { MlpBlock } from '../architecture.js';
import type { Activation } from '../engine/engine.js';
import type { TensorNames } from '../tensor-names.js';
import { linearMap } from './linear.js';

interface MlpSizes {
  readonly width: number;
  readonly inner: number;
  readonly activation: Activation;
}

/** back(activation(into(x))). */
export const plainMlp = (
  names: TensorNames,
  into: string,
  back: string,
  { width, inner, activation }: MlpSizes,
  transposed = false,
): MlpBlock => ({
  kind: 'plain',
  into: linearMap(names, into, width, inner, { transposed }),
  activation,
  back: linearMap(names, back, inner, width, { transposed }),
});

/** back(activation(gate(x)) × into(x)): gated linear units (Shazeer 2020). */
export const gatedMlp = (
  names: TensorNames,
  [gate, into, back]: readonly [gate: string, into: string, back: string],
  { width, inner, activation }: MlpSizes,
): MlpBlock => ({
  kind: 'gated',
  gate: linearMap(names, gate, width, inner),
  into: linearMap(names, into, width, inner),
  activation,
  back: linearMap(names, back, inner, width),
});
