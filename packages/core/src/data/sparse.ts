import { AttnError, reason } from '../errors.js';
import { elementCount, type Shape, type StringTensor, Tensor, wrongShape } from '../tensor.js';
import { defaultLimit } from './default-limit.js';
import type { Remark } from './remark.js';
import { type ArrayEntry, TensorFile } from './tensor-file.js';

/** Cells of a matrix, or of all heads of a layer, that a file stores one by one. */
interface Cells {
  /** [.., query, key] of the dense array. */
  readonly shape: Shape;
  /** Place in the matrix of each stored cell, row-major. */
  readonly places: Float64Array;
  /** [cell] or [cell, head]. */
  readonly values: Tensor;
  /** Whether what is stored twice adds up; else it is an error. */
  readonly isSummed: boolean;
  readonly remarks: readonly Remark[];
}

/** Layout that keeps cells one by one: the names of its arrays, and how they are read. */
interface Layout {
  /** Names of which all must be there. */
  readonly names: readonly string[];
  /** Names of the values, the surest first. */
  readonly values: readonly string[];
  read(parts: Parts): Promise<Cells>;
}

interface Parts {
  readonly file: TensorFile;
  readonly values: Tensor;
}

/** Attention that was stored sparsely, as a file of a dense array whose other cells are NaN. */
export interface DenseFile {
  readonly file: TensorFile;
  readonly remarks: readonly Remark[];
}

const whole = ['attention', 'attentions', 'weights', 'scores'];
const valueNames = ['data', ...whole, 'values'];

const layouts: readonly Layout[] = [
  // `scipy.sparse.save_npz`.
  { names: ['format', 'shape'], values: ['data'], read: scipyCells },
  // PyTorch Geometric, `GATConv(…, return_attention_weights=True)`: (edge_index, alpha).
  {
    names: ['edge_index'],
    values: ['alpha', 'attention_weights', 'edge_attr', 'edge_weight', ...valueNames],
    read: edgeCells,
  },
  // Coordinates of `torch.sparse_coo_tensor`, [axis, cell], or positions in the flat matrix, query · keys + key.
  { names: ['indices'], values: valueNames, read: coordinateCells },
];

/** Names of the arrays of which a sparse attention is made. */
const partNames = new Set('format shape size n indptr row col _is_array num_nodes edge_index indices'.split(' '));

/**
 * The attention of a file that stores single cells, made dense: `attention`, NaN where nothing is stored. null where the file is none such,
 * or another array is asked for.
 * @throws {AttnError} `wrong-shape`, `unsupported`, `too-large`
 */
export async function denseFile(file: TensorFile, asked: string | null): Promise<DenseFile | null> {
  const has = (name: string) => file.has(name) || file.metadata.has(name);
  const layout = layouts.find(({ names, values }) => names.every(has) && values.some((name) => file.has(name)));
  const name = layout?.values.find((one) => file.has(one));
  if (!layout || !name || (asked && asked !== name)) return null;
  // Beside attention that is whole, such arrays are something else.
  if (whole.some((one) => one !== name && file.has(one))) return null;
  const { shape: size } = await file.view(name);
  if (whole.includes(name) && size.length > 1 && !file.has('edge_index')) return null;
  const values = await numbersOf(file, name);
  const cells = await layout.read({ file, values });
  const { dense, stored } = denseOf(cells, name);
  const total = elementCount(dense.shape);
  const kept = file.names.filter((one) => one !== name && !partNames.has(one));
  const arrays = new Map<string, ArrayEntry>(kept.map((one) => [one, () => file.get(one)]));
  arrays.set('attention', dense);
  return {
    file: new TensorFile(file.url, { arrays, metadata: file.metadata }, file.byteLength),
    remarks: [...cells.remarks, { code: 'stored-cells', details: { stored, total } }],
  };
}

async function numbersOf(file: TensorFile, name: string): Promise<Tensor> {
  const array = await file.get(name);
  if (array.dtype === 'string') throw wrongShape(name, array.shape, reason`it holds text`);
  return array;
}

/** Numbers that stand in an array, or, a single one, beside the arrays; null where they do not. */
async function listOf(file: TensorFile, name: string): Promise<Float64Array | null> {
  if (file.has(name)) return (await numbersOf(file, name)).float64();
  const said = file.metadata.get(name);
  return said === undefined ? null : Float64Array.of(Number(said));
}

/** SciPy's compressed rows (CSR) and columns (CSC), and coordinates (COO): what is stored twice adds up, as `toarray()` has it. */
async function scipyCells({ file, values }: Parts): Promise<Cells> {
  const format = await textOf(file, 'format');
  const shape = sizeOf((await listOf(file, 'shape'))!, 'shape');
  const [, keys] = shape;
  const need = (name: string) => positions(file, name);
  if (format === 'coo') {
    const places = flat(await need('row'), await need('col'), shape, 'row');
    return { shape, places, values, isSummed: true, remarks: [] };
  }
  if (format !== 'csr' && format !== 'csc') {
    throw new AttnError('unsupported', {
      url: file.url,
      ...reason`a sparse matrix in the format ${format.slice(0, 40)}; save it with tocsr()`,
    });
  }
  const [starts, inner] = [await need('indptr'), await need('indices')];
  const outer = new Float64Array(inner.length);
  const lines = format === 'csr' ? shape[0] : keys;
  const isWhole = starts.length === lines + 1 && starts[0] === 0 && starts[lines] === inner.length;
  if (!isWhole || starts.some((start, at) => at > 0 && start < starts[at - 1]))
    throw wrongShape('indptr', [starts.length], reason`it does not divide ${inner.length} cells into ${lines} lines`);
  for (let line = 0; line < lines; line++) outer.fill(line, starts[line], starts[line + 1]);
  const places = format === 'csr' ? flat(outer, inner, shape, 'indices') : flat(inner, outer, shape, 'indices');
  return { shape, places, values, isSummed: true, remarks: [] };
}

/**
 * PyTorch Geometric's edges [2, edge], from source to target: the target gathers from its sources, and so is the query
 * (Veličković et al. 2018, 2.1).
 */
async function edgeCells({ file, values }: Parts): Promise<Cells> {
  const edges = await numbersOf(file, 'edge_index');
  const { shape: size } = edges;
  if (size.length !== 2 || size[0] !== 2) throw wrongShape('edge_index', size, reason`it must be [2, edge]`);
  const [sources, targets] = [edges.slice(0).float64(), edges.slice(1).float64()];
  const said = (await listOf(file, 'num_nodes'))?.[0] ?? (await countOfTokens(file));
  let nodes = said ?? 0;
  if (said === null) for (const node of edges.float64()) nodes = Math.max(nodes, node + 1);
  const shape = sizeOf(Float64Array.of(nodes, nodes), 'num_nodes');
  return {
    shape,
    places: flat(targets, sources, shape, 'edge_index'),
    values,
    isSummed: false,
    remarks: [{ code: 'read-edges', details: { nodes } }],
  };
}

/** Coordinates [axis, cell] or [cell, axis] of queries and keys, or positions [cell] in the flat matrix. */
async function coordinateCells({ file, values }: Parts): Promise<Cells> {
  const indices = await numbersOf(file, 'indices');
  const [first, second = 1] = indices.shape;
  const said = (await listOf(file, 'shape')) ?? (await listOf(file, 'size')) ?? (await listOf(file, 'n'));
  const tokens = said ? null : await countOfTokens(file);
  const [rows = tokens ?? NaN, columns = rows] = said ?? [];
  if (Number.isNaN(rows))
    throw wrongShape('indices', indices.shape, reason`how many queries and keys there are is not said: add shape`);
  const shape = sizeOf(Float64Array.of(rows, columns), said ? 'shape' : 'tokens');
  const common = { shape, values, isSummed: false, remarks: [] };
  if (indices.shape.length === 1) return { ...common, places: within(indices.float64(), shape, 'indices') };
  const count = values.shape[0];
  if (indices.shape.length !== 2 || (first === 2 && second === 2))
    throw wrongShape('indices', indices.shape, reason`it must be [cell], query · keys + key, or [2, cell]`);
  const byAxis = first === 2 && second === count;
  if (!byAxis && !(second === 2 && first === count))
    throw wrongShape('indices', indices.shape, reason`there are ${count} values`);
  const turned = byAxis ? indices : indices.view([2, first], [indices.strides[1], indices.strides[0]]);
  const places = flat(turned.slice(0).float64(), turned.slice(1).float64(), shape, 'indices');
  return { ...common, places };
}

async function textOf(file: TensorFile, name: string): Promise<string> {
  if (!file.has(name)) return file.metadata.get(name)!;
  const array = await file.get(name);
  return array.dtype === 'string' ? (array as StringTensor).values[0] : '';
}

async function countOfTokens(file: TensorFile): Promise<number | null> {
  if (!file.has('tokens')) return null;
  const tokens = await file.get('tokens');
  return tokens.dtype === 'string' && tokens.shape.length === 1 ? tokens.shape[0] : null;
}

async function positions(file: TensorFile, name: string): Promise<Float64Array> {
  return (await numbersOf(file, name)).float64();
}

/** Numbers of queries and keys. */
function sizeOf(given: Float64Array, name: string): Shape {
  const size = Array.from(given);
  if (size.length !== 2 || !size.every((length) => Number.isSafeInteger(length) && length > 0))
    throw wrongShape(name, size, reason`it must be the numbers of queries and keys`);
  return size;
}

function flat(queries: Float64Array, keys: Float64Array, [rows, columns]: Shape, name: string): Float64Array {
  if (queries.length !== keys.length)
    throw wrongShape(name, [queries.length], reason`there are ${keys.length} positions of the other side`);
  return queries.map((query, at) => {
    const key = keys[at];
    if (!isBelow(query, rows) || !isBelow(key, columns)) throw outside(name, queries.length, [rows, columns]);
    return query * columns + key;
  });
}

function within(places: Float64Array, shape: Shape, name: string): Float64Array {
  if (!places.every((place) => isBelow(place, elementCount(shape)))) throw outside(name, places.length, shape);
  return places;
}

const isBelow = (index: number, length: number) => Number.isSafeInteger(index) && index >= 0 && index < length;

const outside = (name: string, count: number, [queries, keys]: Shape) =>
  wrongShape(name, [count], reason`a position lies outside ${queries} queries and ${keys} keys`);

/** [head, query, key] or [query, key]: NaN where no cell is stored. Bytes are 255ths, as in a dense file. */
function denseOf({ shape, places, values, isSummed }: Cells, name: string): { dense: Tensor; stored: number } {
  const [count, heads = 1, ...others] = values.shape;
  if (count !== places.length || others.length > 0)
    throw wrongShape(name, values.shape, reason`there are ${places.length} positions`);
  const size = elementCount(shape);
  const bytes = size * heads * Float32Array.BYTES_PER_ELEMENT;
  if (bytes > defaultLimit) throw new AttnError('too-large', { what: name, bytes, limit: defaultLimit });
  const dense = new Float32Array(size * heads).fill(Number.NaN);
  const numbers = values.float64();
  const isStored = new Uint8Array(dense.length);
  let stored = 0;
  const unit = values.dtype === 'uint8' ? 1 / 255 : 1;
  places.forEach((place, cell) => {
    for (let head = 0; head < heads; head++) {
      const at = head * size + place;
      const value = numbers[cell * heads + head] * unit;
      if (!isStored[at]) dense[at] = value;
      else if (isSummed) dense[at] += value;
      else throw wrongShape(name, values.shape, reason`one cell is stored twice`);
      stored += 1 - isStored[at];
      isStored[at] = 1;
    }
  });
  return { dense: Tensor.of(dense, values.shape.length > 1 ? [heads, ...shape] : shape), stored };
}
