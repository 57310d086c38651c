import { AttnError, type Reason } from '../../errors.js';
import type { FileContents } from '../tensor-file.js';

/** Context that a reader of a format needs beside the bytes. */
export interface ReadContext {
  /** Name of the source in sentences. */
  readonly url: string;
  /** The most bytes that one array, or the file, may take. */
  readonly limit: number;
  /** The encoding of its text, where that is not UTF-8 and nothing in the file tells it. */
  readonly encoding?: string | null;
}

/**
 * Turns the bytes of a file into named arrays: `FileContents`, or whatever `data` of an element may be, such as
 * `{ attention: [[…]], tokens: […] }`. It checks sizes before it allocates, and what it throws is said in the element.
 */
export type FormatReader = (bytes: Uint8Array, context: ReadContext) => unknown;

/** A file format: how its files are known, and what reads them. */
export interface Format {
  /** As sentences name it. */
  readonly name: string;
  /** First bytes of its files, among 1,024, as the characters U+0000 to U+00FF. Without it the name of a file tells. */
  readonly magic?: RegExp;
  /** Endings of the names of its files, `csv`, for which the reader is loaded together with the file. */
  readonly extensions?: readonly string[];
  /** Loads the reader, when the first such file is met. */
  readonly load: () => Promise<FormatReader>;
}

export const isContents = (value: unknown): value is FileContents =>
  (value as Partial<FileContents> | null)?.arrays instanceof Map;

export function damaged(context: ReadContext, what: Reason, cause?: unknown): AttnError {
  return new AttnError('damaged', { url: context.url, ...what }, { cause });
}

export function unsupported(context: ReadContext, what: Reason): AttnError {
  return new AttnError('unsupported', { url: context.url, ...what });
}
