import type { LinearParameters } from '@attn-elements/core/math';
import type { ReferenceCase } from '../reference-case.js';

/** Weight and bias of a layer in the state dict that a case holds. */
export function linearLayer(reference: ReferenceCase, name: string): LinearParameters {
  const bias = `${name}.bias`;
  return { weight: reference.array(`${name}.weight`), bias: reference.has(bias) ? reference.array(bias) : undefined };
}
