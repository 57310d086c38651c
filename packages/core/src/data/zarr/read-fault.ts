import { isZarritaError } from 'zarrita';
import { AttnError, reason } from '../../errors.js';
import { damaged, type ReadContext, unsupported } from '../formats/format.js';

/** Failure that keeps a part of a Zarr hierarchy from being read, in our own words. */
export function readFault(error: unknown, context: ReadContext): AttnError {
  if (error instanceof AttnError) return error;
  if (isZarritaError(error, 'UnknownCodecError'))
    return unsupported(context, reason`chunks packed by ${error.codec.replace(/^numcodecs\./, '').slice(0, 40)}`);
  // What a store throws comes through as the cause of a failing codec, too.
  const { cause } = Object(error) as { cause?: unknown };
  if (cause instanceof AttnError) return cause;
  return damaged(context, reason`a chunk is not what its metadata say`, error);
}
