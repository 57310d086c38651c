import { defaultLimit, type Source } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';

/** A text and its name; null where the source is arrays, of which core/data knows the formats. */
export async function textOf(data: Source): Promise<{ text: string; url: string } | null> {
  if (typeof data === 'string' && /\n|\t/.test(data)) return { text: data, url: 'data' };
  const found = await bytesOf(data);
  if (!found) return null;
  const { bytes, url } = found;
  if (bytes.length > defaultLimit) throw new AttnError('too-large', { what: url, bytes: bytes.length, limit: defaultLimit });
  // Text has no zeros; every format of arrays has some in its first bytes, or begins with a sign that no text has.
  const start = bytes.subarray(0, 512);
  if (start.includes(0) || start[0] === 0x93) return null;
  return { text: new TextDecoder().decode(bytes), url };
}

async function bytesOf(data: Source): Promise<{ bytes: Uint8Array; url: string } | null> {
  if (data instanceof Blob) return { bytes: new Uint8Array(await data.arrayBuffer()), url: (data as File).name ?? 'data' };
  if (data instanceof ArrayBuffer) return { bytes: new Uint8Array(data), url: 'data' };
  if (data instanceof Uint8Array && !('shape' in data)) return { bytes: data, url: 'data' };
  if (typeof data !== 'string' && !(data instanceof URL)) return null;
  const url = String(data);
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new AttnError('network', { url }, { cause });
  }
  if (!response.ok) throw new AttnError('not-found', { url, status: response.status });
  return { bytes: new Uint8Array(await response.arrayBuffer()), url };
}
