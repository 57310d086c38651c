import { AttnError, reason } from '../../errors.js';
import { type DType, dtypeNamed, elementCount, itemSize, Tensor } from '../../tensor.js';
import type { ArrayEntry, FileContents } from '../tensor-file.js';
import { damaged, type ReadContext, unsupported } from './format.js';
import { PythonName, readPickle } from './pickle.js';
import { readValue } from './value.js';

/** Members of an archive, each unpacked when it is asked for. */
type Members = ReadonlyMap<string, () => Promise<Uint8Array>>;

/** Names of PyTorch's types of numbers, and those of here; the storages of its older files are called after them. */
const dtypes: Readonly<Record<string, DType>> = {
  Float: 'float32',
  Double: 'float64',
  Half: 'float16',
  BFloat16: 'bfloat16',
  Long: 'int64',
  Int: 'int32',
  Short: 'int16',
  Char: 'int8',
  Byte: 'uint8',
  Bool: 'bool',
};

/** Values that an archive may hold within one another, and their number: more is a list in itself, or made to take memory. */
const DEEPEST = 32;
const MOST_VALUES = 1_000_000;

/** Memory of one or several tensors. */
class Storage {
  readonly dtype: string;
  readonly key: string;

  constructor(dtype: string, key: string) {
    this.dtype = dtype;
    this.key = key;
  }
}

/** Tensor as it is described: its values are read when it is asked for. */
class StoredTensor {
  readonly storage: Storage;
  readonly dtype: string;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];

  constructor(storage: Storage, dtype: string, offset: number, shape: readonly number[], strides: readonly number[]) {
    this.storage = storage;
    this.dtype = dtype;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

const isCounts = (list: unknown): list is number[] =>
  Array.isArray(list) && list.every((item) => Number.isSafeInteger(item) && item >= 0);

/** Whether an archive is what `torch.save` writes. */
export const isTorch = (members: Members): boolean => pickleOf(members) !== undefined;

const pickleOf = (members: Members) => Array.from(members.keys()).find((name) => /(^|\/)data\.pkl$/.test(name));

/**
 * File of `torch.save` as PyTorch writes it since 1.6: a zip of a pickle and of the memory of its tensors. Tensors, lists, tuples and dicts of them,
 * text and numbers are read by the names of the dicts: `attentions.0`. Nothing of it is executed, and no class of it made.
 * @throws {AttnError} `python-object` where it holds anything else, `unsupported`, `damaged`
 */
export async function readTorch(members: Members, context: ReadContext): Promise<FileContents> {
  const pickle = pickleOf(members)!;
  const folder = pickle.slice(0, -'data.pkl'.length);
  const order = await members.get(`${folder}byteorder`)?.();
  const bigEndian = order !== undefined && String.fromCharCode(...order.subarray(0, 3)) === 'big';
  const refused = (name: string) => new AttnError('python-object', { url: context.url, name: name.slice(0, 80) });
  const wrong = () => damaged(context, reason`its tensors are not described as PyTorch describes them`);
  const dtypeOf = (value: unknown) => (value instanceof PythonName ? value.name : '');
  const root = readPickle(await members.get(pickle)!(), context, {
    persistent(id) {
      const [kind, type, key] = Array.isArray(id) ? id : [];
      if (kind !== 'storage' || typeof key !== 'string') throw wrong();
      return new Storage(dtypeOf(type), key);
    },
    call(name, given) {
      if (name === 'collections.OrderedDict') return new Map((given[0] ?? []) as [unknown, unknown][]);
      if (name === 'torch.Size') return given[0] ?? [];
      if (name === 'torch._utils._rebuild_parameter' && given[0] instanceof StoredTensor) return given[0];
      if (!/^torch\._utils\._rebuild_tensor(_v[23])?$/.test(name)) throw refused(name);
      const [storage, offset, shape, strides] = given;
      const isTensor = storage instanceof Storage && isCounts([offset]) && isCounts(shape) && isCounts(strides);
      if (!isTensor || shape.length !== strides.length) throw wrong();
      const own = name.endsWith('_v3') ? dtypeOf(given[6]) : storage.dtype;
      return new StoredTensor(storage, own, offset as number, shape, strides);
    },
  });

  const load = async ({ storage, dtype, offset, shape, strides }: StoredTensor): Promise<Tensor> => {
    const ours = dtypes[dtype.replace(/^torch\.(\w+)Storage$/, '$1')] ?? dtypeNamed(dtype.replace(/^torch\.|fn$/g, ''));
    if (!ours) throw unsupported(context, reason`dtype ${dtype.slice(0, 40)}`);
    const width = itemSize(ours);
    const bytes = elementCount(shape) * width;
    // Strides of 0 repeat a value without memory of its own.
    if (!(bytes <= context.limit)) throw new AttnError('too-large', { what: context.url, bytes, limit: context.limit });
    const unpack = members.get(`${folder}data/${storage.key}`);
    if (!unpack) throw wrong();
    const layout = { strides: strides.map((stride) => stride * width), offset: offset * width, bigEndian };
    return new Tensor(ours, shape, await unpack(), layout);
  };

  const arrays = new Map<string, ArrayEntry>();
  const metadata = new Map<string, string>();
  let count = 0;
  const plainOf = (value: unknown, depth: number): unknown => {
    if (depth > DEEPEST || ++count > MOST_VALUES) throw damaged(context, reason`its values are nested too deeply`);
    return Array.isArray(value) ? value.map((item) => plainOf(item, depth + 1)) : value;
  };
  const isPlain = (value: unknown, depth = 0): boolean => {
    if (depth > DEEPEST || ++count > MOST_VALUES) throw damaged(context, reason`its values are nested too deeply`);
    return Array.isArray(value) ? value.every((item) => isPlain(item, depth + 1)) : !(Object(value) === value);
  };
  const add = (name: string, value: unknown, depth: number): void => {
    if (depth > DEEPEST || ++count > MOST_VALUES) throw damaged(context, reason`its values are nested too deeply`);
    const named = (key: unknown) => (name ? `${name}.${String(key)}` : String(key));
    if (value instanceof StoredTensor) arrays.set(name || 'attention', () => load(value));
    else if (value instanceof Map) for (const [key, item] of value) add(named(key), item, depth + 1);
    else if (value instanceof PythonName) throw refused(value.name);
    else if (Array.isArray(value) && !isPlain(value)) {
      // A list alone is that of the layers.
      const stem = name || (value.some((item) => item instanceof Map) ? '' : 'attention');
      for (const [at, item] of value.entries())
        if (item !== null) add(stem ? `${stem}.${at}` : String(at), item, depth + 1);
    } else {
      const read = readValue({ [name || 'attention']: plainOf(value, depth) }, context);
      for (const [key, entry] of read.arrays) arrays.set(key, entry);
      for (const [key, entry] of read.metadata ?? []) metadata.set(key, entry);
    }
  };
  add('', root, 0);
  return { arrays, metadata };
}
