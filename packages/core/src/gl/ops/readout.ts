import type { Block } from './block.js';
import type { Device } from './device.js';

/** Texels of a row with so many columns that a block computed. */
export interface Span {
  readonly from: number;
  readonly texels: number;
  readonly columns: number;
}

/** Results of blocks on their way into one array each. */
export class TextureReadout {
  readonly #device: Device;
  readonly #queries: number;
  readonly #pending: Promise<void>[] = [];

  /** @param queries of each head */
  constructor(device: Device, queries: number) {
    this.#device = device;
    this.#queries = queries;
  }

  /** Begins to read what a block computed; its textures may be freed at once. */
  start(textures: readonly WebGLTexture[], block: Block, span: Span, into: Float32Array): void {
    const height = Math.ceil(block.queries / this.#device.targets);
    const parts = this.#device.startReading(textures, block.heads * span.texels, height);
    this.#pending.push(parts.then((values) => unfold(values, block, this.#queries, span, into)));
  }

  /** Settles when all is read, or nothing more is under way. Rejects with `context-lost`. */
  async end(): Promise<void> {
    await Promise.allSettled(this.#pending);
    await Promise.all(this.#pending);
  }
}

/** From texels as a block leaves them to rows in their place among all. */
function unfold(
  parts: readonly Float32Array[],
  block: Block,
  queries: number,
  { from, texels, columns }: Span,
  into: Float32Array,
): void {
  const count = Math.min(texels * 4, columns - from * 4);
  for (let local = 0; local < block.heads; local++) {
    for (let query = 0; query < block.queries; query++) {
      const start = (Math.floor(query / parts.length) * block.heads + local) * texels * 4;
      const row = parts[query % parts.length].subarray(start, start + count);
      into.set(row, ((block.head + local) * queries + block.query + query) * columns + from * 4);
    }
  }
}
