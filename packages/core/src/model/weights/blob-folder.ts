import { BlobBytes } from '../../data/ranges/blob-bytes.js';
import { AttnError } from '../../errors.js';
import type { RemoteBytes } from '../../tensor.js';
import type { FolderOptions, ModelFolder } from './model-folder.js';

/** Files in memory, or chosen on a disk, by their names. */
export type ModelFiles = ReadonlyMap<string, Blob> | Readonly<Record<string, Blob>>;

/** Files that a page has already: those of a folder that a reader chose, or that an author made. */
export class BlobFolder implements ModelFolder {
  readonly source = 'data';
  readonly #files: ReadonlyMap<string, Blob>;
  readonly #options: FolderOptions;

  constructor(files: ModelFiles, options: FolderOptions) {
    const named = files instanceof Map ? [...files] : Object.entries(files as Record<string, Blob>);
    // A folder that was chosen gives `my-gpt/config.json`.
    this.#files = new Map(named.map(([name, blob]) => [name.slice(name.lastIndexOf('/') + 1), blob]));
    this.#options = options;
  }

  address(name: string): string {
    return name;
  }

  async open(name: string): Promise<RemoteBytes> {
    return new BlobBytes(this.#find(name), name, this.#options.limit);
  }

  async read(name: string, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
    const blob = this.#find(name);
    if (blob.size > limit) throw new AttnError('too-large', { what: name, bytes: blob.size, limit });
    return new BlobBytes(blob, name, limit).read(0, blob.size, signal);
  }

  #find(name: string): Blob {
    const blob = this.#files.get(name);
    if (!blob) throw new AttnError('no-file', { name, url: this.source });
    return blob;
  }
}
