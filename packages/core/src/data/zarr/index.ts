import { type Array as ZarrArray, type DataType, open, type Readable, root as rootOf } from 'zarrita';
import { AttnError, reason } from '../../errors.js';
import { itemSize, StringTensor, Tensor } from '../../tensor.js';
import { attentionAxes } from '../axes.js';
import { damaged, type ReadContext } from '../formats/format.js';
import { readValue } from '../formats/value.js';
import type { ArrayEntry, FileContents, NamedArray } from '../tensor-file.js';
import { registerCodecs } from './codecs.js';
import { type Hierarchy, readHierarchy, scalesIn } from './hierarchy.js';
import { type ArrayNode, readArrayNode } from './metadata.js';
import { readFault } from './read-fault.js';
import { ZarrBytes } from './zarr-bytes.js';
import { ZarrStore } from './zarr-store.js';

export { withLevels } from './levels.js';

const NOTHING = new Uint8Array();

/** Bytes of numbers that a hierarchy has in memory at most: chunks of each of its arrays. */
export const HELD = 2 ** 25;

/** Names that an array at an address of its own keeps; others are the attention that is meant. */
const known = /^(attentions?|weights|scores)$/;

/**
 * Arrays of a Zarr hierarchy (version 3 or 2) at the address of a folder on any host: metadata are read at once, chunks when something in
 * them is asked for. Lists of text in the attributes of a group are its tokens; `axes` there, or the names of dimensions, name its axes.
 * @throws {AttnError} `not-found`, `damaged`, `unsupported`, or why its metadata cannot be fetched
 */
export async function openZarr(url: URL, context: ReadContext, signal?: AbortSignal): Promise<FileContents> {
  const root = new URL(url);
  root.pathname = root.pathname.replace(/\/?(zarr\.json|\.z(array|group|metadata|attrs))?$/, '/');
  root.hash = '';
  const hierarchy = await readHierarchy(root, context, signal);
  if (!hierarchy) throw new AttnError('not-found', { url: context.url, status: 404 });
  registerCodecs();
  const only = nameOfOnly(root);
  const nodes = new Map<string, ArrayNode>();
  const refused = new Map<string, unknown>();
  for (const [path, { document, attributes }] of hierarchy.arrays) {
    try {
      nodes.set(path, readArrayNode(document, attributes, path || only, context));
    } catch (error) {
      // Those beside it may be readable: it is told of where it is asked for.
      refused.set(path, error);
    }
  }
  const store = storeOf(root, context, hierarchy, nodes);
  const scales = scalesIn(hierarchy.attributes);
  const entryOf = (path: string) => async () => {
    const node = nodes.get(path);
    if (!node) throw refused.get(path) ?? damaged(context, reason`its metadata do not describe ${path}`);
    return arrayOf(await openArray(store, path, hierarchy, context), node, path || only, context);
  };
  const { arrays: listed, metadata: told } = readValue({ attention: [], ...hierarchy.attributes }, context);
  const metadata = new Map(told);
  const axes = axesOf(hierarchy, nodes);
  if (axes && !metadata.has('axes')) metadata.set('axes', axes.join(' '));
  const arrays = new Map<string, ArrayEntry>([...listed].filter(([name]) => name !== 'attention'));
  for (const path of hierarchy.arrays.keys())
    if (!scales?.paths.includes(path)) arrays.set(path || only, entryOf(path));
  if (!scales) {
    if (arrays.size === 0) throw damaged(context, reason`it names no array`);
    return { arrays, metadata };
  }
  const [finest, ...others] = scales.paths;
  arrays.set('attention', entryOf(finest));
  const levels = others.map((path) => ({ arrays: new Map([['attention', entryOf(path)]]), metadata }));
  return { arrays, metadata, levels, reduce: scales.reduce };
}

function nameOfOnly(root: URL): string {
  const name = decodeURIComponent(root.pathname.split('/').at(-2) ?? '').replace(/\.zarr$/i, '');
  return known.test(name) ? name : 'attention';
}

/** Names of the axes of the attention, where they are such as attention has. */
function axesOf({ attributes }: Hierarchy, nodes: ReadonlyMap<string, ArrayNode>): readonly string[] | null {
  const scales = scalesIn(attributes);
  const shown = [...nodes].find(([path]) => path === '' || known.test(path) || path === scales?.paths[0]);
  const names = shown?.[1].dimensions ?? scales?.axes ?? null;
  return names?.every((name) => attentionAxes.includes(name)) ? names : null;
}

function storeOf(root: URL, context: ReadContext, hierarchy: Hierarchy, nodes: ReadonlyMap<string, ArrayNode>) {
  const metadata = new Map<string, Uint8Array>();
  const starts = new Map<string, number>();
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  for (const [path, { document, attributes, startIndex }] of nodes) {
    const place = path === '' ? '' : `/${path}`;
    if (hierarchy.version === 3) metadata.set(`${place}/zarr.json`, encode(document));
    else {
      metadata.set(`${place}/.zarray`, encode(document));
      metadata.set(`${place}/.zattrs`, encode(attributes));
    }
    if (startIndex !== null) starts.set(place, startIndex);
  }
  return new ZarrStore(root, context, metadata, starts);
}

async function openArray(store: ZarrStore, path: string, { version }: Hierarchy, context: ReadContext) {
  const location = rootOf(store).resolve(path);
  try {
    return await (version === 3 ? open.v3 : open.v2)(location, { kind: 'array' });
  } catch (error) {
    throw readFault(error, context);
  }
}

async function arrayOf(
  array: ZarrArray<DataType, Readable>,
  { shape, dtype }: ArrayNode,
  name: string,
  context: ReadContext,
): Promise<NamedArray> {
  if (dtype) return new Tensor(dtype, shape, NOTHING, { remote: new ZarrBytes(array, itemSize(dtype), context) });
  return new StringTensor(await textOf(array, name, context), shape);
}

/** Text is decoded whole: tokens. */
async function textOf(array: ZarrArray<DataType, Readable>, name: string, context: ReadContext): Promise<string[]> {
  const count = array.shape.reduce((size, length) => size * length, 1);
  if (count > MOST_TEXTS || array.shape.length !== 1)
    throw damaged(context, reason`its metadata do not describe ${name}`);
  const texts: string[] = [];
  try {
    for (let at = 0; texts.length < count; at++) {
      const { data } = await array.getChunk([at]);
      const values = Array.from(data as unknown as Iterable<unknown>, (value) => String(value ?? ''));
      if (values.length === 0) throw new RangeError('a chunk of another size');
      texts.push(...values);
    }
  } catch (error) {
    throw readFault(error, context);
  }
  return texts.slice(0, count);
}

const MOST_TEXTS = 2 ** 20;
