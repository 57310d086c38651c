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
  /** Whether the first bytes say that it is this format. Names and media types are not asked: servers get them wrong. */
  matches(bytes: Uint8Array): boolean;
  read(bytes: Uint8Array, context: ReadContext): FileContents | Promise<FileContents>;
}

export function damaged(context: ReadContext, what: string, cause?: unknown): AttnError {
  return new AttnError('damaged', { url: context.url, what }, { cause });
}

export function unsupported(context: ReadContext, what: string): AttnError {
  return new AttnError('unsupported', { url: context.url, what });
}

export function startsWith(bytes: Uint8Array, ...start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

/** The first byte that is no white space as JSON and HTML know it, a UTF-8 byte order mark passed over; 0 if none. */
export function firstCharacter(bytes: Uint8Array): string {
  let at = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
  while (bytes[at] === 0x20 || (bytes[at] >= 0x09 && bytes[at] <= 0x0d)) at++;
  return String.fromCharCode(bytes[at] ?? 0);
}

export function dataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The chunks of a stream. Browsers do not all iterate streams yet. A loop that is left early cancels the stream. */
export async function* iterate(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!ended) reader.cancel().catch(() => {});
  }
}
