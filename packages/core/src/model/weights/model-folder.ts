import { AttnError } from '../../errors.js';
import type { RemoteBytes } from '../../tensor.js';

/** Where the files of a model lie beside each other: at an address, on a disk, or in memory. */
export interface ModelFolder {
  /** Its address or path; of files in memory what they are called. */
  readonly source: string;
  /** A file's own name in sentences. */
  address(name: string): string;
  /**
   * A file of which parts are read.
   * @throws {AttnError} `not-found`, and whatever else keeps it from being read
   */
  open(name: string, signal?: AbortSignal): Promise<RemoteBytes>;
  /**
   * All of a file that is no longer than `limit` bytes.
   * @throws {AttnError} `not-found`, `too-large`, and whatever else keeps it from being read
   */
  read(name: string, limit: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/** Options that all kinds of folders are opened with. */
export interface FolderOptions {
  /** The most bytes that are read at once, or held where a server gives no parts of a file. */
  readonly limit: number;
  /** Whether what comes by the network is kept in Cache Storage, where there is one. */
  readonly cache?: boolean;
  /** Called with the number of bytes when some of a weights file have come. */
  readonly onArrival?: (bytes: number) => void;
}

/** Whether a failure is that of a file that is not there; hosts of one page answer with that. */
export const isMissing = (error: unknown): error is AttnError =>
  error instanceof AttnError && /^(not-found|no-file|html)$/.test(error.code);
