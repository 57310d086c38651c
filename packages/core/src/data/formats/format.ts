import { AttnError } from '../../errors.js';
import type { FileContents } from '../tensor-file.js';

/** What a reader needs beside the bytes. */
export interface ReadContext {
  /** What the source is called in sentences. */
  readonly url: string;
  /** The most bytes that one array, or the file, may take. */
  readonly limit: number;
}

/** Reads the bytes of a file of one format. */
export type Reader = (bytes: Uint8Array, context: ReadContext) => FileContents | Promise<FileContents>;

export function damaged(context: ReadContext, what: string, cause?: unknown): AttnError {
  return new AttnError('damaged', { url: context.url, what }, { cause });
}

export function unsupported(context: ReadContext, what: string): AttnError {
  return new AttnError('unsupported', { url: context.url, what });
}
