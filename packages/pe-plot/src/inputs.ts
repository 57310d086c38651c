import { load, type LoadOptions, type Source } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import { type Dense, dense } from '@attn-elements/core/math';
import { settingFault } from './faults.js';

/** Names of what encodings are added to, in files of several arrays. */
const usual = ['inputs', 'x', 'embeddings', 'wte.weight'];

/** The embeddings [tokens, width] of a file. Rejects with `ambiguous-array`, `no-array`, `bad-option`. */
export async function loadInputs(source: Source, options: LoadOptions): Promise<Dense<Float32Array>> {
  const file = await load(source, options);
  const { names, url } = file;
  const name = names.length === 1 ? names[0] : usual.find((one) => names.includes(one));
  if (!name) throw new AttnError('ambiguous-array', { url, names: names });
  const array = await file.get(name);
  // A batch of one may stand before them.
  const shape = array.shape.length === 3 && array.shape[0] === 1 ? array.shape.slice(1) : array.shape;
  if (!('float32' in array) || shape.length !== 2 || shape[0] * shape[1] === 0) {
    throw settingFault('inputs', `[${array.shape.join(', ')}]`, 'inputsMatrix');
  }
  return dense(array.float32(), shape);
}
