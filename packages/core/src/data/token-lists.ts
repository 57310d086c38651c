import { AttnError } from '../errors.js';
import type { TensorFile } from './tensor-file.js';

type Tokens = readonly string[];

/** Tokens that the author gives; they stand before the file's. */
export interface GivenTokens {
  readonly tokens?: Tokens | null;
  readonly queryTokens?: Tokens | null;
  readonly keyTokens?: Tokens | null;
}

/** A side of the matrix: which tokens are asked for, and how many positions its layers have. */
interface Side {
  readonly axis: 'query' | 'key';
  readonly lengths: readonly number[];
}

/**
 * The tokens of both sides: the author's, or those kept as `<array>.query_tokens`, or `query_tokens`, or `tokens`.
 * @throws {AttnError} `wrong-token-count` where they fit no layer.
 */
export async function findTokens(
  file: TensorFile,
  array: string,
  given: GivenTokens,
  shapes: readonly (readonly [number, number])[],
  optional: boolean,
): Promise<[Tokens | null, Tokens | null]> {
  const sides: Side[] = [
    { axis: 'query', lengths: shapes.map(([queries]) => queries) },
    { axis: 'key', lengths: shapes.map(([, keys]) => keys) },
  ];
  const own = [given.queryTokens, given.keyTokens];
  const fits = (tokens: Tokens, side: Side) => side.lengths.includes(tokens.length);
  const shared = given.tokens ?? null;
  const named = async (name: string) => (shared ? null : readTokens(file, name));
  const found: (Tokens | null)[] = [];
  const missing: Side[] = [];
  for (const [at, side] of sides.entries()) {
    const asked = own[at] ?? (await named(`${array}.${side.axis}_tokens`));
    const tokens = asked ?? (await named(`${side.axis}_tokens`));
    if (tokens && !fits(tokens, side)) {
      // What the file says of its attention need not hold for another array that the author names.
      if (asked || !optional) throw wrongCount(tokens, side);
      found.push(null);
      continue;
    }
    found.push(tokens);
    if (!tokens) missing.push(side);
  }
  // One list for both sides: with as many queries as keys it is both's; else it is the side's that it fits.
  const common = missing.length ? (shared ?? (await readTokens(file, 'tokens'))) : null;
  if (common) {
    const fitting = missing.filter((side) => fits(common, side));
    if (!fitting.length && (shared || !optional)) throw wrongCount(common, missing[0]);
    for (const side of fitting) found[sides.indexOf(side)] = common;
  }
  return [found[0], found[1]];
}

function wrongCount(tokens: Tokens, { axis, lengths }: Side): AttnError {
  return new AttnError('wrong-token-count', { count: tokens.length, axis, expected: [...new Set(lengths)].join(', ') });
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
