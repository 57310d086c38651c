import { join } from 'node:path';
import { dense, linear } from '../../../src/math/index.js';
import { part } from '../attention/numbers.js';
import { arraysOf } from './arrays.js';
import { leastSquares } from './least-squares.js';
import { NanoGpt } from './nano-gpt.js';

/**
 * The trained GPT of `nano-sort-gpt`, with what PyTorch made of a batch. The file of the model lacks one array, the bias of the
 * projection to query, key and value. It is found again:
 */
export async function openedNanoSort(folder: string) {
  const arrays = await arraysOf(join(folder, 'model.safetensors'));
  const expected = await arraysOf(join(folder, 'reference-activations.safetensors'));
  const model = new NanoGpt(arrays, 3);
  // in the first block by what the recorded projections have more than those without a bias,
  const bare = linear(expected.ln1, { weight: arrays['transformer.h.0.attn.c_attn.weight'] });
  const first = part(expected.qkv, 0, 0).map((value, at) => value - bare.values[at]);
  const biases = [dense(Float64Array.from(first), [144])];
  // in the others by what each makes of the recorded output of the one before: 96 unknowns, as the bias of the key moves all
  // scores of a row alike, of 1,584 numbers.
  for (const number of [1, 2]) {
    const input = expected[`block${number - 1}`];
    const output = expected[`block${number}`].values;
    const whole = (found: Float64Array) =>
      dense(Float64Array.of(...found.subarray(0, 48), ...new Float64Array(48), ...found.subarray(48)), [144]);
    const residuals = (found: Float64Array) =>
      Float64Array.from(model.block(number, input, whole(found)).output.values, (value, at) => value - output[at]);
    biases.push(whole(leastSquares(residuals, 96, 1e-5)));
  }
  return { arrays, model, expected, biases };
}
