import { decodeText, fetchFile, resolveUrl, type Source, textStart } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';

/** Bytes of data that are read at most: what a page can train on is far less. */
const LIMIT = 2 ** 26;

export interface Text {
  readonly text: string;
  /** Name of the source in sentences. */
  readonly url: string;
}

/**
 * Text of a source, or its bytes where they are no text; null where it is arrays already. A string of one line is an
 * address. Throws `too-large`, `scheme`, `not-found`, `network`, `wrong-encoding`.
 * @param encoding of text that is not in UTF-8 or UTF-16
 */
export async function sourceText(data: Source, encoding?: string): Promise<Text | Uint8Array | null> {
  if (typeof data === 'string' && /[\n\t]|^\s*[[{]/.test(data)) return { text: data, url: 'data' };
  const bytes = await bytesOf(data);
  if (!bytes) return null;
  const url =
    typeof data === 'string' || data instanceof URL ? String(data) : data instanceof File ? data.name : 'data';
  if (bytes.length > LIMIT) throw new AttnError('too-large', { what: url, bytes: bytes.length, limit: LIMIT });
  // Text has no zeros; every format of arrays has some in its first bytes, or begins with a sign that no text has.
  const start = textStart(String.fromCharCode(...bytes.subarray(0, 512)));
  if (start.includes('\0') || start.startsWith('\x93')) return bytes;
  return { text: decodeText(bytes, { url, limit: LIMIT, encoding }), url };
}

/** Bytes of a source, fetched anew; null where it is arrays already. Throws `too-large`, `scheme`, `not-found`, `network`. */
export async function bytesOf(data: Source): Promise<Uint8Array | null> {
  if (data instanceof Blob) return new Uint8Array(await data.arrayBuffer());
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (data instanceof Uint8Array && !('shape' in data)) return data;
  if (typeof data !== 'string' && !(data instanceof URL)) return null;
  // As it is on its server now: the author may have changed it since the run before.
  return (await fetchFile(resolveUrl(data), LIMIT, { known: null }))!.bytes;
}
