import { AttnError } from '../errors.js';
import type { Shape } from '../shape.js';
import { apart, type ArrayGroup, groupsOf } from './array-groups.js';
import { growsByItsQueries, isGrowing, type JoinedArrays } from './joined-arrays.js';
import { type Remark, remark } from './remark.js';
import type { TensorFile } from './tensor-file.js';

// Arrays that stand beside attention and are never it, unless they are asked for.
const siblings =
  /^(queries|keys|scale|regions|bbox|boxes|source_image|score_(weight|query_weight|key_weight|vector))$|(^|_)(tokens|ids|mask)$/;

/** Names of arrays that are attention without being asked for, the surest first. */
const usual = ['attention', 'attentions', 'weights', 'scores'];

/** Names that say attention, and such as say what attention is made of. */
const saysAttention = /attn|attention|pattern|weights/i;
const saysInputs =
  /score|logit|hidden|resid|embed|proj|value|quer|[._/](keys?|hook_[qkvz]|[qkv]|bias|out(put)?)([._/]|$)/i;

/** Array of one layer: of that name, or several that are joined. */
export type LayerArray = string | JoinedArrays;

/** The array that is meant: one of that name, or one a layer. */
export interface ChosenArrays {
  /** Name of the one array, or the common part of the names of the layers' arrays. */
  readonly name: string;
  /** Arrays by the number of their layer; null where one array is meant. */
  readonly layers: ReadonlyMap<number, LayerArray> | null;
  /** Omissions, and suppositions on which arrays are meant. */
  readonly remarks: readonly Remark[];
}

const one = (name: string): ChosenArrays => ({ name, layers: null, remarks: [] });

/** Whether a file has an array of that name, or one a layer. */
export function hasArrays(file: TensorFile, name: string): boolean {
  return file.has(name) || stemmed(file, name).length > 0;
}

/** Arrays that a stem and a number name: `attention.0`, `attention_0`, `arr_0`, `blocks.0.attn.hook_pattern`. */
function stemmed(file: TensorFile, stem: string): readonly ArrayGroup[] {
  const isOf = (name: string) => name.startsWith(stem) && /^[._/-]?\d/.test(name.slice(stem.length)) && !isBeside(name);
  const groups = groupsOf(file.names.filter(isOf));
  // One alone may as well be a name that ends in a number.
  return groups.filter(({ names }) => names.length > 1 || names[0][stem.length] === '.');
}

/**
 * The arrays that an author names, or that are meant where none is named: of those without a known name, the only ones of so many axes,
 * or the only ones that say they are attention.
 * @throws {AttnError} `ambiguous-array`, `no-array`
 */
export async function chooseArrays(file: TensorFile, asked: string | null, axes: number): Promise<ChosenArrays> {
  for (const name of asked ? [asked] : usual) {
    if (file.has(name)) return one(name);
    const groups = stemmed(file, name);
    if (groups.length > 0) return chosen(file, groups, name);
  }
  return asked ? askedArrays(file, asked) : onlyArrays(file, axes);
}

/** Arrays of which an author writes a pattern, or words of it that no others have: `blocks.*.attn`, `cross_attn`. */
async function askedArrays(file: TensorFile, asked: string): Promise<ChosenArrays> {
  const groups = groupsOf(file.names.filter((name) => !isBeside(name)));
  const exact = groups.filter(({ pattern }) => pattern === asked);
  const isWordOf = ({ pattern }: ArrayGroup) => `.${pattern}.`.split(/[._/-]?\*[._/-]?|[./]/).includes(asked);
  const found = exact.length > 0 ? exact : groups.filter((group) => group.names.length > 1 && isWordOf(group));
  return found.length > 0 ? chosen(file, found, asked) : one(asked);
}

async function onlyArrays(file: TensorFile, axes: number): Promise<ChosenArrays> {
  const { names, url } = file;
  const isOnly = names.length === 1;
  let found: string[] = [];
  const unread: string[] = [];
  const counts = new Set<string>();
  let failure: unknown;
  for (const name of names) {
    if (!isOnly && isBeside(name)) continue;
    try {
      const { dtype, shape } = await file.view(name);
      if (dtype === 'string' || !(isOnly || shape.length >= axes)) continue;
      found.push(name);
      if (/^u?int(32|64)$/.test(dtype)) counts.add(name);
    } catch (error) {
      failure ??= error;
      unread.push(name);
    }
  }
  // Values stand beside what they are summed by, and whole numbers are ids of tokens, unless they are all there is.
  for (const isOther of [(name: string) => !/^values\b/.test(name), (name: string) => !counts.has(name)]) {
    if (found.some(isOther)) found = found.filter(isOther);
  }
  if (!found.length && failure) throw failure;
  if (!found.length) throw new AttnError('no-array', { name: 'attention', url, names });
  const groups = groupsOf(found);
  const named = groups.filter(({ pattern }) => saysAttention.test(pattern) && !saysInputs.test(pattern));
  const isNamed = groups.length > 1 && named.length === 1;
  const { name, layers, remarks } = await chosen(file, isNamed ? named : groups, null);
  const left = unread.map((array) => remark('unread-array', { name: array }));
  const supposed = isNamed ? [remark('read-array', { name: named[0].pattern })] : [];
  return { name, layers, remarks: [...left, ...supposed, ...(isNamed ? [] : remarks)] };
}

/**
 * The arrays of the only group. Two numbers that differ are those of a layer and a head, or of a step of writing, whose keys grow, and a
 * layer.
 * @param stem as its author names it
 * @throws {AttnError} `ambiguous-array`
 */
async function chosen(file: TensorFile, groups: readonly ArrayGroup[], stem: string | null): Promise<ChosenArrays> {
  const [group] = groups;
  const { numbers, names, pattern, before } = group;
  const name = stem ?? pattern.replace(/[._/-]?\*$/, '');
  const ambiguous = (offered: readonly ArrayGroup[]) =>
    new AttnError('ambiguous-array', { url: file.url, names: offered.map((one) => one.pattern) });
  if (groups.length > 1) throw ambiguous(groups);
  const isSupposed = !names.every((each) => /^(attention|weights|scores)\.\d+$/.test(each));
  const remarks = isSupposed && names.length > 1 ? [remark('numbered-layers', { names: shortened(names) })] : [];
  if (numbers[0].length === 0) {
    const [, number] = /\.(\d+)/.exec(names[0].slice(stem?.length)) ?? [];
    return stem && number ? { name, layers: new Map([[Number(number), names[0]]]), remarks: [] } : one(names[0]);
  }
  const shapes = await Promise.all(names.map(async (array) => (await file.view(array)).shape));
  const isMatrix = shapes.every((shape) => lengthsOf(shape).length <= 2);
  const ofHeads = before.map((text) => /(^|[^a-z])h(eads?)?[._/-]?$/i.test(text) && isMatrix);
  if (numbers[0].length === 1) {
    const count = shapes[0][0];
    if (/(^|[^a-z])steps?[._/-]?$/i.test(before[0]) && names.length > 1 && growsByItsQueries(shapes)) {
      const steps = { along: 'step', names: sorted(group, 0) } as const;
      return { name, layers: new Map([[0, steps]]), remarks: [remark('joined-steps', { names: shortened(names) })] };
    }
    const areSteps = shapes.every((shape) => shape.length === 5 && shape[0] === count) && growsByItsQueries(shapes);
    if (areSteps && names.length > 1) {
      const order = sorted(group, 0);
      const steps = (layer: number) => ({ along: 'step', names: order, layer }) as const;
      const layers = new Map(Array.from({ length: count }, (_, layer) => [layer, steps(layer)]));
      return { name, layers, remarks: [remark('joined-steps', { names: shortened(names) })] };
    }
    if (!ofHeads[0] || new Set(shapes.map(String)).size > 1) {
      return { name, layers: new Map(names.map((array, at) => [numbers[at][0], array])), remarks };
    }
    const heads = { along: 'head', names: sorted(group, 0) } as const;
    return { name, layers: new Map([[0, heads]]), remarks: [remark('numbered-heads', { names: shortened(names) })] };
  }
  const step = isGrowing(shapes, numbers, 0) ? 0 : isGrowing(shapes, numbers, 1) ? 1 : null;
  const inner = ofHeads[1] ? 1 : ofHeads[0] ? 0 : step;
  if (inner === null) throw ambiguous(apart(group));
  const layers = new Map<number, JoinedArrays>();
  for (const layer of new Set(numbers.map((each) => each[1 - inner]))) {
    const own = { ...group, names: names.filter((_, at) => numbers[at][1 - inner] === layer) };
    const ownNumbers = numbers.filter((each) => each[1 - inner] === layer);
    layers.set(layer, {
      along: ofHeads[inner] ? 'head' : 'step',
      names: sorted({ ...own, numbers: ownNumbers }, inner),
    });
  }
  const code = ofHeads[inner] ? 'numbered-heads' : 'joined-steps';
  return { name, layers, remarks: [remark(code, { names: shortened(names) })] };
}

/** Names in the order of one of their numbers. */
function sorted({ names, numbers }: ArrayGroup, which: number): readonly string[] {
  return names
    .map((name, at) => [numbers[at][which], name] as const)
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name);
}

/** Lengths of the axes without those of 1 that stand before two others. */
const lengthsOf = (shape: Shape) =>
  shape.slice(Math.min(shape.findIndex((length) => length > 1) >>> 0, shape.length - 2));

/** The first and the last of many names. */
function shortened(names: readonly string[]): string {
  return names.length > 3 ? `${names[0]} … ${names[names.length - 1]}` : names.join(', ');
}

const isBeside = (name: string) => siblings.test(name.replace(/^.*[./]/, '')) || siblings.test(name);
