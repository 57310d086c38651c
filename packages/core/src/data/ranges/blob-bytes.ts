import { AttnError, reason } from '../../errors.js';
import type { RemoteBytes } from '../../tensor.js';

/** A file on a disk, or in memory, of which parts are read. */
export class BlobBytes implements RemoteBytes {
  readonly length: number;
  readonly #blob: Blob;
  readonly #name: string;
  readonly #limit: number;

  /** @param limit bytes that may be read at once */
  constructor(blob: Blob, name: string, limit: number) {
    this.#blob = blob;
    this.#name = name;
    this.#limit = limit;
    this.length = blob.size;
  }

  async read(from: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    const bytes = end - from;
    if (bytes > this.#limit) throw new AttnError('too-large', { what: this.#name, bytes, limit: this.#limit });
    try {
      const read = new Uint8Array(await this.#blob.slice(from, end).arrayBuffer());
      signal?.throwIfAborted();
      return read;
    } catch (error) {
      // Browsers read no file that was written to since it was chosen.
      if (signal?.aborted) throw signal.reason;
      throw new AttnError('damaged', { url: this.#name, ...reason`it can no longer be read` }, { cause: error });
    }
  }
}
