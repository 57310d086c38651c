import { AttnError } from '../../errors.js';

/** What a reader needs beside the bytes. */
export interface ReadContext {
  /** What the source is called in sentences. */
  readonly url: string;
  /** The most bytes that one array, or the file, may take. */
  readonly limit: number;
}

export function damaged(context: ReadContext, what: string, cause?: unknown): AttnError {
  return new AttnError('damaged', { url: context.url, what }, { cause });
}

export function unsupported(context: ReadContext, what: string): AttnError {
  return new AttnError('unsupported', { url: context.url, what });
}
