import { openQueriesAndKeys, type OpenOptions, type TensorFile, type TensorSource } from '../../data/index.js';
import type { LiveSettings } from './live-options.js';
import { LiveSource } from './live-source.js';

// Computed attention, shaders and all, loaded lazily: most pages show what was computed elsewhere.

/** The queries and keys of a file as a source, where they are what is to be shown. */
export async function openQueries(
  file: TensorFile,
  options: OpenOptions,
  settings: LiveSettings,
): Promise<LiveSource | null> {
  const input = await openQueriesAndKeys(file, options);
  return input && new LiveSource(input, settings);
}

/** Weights of scores that a file holds. */
export function openScores(scores: TensorSource, settings: LiveSettings): LiveSource {
  return new LiveSource(scores, settings);
}
