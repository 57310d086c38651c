import { lazy } from '../lazy.js';
import type { OpenOptions } from './attention.js';
import { openPlain } from './plain.js';
import type { TensorFile } from './tensor-file.js';
import type { TensorSource } from './tensor-source.js';

/**
 * Finds the attention in a file and how its axes, tokens and mask are to be read.
 * @throws {AttnError} `no-array`, `ambiguous-array`, `wrong-shape`, `wrong-token-count`, or why an array cannot be read; `not-loaded`
 */
export async function openAttention(file: TensorFile, options: OpenOptions = {}): Promise<TensorSource> {
  return openPlain(file, options) ?? (await lazy(() => import('./formats/readers.js'))).openAttention(file, options);
}
