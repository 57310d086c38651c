import { AttnError, reason } from '../../errors.js';
import type { RemoteBytes } from '../../tensor.js';
import type { FolderOptions, ModelFolder } from './model-folder.js';

/** Functions used of Node’s `fs/promises`. */
interface OpenFile {
  stat(): Promise<{ size: number; isFile(): boolean }>;
  read(into: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  close(): Promise<void>;
}

interface Modules {
  getBuiltinModule?(name: 'node:fs/promises'): { open(path: string): Promise<OpenFile> };
  getBuiltinModule?(name: 'node:url'): { fileURLToPath(url: string): string };
}

// Asked for at run time: a bundler for browsers would look for modules of Node.
const modules = () => (globalThis as { process?: Modules }).process;

/** Whether there is a disk: in Node, and what is like it. */
export const hasDisk = (): boolean => modules()?.getBuiltinModule !== undefined && !('document' in globalThis);

/** A folder on a disk. */
export class DiskFolder implements ModelFolder {
  readonly source: string;
  readonly #options: FolderOptions;

  /** @param place a path or an address of `file:` */
  constructor(place: string, options: FolderOptions) {
    const path = place.startsWith('file:') ? modules()!.getBuiltinModule!('node:url').fileURLToPath(place) : place;
    this.source = path.replace(/[\\/]+$/, '');
    this.#options = options;
  }

  address(name: string): string {
    return `${this.source}/${name}`;
  }

  async open(name: string): Promise<RemoteBytes> {
    return FilePart.at(this.source, name, this.#options);
  }

  async read(name: string, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
    const file = await FilePart.at(this.source, name, { limit });
    return file.read(0, file.length, signal);
  }
}

/** A file on a disk, opened for each part: none stays open behind a model that is forgotten. */
class FilePart implements RemoteBytes {
  readonly length: number;
  readonly #path: string;
  readonly #options: FolderOptions;

  private constructor(path: string, length: number, options: FolderOptions) {
    this.#path = path;
    this.length = length;
    this.#options = options;
  }

  static async at(folder: string, name: string, options: FolderOptions): Promise<FilePart> {
    const path = `${folder}/${name}`;
    const size = await usingFile(path, async (file) => {
      const stat = await file.stat();
      return stat.isFile() ? stat.size : null;
    });
    if (size === null) throw new AttnError('no-file', { name, url: folder });
    return new FilePart(path, size, options);
  }

  async read(from: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { limit, onArrival } = this.#options;
    const length = end - from;
    if (length > limit) throw new AttnError('too-large', { what: this.#path, bytes: length, limit });
    const bytes = new Uint8Array(length);
    const read = await usingFile(this.#path, async (file) => {
      let at = 0;
      for (let more = 1; more > 0 && at < length; at += more) {
        more = (await file.read(bytes, at, length - at, from + at)).bytesRead;
      }
      return at;
    });
    if (read !== length) throw new AttnError('damaged', { url: this.#path, ...reason`it can no longer be read` });
    signal?.throwIfAborted();
    onArrival?.(length);
    return bytes;
  }
}

/** Opens a file, and closes it again; null where there is none. */
async function usingFile<T>(path: string, use: (file: OpenFile) => Promise<T>): Promise<T | null> {
  const disk = modules()!.getBuiltinModule!('node:fs/promises');
  let file: OpenFile;
  try {
    file = await disk.open(path);
  } catch (error) {
    if (/^(ENOENT|ENOTDIR)$/.test((error as { code?: string }).code ?? '')) return null;
    throw unreadable(path, error);
  }
  try {
    return await use(file);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await file.close();
  }
}

const unreadable = (path: string, cause: unknown) =>
  new AttnError('damaged', { url: path, ...reason`it can no longer be read` }, { cause });
