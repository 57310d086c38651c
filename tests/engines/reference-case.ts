import { load } from '@attn-elements/core/data';
import { type Dense, dense, type FloatArray } from '@attn-elements/core/math';

/** Entry of a case in `index.json`. */
export interface IndexEntry {
  readonly file: string;
  readonly kind: string;
  readonly [parameter: string]: unknown;
}

/** The bytes of a file of the folder; throws where there is none. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

/** One file of the reference: its arrays, and what the index says of it. */
export class ReferenceCase {
  readonly entry: IndexEntry;
  readonly #arrays: ReadonlyMap<string, Dense>;

  constructor(entry: IndexEntry, arrays: ReadonlyMap<string, Dense>) {
    this.entry = entry;
    this.#arrays = arrays;
  }

  static async read(entry: IndexEntry, readFile: ReadFile): Promise<ReferenceCase> {
    const file = await load(await readFile(entry.file));
    const arrays = new Map<string, Dense>();
    for (const name of file.names) {
      const tensor = await file.get(name);
      if (tensor.dtype === 'string') continue;
      // Float32 stays what it was computed in; all else, int64 too, is exact in float64.
      const values: FloatArray = tensor.dtype === 'float32' ? tensor.float32().slice() : tensor.float64().slice();
      arrays.set(name, dense(values, tensor.shape));
    }
    return new ReferenceCase(entry, arrays);
  }

  /** Names of the arrays of numbers. */
  get names(): readonly string[] {
    return [...this.#arrays.keys()];
  }

  has(name: string): boolean {
    return this.#arrays.has(name);
  }

  array(name: string): Dense {
    const array = this.#arrays.get(name);
    if (!array) throw new Error(`there is no array ${name}; there are ${this.names.join(', ')}`);
    return array;
  }

  /** An array of zeros and ones. */
  bytes(name: string): Dense<Uint8Array> {
    const { values, shape } = this.array(name);
    return dense(Uint8Array.from(values), shape);
  }

  /** A parameter of the index. */
  number(name: string): number {
    const value = this.entry[name];
    if (typeof value !== 'number') throw new Error(`the index says no number ${name} for it`);
    return value;
  }

  /** A parameter of the index. */
  text(name: string): string {
    const value = this.entry[name];
    if (typeof value !== 'string') throw new Error(`the index says no ${name} for it`);
    return value;
  }
}

/** The cases that the `index.json` of a folder lists. */
export async function readIndex(folder: string, readFile: ReadFile): Promise<IndexEntry[]> {
  let text: string;
  try {
    text = new TextDecoder().decode(await readFile('index.json'));
  } catch (cause) {
    throw new Error(
      `${folder} has no index.json: ATTN_REFERENCE_DIR must name a folder of reference cases, such as tests/reference`,
      { cause },
    );
  }
  const { cases } = JSON.parse(text) as { cases?: IndexEntry[] };
  if (!Array.isArray(cases) || cases.length === 0) throw new Error(`the index.json of ${folder} lists no cases`);
  return cases;
}
