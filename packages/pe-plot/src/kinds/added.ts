import { type Dense, dense } from '@attn-elements/core/math';
import { settingFault } from '../faults.js';
import type { Encoding } from './encoding.js';
import { once } from './once.js';

/** Inputs with an encoding added: x, PE and x + PE, [tokens, width] each. */
export interface Added {
  readonly inputs: Dense<Float32Array>;
  readonly encoding: Dense<Float32Array>;
  readonly sum: Dense<Float32Array>;
}

/**
 * An encoding that is added to inputs [tokens, width], as models do before their first layer (Vaswani et al. 2017, 3.4–3.5): of its
 * positions as many as there are tokens. One that is no table, but turns or biases, is itself.
 * @throws {AttnError} `bad-option` where the inputs are wider or narrower, or more than there are positions
 */
export function addedTo(inputs: Dense<Float32Array>, encoding: Encoding): Encoding {
  const { table, length, width } = encoding;
  if (!table || !addable.has(encoding.kind)) return encoding;
  const [tokens, inputWidth] = inputs.shape;
  const shape = inputs.shape.join(', ');
  if (inputWidth !== width) throw settingFault('inputs', `[${shape}]`, 'inputsWidth', { width });
  if (tokens > length) throw settingFault('inputs', `[${shape}]`, 'inputsLength', { length });
  const added = once((): Added => {
    const first = table().values.subarray(0, tokens * width);
    const sum = Float32Array.from(first, (value, at) => value + inputs.values[at]);
    return { inputs, encoding: dense(first, inputs.shape), sum: dense(sum, inputs.shape) };
  });
  return { ...encoding, views: ['sum', ...encoding.views], added };
}

const addable = new Set<Encoding['kind']>(['sinusoidal', 'sinusoidal-2d', 'learned']);
