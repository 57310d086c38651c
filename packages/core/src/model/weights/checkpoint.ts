import { describeSafetensors } from '../../data/formats/partial.js';
import { foreignFormat } from '../../data/formats/foreign.js';
import type { DescribedArray } from '../../data/formats/safetensors.js';
import { startOf } from '../../data/bytes.js';
import { AttnError, reason } from '../../errors.js';
import { type RemoteBytes, type Shape, Tensor, wrongShape } from '../../tensor.js';
import type { StoredTensor, TensorReader } from '../forward/weights.js';
import { isMissing, type ModelFolder } from './model-folder.js';
import { INDEX_FILE, readShardIndex } from './shard-index.js';

/** The file of weights that are in one. */
const WEIGHTS_FILE = 'model.safetensors';

/** Ending by which the name of int8 rows becomes that of their factors. */
const SCALES = '.scales';

/** Tensors that are shown in a sentence. */
const MOST_SHOWN = 8;

/** A tensor, and the file that has its bytes. */
interface Placed extends DescribedArray {
  readonly file: RemoteBytes;
  readonly url: string;
}

/**
 * Weights as they are stored, read tensor by tensor when they are asked for: of one file `model.safetensors`, or of several with
 * their index. float32, float16 and bfloat16 stay as they are; int8 rows `X` have one float32 factor each in `X.scales`.
 */
export class Checkpoint implements TensorReader {
  /** Where it lies, in sentences. */
  readonly url: string;
  /** Names of all tensors; factors of int8 rows are parts of theirs. */
  readonly names: readonly string[];
  readonly #tensors: ReadonlyMap<string, Placed>;
  readonly #reading = new Map<string, Promise<StoredTensor>>();
  /** One for each that is read: nothing that is read is held by what would stop it. */
  readonly #stops = new Set<AbortController>();
  #closed: { readonly reason: unknown } | null = null;

  constructor(url: string, tensors: ReadonlyMap<string, Placed>) {
    this.url = url;
    this.#tensors = tensors;
    const isScales = (name: string) =>
      name.endsWith(SCALES) && tensors.get(name.slice(0, -SCALES.length))?.dtype === 'int8';
    this.names = [...tensors.keys()].filter((name) => !isScales(name));
  }

  has(name: string): boolean {
    return this.#tensors.has(name);
  }

  /** @throws {AttnError} `no-array` */
  shape(name: string): Shape {
    return this.#find(name).shape;
  }

  /** Bytes of these tensors as they are stored; each counts once, and names of none count nothing. */
  bytesOf(names: Iterable<string>): number {
    return this.#each(names).reduce((sum, { from, end }) => sum + end - from, 0);
  }

  /** Numbers in these tensors, each counted once. */
  countOf(names: Iterable<string>): number {
    return this.#each(names, false).reduce(
      (sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1),
      0,
    );
  }

  #each(names: Iterable<string>, withScales = true): readonly Placed[] {
    return [...new Set(names)].flatMap((name) => {
      const tensor = this.#tensors.get(name);
      const scales = withScales && tensor?.dtype === 'int8' ? this.#tensors.get(name + SCALES) : undefined;
      return [tensor, scales].filter((one) => one !== undefined);
    });
  }

  /** Stops all reading, and reads nothing more. */
  close(reason: unknown = new DOMException('The model was closed.', 'AbortError')): void {
    this.#closed = { reason };
    for (const stop of this.#stops) stop.abort(reason);
  }

  /**
   * A tensor in memory. Who asks while it is read shares it, so that nobody's abort stops it; after that nothing is kept here.
   * @throws {AttnError} `no-array`; `unsupported` of other types of numbers; what keeps the bytes from being read
   */
  read(name: string): Promise<StoredTensor> {
    const found = this.#reading.get(name);
    if (found) return found;
    const reading = this.#read(name).finally(() => this.#reading.delete(name));
    this.#reading.set(name, reading);
    return reading;
  }

  async #read(name: string): Promise<StoredTensor> {
    if (this.#closed) throw this.#closed.reason;
    const placed = this.#find(name);
    const { dtype, shape, url } = placed;
    if (dtype === 'int8') {
      const scales = this.#tensors.get(name + SCALES);
      if (scales?.dtype !== 'float32') {
        throw new AttnError('unsupported', { url, ...reason`int8 in ${name} without float32 in ${name + SCALES}` });
      }
      if (scales.shape.length !== 1 || scales.shape[0] !== shape[0]) {
        throw wrongShape(name + SCALES, scales.shape, reason`${name} has ${shape[0] ?? 0} rows`);
      }
      // Asked for in one turn: what lies beside each other comes together.
      const [tensor, factors] = await Promise.all([this.#here(placed), this.#here(scales)]);
      return { tensor, scales: factors.float32() };
    }
    if (dtype !== 'float32' && dtype !== 'float16' && dtype !== 'bfloat16' && dtype !== 'float64') {
      throw dtype ? new AttnError('unsupported', { url, ...reason`weights of ${dtype} in ${name}` }) : placed.refused();
    }
    const tensor = await this.#here(placed);
    return { tensor: dtype === 'float64' ? Tensor.of(tensor.float32(), shape) : tensor };
  }

  async #here({ file, from, end, dtype, shape }: Placed): Promise<Tensor> {
    const stop = new AbortController();
    this.#stops.add(stop);
    try {
      return new Tensor(dtype!, shape, end > from ? await file.read(from, end, stop.signal) : new Uint8Array());
    } finally {
      this.#stops.delete(stop);
    }
  }

  #find(name: string): Placed {
    const found = this.#tensors.get(name);
    if (found) return found;
    const more = this.names.length > MOST_SHOWN ? ['…'] : [];
    throw new AttnError('no-array', { name, url: this.url, names: [...this.names.slice(0, MOST_SHOWN), ...more] });
  }
}

/**
 * Opens the weights of a folder: headers are read, and nothing else.
 * @param limit the most bytes that a header may take
 * @throws {AttnError} of a folder that has neither file what was said of `model.safetensors`; `damaged`, and as `ModelFolder.open`
 */
export async function openCheckpoint(folder: ModelFolder, limit: number, signal?: AbortSignal): Promise<Checkpoint> {
  let missing: unknown;
  try {
    const tensors = new Map<string, Placed>();
    for (const placed of await openFile(folder, WEIGHTS_FILE, limit, signal)) tensors.set(placed.name, placed);
    return new Checkpoint(folder.address(WEIGHTS_FILE), tensors);
  } catch (error) {
    if (!isMissing(error)) throw error;
    missing = error;
  }
  try {
    return await openShards(folder, limit, signal);
  } catch (error) {
    throw isMissing(error) ? missing : error;
  }
}

async function openShards(folder: ModelFolder, limit: number, signal?: AbortSignal): Promise<Checkpoint> {
  const places = await readShardIndex(folder, signal);
  const url = folder.address(INDEX_FILE);
  const tensors = new Map<string, Placed>();
  const files = [...new Set(places.values())];
  const opened = await Promise.all(
    files.map((file) =>
      openFile(folder, file, limit, signal).catch((error: unknown) => {
        // Its absence is no absence of the model.
        throw isMissing(error) ? new AttnError('damaged', { url, ...reason`there is no ${file} beside it` }) : error;
      }),
    ),
  );
  const found = opened.map((arrays) => new Map(arrays.map((array) => [array.name, array])));
  for (const [name, file] of places) {
    const placed = found[files.indexOf(file)].get(name);
    if (!placed) {
      throw new AttnError('damaged', {
        url,
        ...reason`it says that ${name.slice(0, 80)} is in ${file}, which has none`,
      });
    }
    tensors.set(name, placed);
  }
  return new Checkpoint(url, tensors);
}

async function openFile(
  folder: ModelFolder,
  name: string,
  limit: number,
  signal?: AbortSignal,
): Promise<readonly Placed[]> {
  const file = await folder.open(name, signal);
  const url = folder.address(name);
  if (file.length === 0) throw new AttnError('empty', { url });
  try {
    const { arrays } = await describeSafetensors(file, { url, limit }, signal);
    return arrays.map((array) => ({ ...array, file, url }));
  } catch (error) {
    signal?.throwIfAborted();
    // What is no safetensors is named for what it is.
    const start = startOf(await file.read(0, Math.min(1024, file.length), signal));
    throw foreignFormat(start, url) ?? error;
  }
}
