import { AttnError } from '../../errors.js';
import type { FileContents } from '../tensor-file.js';

/** What a reader needs beside the bytes. */
export interface ReadContext {
  /** What the source is called in sentences. */
  readonly url: string;
  /** The most bytes that one array, or the file, may take. */
  readonly limit: number;
}

export interface Format {
  /**
   * Whether a file that begins with these bytes, as the characters U+0000 to U+00FF, is of this format. Names and media
   * types are not asked: servers get them wrong.
   */
  matches(start: string): boolean;
  read(bytes: Uint8Array, context: ReadContext): FileContents | Promise<FileContents>;
}

export function damaged(context: ReadContext, what: string, cause?: unknown): AttnError {
  return new AttnError('damaged', { url: context.url, what }, { cause });
}

export function unsupported(context: ReadContext, what: string): AttnError {
  return new AttnError('unsupported', { url: context.url, what });
}

/** The first bytes of a file, enough to know it by, as characters. */
export function startOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 1024));
}
