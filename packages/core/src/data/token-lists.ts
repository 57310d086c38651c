import { AttnError } from '../errors.js';
import type { Shape } from '../tensor.js';
import type { TensorFile } from './tensor-file.js';

type Tokens = readonly string[];

/** Tokens that the author gives; they stand before the file's. */
export interface GivenTokens {
  readonly tokens?: Tokens | null;
  readonly queryTokens?: Tokens | null;
  readonly keyTokens?: Tokens | null;
}

/**
 * The tokens of both sides: the author's, or those kept as `<array>.query_tokens`, or `query_tokens`, or `tokens`. One
 * list for both sides is both's where there are as many queries as keys, else the side's that it fits.
 * @param sizes [layer, head, query, key] of the array, or of each array of a tuple
 * @param optional whether tokens of the file that fit nowhere are passed over
 * @throws {AttnError} `wrong-token-count` where they fit no layer.
 */
export async function findTokens(
  file: TensorFile,
  array: string,
  given: GivenTokens,
  sizes: readonly Shape[],
  optional: boolean,
): Promise<(Tokens | null)[]> {
  const common = given.tokens ?? (await readTokens(file, 'tokens'));
  const named = async (name: string) => (given.tokens ? null : readTokens(file, name));
  const found: (Tokens | null)[] = [];
  let misfit: AttnError | null = null;
  for (const axis of ['query', 'key'] as const) {
    const lengths = sizes.map((size) => size[2 + found.length]);
    const asked = given[`${axis}Tokens`] ?? (await named(`${array}.${axis}_tokens`));
    const own = asked ?? (await named(`${axis}_tokens`));
    const tokens = own ?? common;
    const fits = !tokens || lengths.includes(tokens.length);
    found.push(fits ? tokens : null);
    if (fits) continue;
    const expected = [...new Set(lengths)].join(', ');
    const error = new AttnError('wrong-token-count', { count: tokens.length, axis, expected });
    if (asked || (own && !optional)) throw error;
    if (!own) misfit ??= error;
  }
  if (misfit && !found.includes(common) && (given.tokens || !optional)) throw misfit;
  return found;
}

/** A list of tokens out of an array of text or numbers, or out of metadata that holds one as JSON. */
async function readTokens(file: TensorFile, name: string): Promise<Tokens | null> {
  if (file.has(name)) {
    const array = await file.get(name);
    return array.dtype === 'string' ? array.values : Array.from(array.float64(), String);
  }
  const text = file.metadata.get(name);
  if (text === undefined) return null;
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {}
  if (!Array.isArray(list)) throw new AttnError('damaged', { url: file.url, what: `its ${name} are not a JSON list` });
  return list.map(String);
}
