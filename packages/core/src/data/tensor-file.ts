import { AttnError } from '../errors.js';
import type { StringTensor, Tensor } from '../tensor.js';
import type { PlainAttention } from './plain.js';

export type NamedArray = Tensor | StringTensor;

/** An array, or how to make it when it is first asked for. */
export type ArrayEntry = NamedArray | (() => NamedArray | Promise<NamedArray>);

/** Arrays and metadata that a format finds in the bytes. Maps, so that no name of a file can be mistaken for a member of Object. */
export interface FileContents {
  readonly arrays: ReadonlyMap<string, ArrayEntry>;
  readonly metadata?: ReadonlyMap<string, string>;
  /** The attention among them, where it is plain. */
  readonly plain?: PlainAttention;
  /** Examples, each with contents of its own, where there are several; the contents are the first one's then. */
  readonly examples?: readonly FileContents[];
  /** The same attention ever smaller, where it is kept so beside: each cell stands for several, as `reduce` says. */
  readonly levels?: readonly FileContents[];
  /** Reduction by which a cell of the levels comes from those that it stands for: `max`, `mean`; null where nothing says. */
  readonly reduce?: string | null;
}

/** Named arrays and what the file says beside them. Arrays are inflated or decoded when they are first asked for. */
export class TensorFile {
  /** The full address, or the name of what was given instead; for sentences. */
  readonly url: string;
  readonly names: readonly string[];
  readonly metadata: ReadonlyMap<string, string>;
  /** The attention of the file, where nothing but lists has to be known to read it. */
  readonly plain: PlainAttention | null;
  /** Its examples as files of their own; none where it is one itself. */
  readonly examples: readonly TensorFile[];
  /** The same attention ever smaller; none of most files. */
  readonly levels: readonly TensorFile[];
  /** Reduction by which a cell of the levels comes from those that it stands for: `max`, `mean`; null where nothing says. */
  readonly reduce: string | null;
  /** Bytes held in memory. */
  readonly byteLength: number;
  readonly #arrays: Map<string, ArrayEntry | Promise<NamedArray>>;

  constructor(url: string, contents: FileContents, byteLength = 0) {
    const { arrays, metadata = new Map(), plain, examples = [], levels = [], reduce = null } = contents;
    this.url = url;
    this.#arrays = new Map(arrays);
    this.names = [...this.#arrays.keys()];
    this.metadata = metadata;
    this.plain = plain ?? null;
    this.examples = examples.map((example) => new TensorFile(url, example));
    this.levels = levels.map((level) => new TensorFile(url, level));
    this.reduce = reduce;
    this.byteLength = byteLength;
  }

  has(name: string): boolean {
    return this.#arrays.has(name);
  }

  /** @throws {AttnError} `no-array`, or why this array cannot be read; the file's other arrays may be readable. */
  async get(name: string): Promise<NamedArray> {
    const array = await this.view(name);
    return array.dtype === 'string' ? array : array.here();
  }

  /** The same, of which values may have to be fetched before they can be read: `here` of the array, or of a part of it. */
  async view(name: string): Promise<NamedArray> {
    let entry = this.#arrays.get(name);
    if (!entry) throw new AttnError('no-array', { name, url: this.url, names: this.names });
    if (typeof entry === 'function') {
      const make = entry;
      // Two views that ask at the same time get the same array. A failure is not kept: what was missing may be there next time.
      this.#arrays.set(
        name,
        (entry = Promise.resolve()
          .then(make)
          .catch((error: unknown) => this.#fail(name, error))),
      );
      entry.catch(() => this.#arrays.set(name, make));
    }
    return entry;
  }

  /** Throws for an array that cannot be read; of several, those beside it may be readable: the sentence names it. */
  #fail(name: string, error: unknown): never {
    const { code } = AttnError.from(error);
    if (code !== 'pickled' || this.names.length === 1) throw error;
    throw new AttnError('pickled-array', { name, url: this.url }, { cause: error });
  }
}
