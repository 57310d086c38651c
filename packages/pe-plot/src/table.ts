import { load, type LoadOptions, type Source } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import { dense } from '@attn-elements/core/math';
import { settingFault } from './faults.js';
import type { LearnedTable } from './kinds/encoding.js';
import { learnedEncoding } from './kinds/learned.js';

/** Names that published checkpoints of PyTorch, JAX and TensorFlow give a table of positions. */
const tables =
  /(^|[./_])(wpe|pe|pos_?embs?|pos_?embed(ding)?s?|position(al)?_?(emb|embd|embed(ding)?|encoding)s?|positions_embed|embed_positions)([./](weight|embeddings?|kernel))?$/i;
/** And those of T5's biases. */
const biases =
  /(^|[./_])(relative_attention_bias|rel_embedding|relative_position_bias)([./](weight|embeddings?|kernel))?$/i;
/** Names of those tables that JAX keeps as [heads, buckets], and of those that PyTorch keeps as [buckets, heads]. */
const headsFirst = /(^|[./_])rel_embedding$/i;
const bucketsFirst = /(^|[./_])relative_attention_bias\.weight$/i;

/**
 * The table in a file: the array that is named, the only one, or the one that has a name that tables have.
 * @returns [positions, width], or for T5 [buckets, heads] or [heads, buckets]
 * @throws {AttnError} `no-array`, `ambiguous-array` where several arrays have such names
 */
export async function loadTable(
  source: Source,
  name: string | null,
  fault: 'matrix' | 'biases',
  options: LoadOptions,
): Promise<LearnedTable> {
  const file = await load(source, options);
  const found = name ?? nameOf(file.names, fault, file.url);
  const array = await file.get(found);
  // GPT-2 and ViT keep a batch of one before the table.
  const shape = array.shape.length === 3 && array.shape[0] === 1 ? array.shape.slice(1) : array.shape;
  if (!('float32' in array) || shape.length !== 2 || shape[0] * shape[1] === 0) {
    throw settingFault(found, `[${array.shape.join(', ')}]`, fault);
  }
  const table = dense(array.float32(), shape);
  const sides = headsFirst.test(found) ? 'heads buckets' : bucketsFirst.test(found) ? 'buckets heads' : null;
  return { ...table, sides, encoding: (settings) => learnedEncoding(table, settings) };
}

/** The array that is meant where none is named. */
function nameOf(names: readonly string[], fault: 'matrix' | 'biases', url: string): string {
  if (names.length === 1) return names[0];
  const [first, second] = fault === 'matrix' ? [tables, biases] : [biases, tables];
  const ofKind = names.filter((one) => first.test(one));
  const found = ofKind.length > 0 ? ofKind : names.filter((one) => second.test(one));
  if (found.length === 1) return found[0];
  if (found.length > 1) throw new AttnError('ambiguous-array', { url, names: found });
  throw new AttnError('no-array', {
    name: fault === 'matrix' ? 'wpe' : 'relative_attention_bias',
    url,
    names: names,
  });
}
