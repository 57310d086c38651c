import { AttnError } from '../errors.js';
import type { TensorFile } from './tensor-file.js';

// Arrays that stand beside attention and are never it, unless they are asked for.
const siblings =
  /^(mask|queries|keys|scale|regions|bbox|boxes|source_image|score_(weight|query_weight|key_weight|vector))$|\btokens$|_tokens$/;

/** Names of arrays that are attention without being asked for, the surest first. */
const usual = ['attention', 'attentions', 'weights', 'scores'];

/** More layers than any model has: a larger number is none of a layer. */
const MOST_LAYERS = 10_000;

/** The array that is meant: one of that name, or one a layer. */
export interface ChosenArrays {
  /** Name of the one array, or the common part of the names of the layers' arrays. */
  readonly name: string;
  /** Names of arrays by the number of their layer; null where one array is meant. */
  readonly layers: ReadonlyMap<number, string> | null;
  /** Names of arrays that could be meant as well, had they been readable. */
  readonly unread: readonly string[];
}

/**
 * Arrays that a stem and a number name: `attention.0`, `attention_0`, `arr_0`, `blocks.0.attn.hook_pattern`; by number. Empty where there
 * are none.
 * @throws {AttnError} `ambiguous-array` where several arrays have the same number.
 */
export function numbered(file: TensorFile, stem: string): Map<number, string> {
  const found = new Map<number, string>();
  const endings = new Set<string>();
  for (const name of file.names) {
    const [, number, ending] = (name.startsWith(stem) && /^[._/-]?(\d+)(\D.*)?$/.exec(name.slice(stem.length))) || [];
    if (number === undefined || Number(number) >= MOST_LAYERS || isBeside(name)) continue;
    endings.add(ending ?? '');
    found.set(Number(number), name);
  }
  // One alone may as well be a name that ends in a number.
  const [only] = found.values();
  if (found.size === 1 && only[stem.length] !== '.') return new Map();
  if (endings.size > 1) {
    const names = file.names.filter((name) => name.startsWith(stem)).join(', ');
    throw new AttnError('ambiguous-array', { url: file.url, names });
  }
  return found;
}

/** The arrays that an author names, or that are meant where none is named: of those without a known name, the only one of so many axes. */
export async function chooseArrays(file: TensorFile, asked: string | null, axes: number): Promise<ChosenArrays> {
  for (const name of asked ? [asked] : usual) {
    if (file.has(name)) return { name, layers: null, unread: [] };
    const layers = numbered(file, name);
    if (layers.size > 0) return { name, layers, unread: [] };
  }
  if (asked) return { name: asked, layers: null, unread: [] };
  return onlyArrays(file, axes);
}

async function onlyArrays(file: TensorFile, axes: number): Promise<ChosenArrays> {
  const { names, url } = file;
  const isOnly = names.length === 1;
  let found: string[] = [];
  const unread: string[] = [];
  let failure: unknown;
  for (const name of names) {
    if (!isOnly && isBeside(name)) continue;
    try {
      const { dtype, shape } = await file.get(name);
      if (dtype !== 'string' && (isOnly || shape.length >= axes)) found.push(name);
    } catch (error) {
      failure ??= error;
      unread.push(name);
    }
  }
  // Values stand beside what they are summed by, unless they are all there is.
  const others = found.filter((name) => !/^values\b/.test(name));
  if (others.length > 0) found = others;
  if (found.length === 1) return { name: found[0], layers: null, unread };
  if (!found.length && failure) throw failure;
  const layers = asLayers(found);
  if (layers) return { ...layers, unread };
  const code = found.length ? 'ambiguous-array' : 'no-array';
  throw new AttnError(code, { name: 'attention', url, names: names.join(', ') });
}

const isBeside = (name: string) => siblings.test(name.replace(/^.*\./, '')) || siblings.test(name);

/** Names that differ in one number alone are those of layers; null where they do not. */
function asLayers(names: readonly string[]): Pick<ChosenArrays, 'name' | 'layers'> | null {
  const split = names.map((name) => name.split(/(\d+)/));
  const [first] = split;
  const differing = first?.flatMap((part, at) => (split.every((parts) => parts[at] === part) ? [] : [at])) ?? [];
  const [at] = differing;
  const isOne = differing.length === 1 && at % 2 === 1 && split.every((parts) => parts.length === first.length);
  if (!isOne) return null;
  const layers = new Map(split.map((parts, place) => [Number(parts[at]), names[place]]));
  const isPlain = layers.size === names.length && Array.from(layers.keys()).every((number) => number < MOST_LAYERS);
  return isPlain ? { name: first.slice(0, at).join(''), layers } : null;
}
