import { reason } from '../../errors.js';
import { damaged, type ReadContext } from '../formats/format.js';
import { isObject } from '../formats/json-text.js';
import { addressIn, fetchIfThere, isPage } from './zarr-store.js';

type Json = Record<string, unknown>;

/** Array of a hierarchy: its metadata, in the form of its version, and its attributes. */
export interface NodeDocuments {
  readonly document: Json;
  readonly attributes: Json;
}

/** A hierarchy as its metadata describe it. */
export interface Hierarchy {
  readonly version: 2 | 3;
  /** Attributes of the group; those of the array where it is one. */
  readonly attributes: Json;
  /** Its arrays by path; that of the hierarchy itself where it is one array. */
  readonly arrays: ReadonlyMap<string, NodeDocuments>;
}

/** Metadata that are read of one file. */
const LONGEST = 2 ** 26;

/** Arrays that are looked for in a group that does not list its own: no host tells what is in a folder. */
const usual = [
  'attention',
  'attentions',
  'weights',
  'scores',
  'tokens',
  'query_tokens',
  'key_tokens',
  'mask',
  'values',
  'queries',
  'keys',
];

/**
 * Reads the metadata of a hierarchy of Zarr 3 or 2. Those of a group are best consolidated; else arrays of the usual names and those that its
 * `multiscales` name are looked for.
 * @param root its address, which ends with a slash
 * @returns null where there is none
 */
export async function readHierarchy(root: URL, context: ReadContext, signal?: AbortSignal): Promise<Hierarchy | null> {
  const read = async (path: string): Promise<Json | null> => {
    const found = await fetchIfThere(addressIn(root, path), Math.min(LONGEST, context.limit), { signal });
    if (!found || isPage(found.bytes)) return null;
    let value: unknown;
    try {
      value = parsed(new TextDecoder().decode(found.bytes));
    } catch (error) {
      throw damaged(context, reason`${path} is not JSON`, error);
    }
    if (!isObject(value)) throw damaged(context, reason`${path} is not JSON`);
    return value as Json;
  };
  return (await readNew(read)) ?? (await readOld(read));
}

/** Value of JSON, in which writers of version 2 put numbers that JSON has not. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(text.replace(/:\s*(-?Infinity|NaN)\b/g, ': "$1"'));
  }
}

type Read = (path: string) => Promise<Json | null>;

const attributesOf = (value: unknown) => (isObject(value) ? (value as Json) : {});

async function readNew(read: Read): Promise<Hierarchy | null> {
  const root = await read('zarr.json');
  if (root?.zarr_format !== 3) return null;
  const attributes = attributesOf(root.attributes);
  const node = (document: Json): NodeDocuments => ({ document, attributes: attributesOf(document.attributes) });
  if (root.node_type === 'array') return { version: 3, attributes, arrays: new Map([['', node(root)]]) };
  const { metadata } = attributesOf(root.consolidated_metadata);
  const documents = isObject(metadata)
    ? Object.entries(metadata as Json)
    : await looked(attributes, async (path) => read(`${path}/zarr.json`));
  const arrays = documents.filter(([, document]) => Object(document).node_type === 'array');
  return {
    version: 3,
    attributes,
    arrays: new Map(arrays.map(([path, document]) => [path, node(document as Json)])),
  };
}

async function readOld(read: Read): Promise<Hierarchy | null> {
  const { metadata } = attributesOf(await read('.zmetadata'));
  const known = isObject(metadata) ? (metadata as Json) : null;
  const at = async (path: string) => (known ? attributesOf(known[path]) : ((await read(path)) ?? {}));
  const own = known ? known['.zarray'] : await read('.zarray');
  if (isObject(own)) {
    const attributes = await at('.zattrs');
    const arrays = new Map([['', { document: own as Json, attributes }]]);
    return { version: 2, attributes, arrays };
  }
  if (!known && !(await read('.zgroup'))) return null;
  const attributes = await at('.zattrs');
  const paths = known
    ? Object.keys(known).flatMap((path) => (path.endsWith('/.zarray') ? [path.slice(0, -8)] : []))
    : null;
  const documents = paths
    ? paths.map((path) => [path, known![`${path}/.zarray`]] as const)
    : await looked(attributes, async (path) => read(`${path}/.zarray`));
  const arrays = await Promise.all(
    documents.map(
      async ([path, document]): Promise<[string, NodeDocuments]> => [
        path,
        { document: document as Json, attributes: await at(`${path}/.zattrs`) },
      ],
    ),
  );
  return { version: 2, attributes, arrays: new Map(arrays) };
}

/** Metadata of the arrays that are found where a group lists none. */
async function looked(attributes: Json, read: Read): Promise<[string, Json][]> {
  const paths = [...new Set([...(scalesIn(attributes)?.paths ?? []), ...usual])];
  const found = await Promise.all(paths.map(async (path) => [path, await read(path)] as const));
  return found.flatMap(([path, document]) => (document ? [[path, document]] : []));
}

/** Pyramid that a group has, as OME-NGFF (0.4, and 0.5 under `ome`) writes it: the same array, ever smaller. */
export interface Scales {
  /** Paths of its arrays, the finest first. */
  readonly paths: readonly string[];
  /** Names of their axes; null where it names none. */
  readonly axes: readonly string[] | null;
  /** Reduction by which a cell of a smaller array comes from those it stands for: `max`, `mean`; null where it does not say. */
  readonly reduce: string | null;
}

/** The pyramid of a group; null where it has none. */
export function scalesIn(attributes: Json): Scales | null {
  const list = attributes.multiscales ?? attributesOf(attributes.ome).multiscales;
  const [first] = Array.isArray(list) ? list : [];
  const { datasets, axes, type } = attributesOf(first);
  const paths = Array.isArray(datasets) ? datasets.map((dataset) => Object(dataset).path) : [];
  if (paths.length === 0 || !paths.every((path): path is string => typeof path === 'string')) return null;
  const names = Array.isArray(axes) ? axes.map((axis) => Object(axis).name ?? axis) : [];
  return {
    paths,
    axes: names.length > 0 && names.every((name) => typeof name === 'string') ? names : null,
    reduce: typeof type === 'string' ? type : null,
  };
}
