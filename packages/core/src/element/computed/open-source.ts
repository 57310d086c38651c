import { openAttention, type OpenOptions, type TensorFile, type TensorSource } from '../../data/index.js';
import { lazy } from '../../lazy.js';
import type { ComputedSettings } from './computed-options.js';
import type { ComputedSource } from './computed-source.js';

const engine = () => lazy(() => import('./open-computed.js'));

/** The attention of a file: as it is stored, or a `ComputedSource` where the file holds queries and keys, or scores. */
export async function openSource(
  file: TensorFile,
  options: OpenOptions,
  settings: ComputedSettings,
): Promise<TensorSource> {
  if (options.array === 'queries' || file.has('queries') || file.has('queries.0')) {
    const live = await (await engine()).openQueries(file, options, settings);
    if (live) return live;
  }
  const stored = await openAttention(file, options);
  return stored.kind === 'scores' ? (await engine()).openScores(stored, settings) : stored;
}

/** Whether a source is computed here. Not by its class, which is loaded only where it is needed. */
export function isComputed(source: TensorSource | null | undefined): source is ComputedSource {
  return source != null && 'attentionOptions' in source;
}
