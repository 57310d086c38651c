import { load, type Source } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import { dense } from '@attn-elements/core/math';
import { settingFault } from './faults.js';
import type { LearnedTable } from './kinds/encoding.js';
import { learnedEncoding } from './kinds/learned.js';

/** Names that frameworks and papers give a table of positions, the commonest first. */
const known =
  /(^|\.)(wpe|pe|pos_embed(ding)?s?|position_embeddings?|embed_positions|positional_encoding|relative_attention_bias)(\.weight)?$/i;

/**
 * The table in a file: the array that is named, the only one, or the one that has a name that tables have.
 * @returns [positions, width], or for T5 [buckets, heads]
 * @throws {AttnError}
 */
export async function loadTable(
  source: Source,
  name: string | null,
  fault: 'matrix' | 'biases',
  signal: AbortSignal,
): Promise<LearnedTable> {
  const file = await load(source, { signal });
  const found = name ?? (file.names.length === 1 ? file.names[0] : file.names.find((one) => known.test(one)));
  if (found === undefined)
    throw new AttnError('no-array', { name: 'wpe', url: file.url, names: file.names.join(', ') });
  const array = await file.get(found);
  // GPT-2 and ViT keep a batch of one before the table.
  const shape = array.shape.length === 3 && array.shape[0] === 1 ? array.shape.slice(1) : array.shape;
  if (!('float32' in array) || shape.length !== 2 || shape[0] * shape[1] === 0) {
    throw settingFault(found, `[${array.shape.join(', ')}]`, fault);
  }
  const table = dense(array.float32(), shape);
  return { ...table, encoding: (settings) => learnedEncoding(table, settings) };
}
