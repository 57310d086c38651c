import { openQueriesAndKeys, type OpenOptions, type TensorFile, type TensorSource } from '../../data/index.js';
import type { ComputedSettings } from './computed-options.js';
import { ComputedSource } from './computed-source.js';

// Computed attention, shaders and all, loaded lazily: most pages show what was computed elsewhere.

/** The queries and keys of a file as a source, where they are what is to be shown. */
export async function openQueries(
  file: TensorFile,
  options: OpenOptions,
  settings: ComputedSettings,
): Promise<ComputedSource | null> {
  const input = await openQueriesAndKeys(file, options);
  return input && new ComputedSource(input, settings);
}

/** Weights of scores that a file holds. */
export function openScores(scores: TensorSource, settings: ComputedSettings): ComputedSource {
  return new ComputedSource(scores, settings);
}

export { openRule } from './open-rule.js';
