import { AttnError, reason } from '../../errors.js';
import { readStream, startOf } from '../bytes.js';
import type { FileContents } from '../tensor-file.js';
import { lazy } from '../../lazy.js';
import { damaged, type ReadContext } from './format.js';

/**
 * Contents of a file of any format that gzip has packed (RFC 1952), as `attention.json.gz`.
 * @throws {AttnError} `damaged`, `too-large`, or why the file in it cannot be read
 */
export async function readGzip(bytes: Uint8Array, context: ReadContext): Promise<FileContents> {
  const { limit } = context;
  const tooMany = (length: number) => new AttnError('too-large', { what: context.url, bytes: length, limit });
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
  let unpacked: Uint8Array;
  try {
    unpacked = await readStream(stream, limit, tooMany);
  } catch (error) {
    throw error instanceof AttnError ? error : damaged(context, reason`it is not packed as gzip packs`, error);
  }
  if (!unpacked.length) throw new AttnError('empty', { url: context.url });
  const { url } = context;
  // They are there, since they asked for this: a static import would take what they have in common apart into files of its own.
  const { foreignFormat, readFile } = await lazy(() => import('./readers.js'));
  try {
    return await readFile(unpacked, { ...context, url: url.replace(/\.gz(?=$|[?#])/i, '') });
  } catch (error) {
    throw foreignFormat(startOf(unpacked), url) ?? error;
  }
}
