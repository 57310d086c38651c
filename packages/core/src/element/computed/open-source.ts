import { openAttention, type TensorFile, type TensorSource } from '../../data/index.js';
import { lazy } from '../../lazy.js';
import type { ComputedSettings } from './computed-options.js';
import type { ComputedSource } from './computed-source.js';
import type { SourceOptions } from './operations.js';

const operating = () => lazy(() => import('./open-operation.js'));
const engine = () => lazy(() => import('./open-computed.js'));

/**
 * The attention of a file: as it is stored, what an operation makes of its inputs, or a `ComputedSource` where it holds queries and
 * keys, or scores.
 */
export async function openSource(
  file: TensorFile,
  options: SourceOptions,
  settings: ComputedSettings,
): Promise<TensorSource> {
  const { operation = 'none' } = options;
  if (operation !== 'none') return (await operating()).openOperation(file, operation, options);
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
