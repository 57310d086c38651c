import {
  openAttention,
  type OpenOptions,
  openQueriesAndKeys,
  type TensorFile,
  type TensorSource,
} from '../../data/index.js';
import type { LiveSettings } from './live-options.js';
import { LiveSource } from './live-source.js';

/** The attention of a file: as it is stored, or a `LiveSource` where the file holds queries and keys, or scores. */
export async function openSource(
  file: TensorFile,
  options: OpenOptions,
  settings: LiveSettings,
): Promise<TensorSource> {
  const queriesAndKeys = await openQueriesAndKeys(file, options);
  if (queriesAndKeys) return new LiveSource(queriesAndKeys, settings);
  const stored = await openAttention(file, options);
  return stored.kind === 'scores' ? new LiveSource(stored, settings) : stored;
}
