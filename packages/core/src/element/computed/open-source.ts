import { openAttention, remark, type Remark, type TensorFile, type TensorSource } from '../../data/index.js';
import { lazy } from '../../lazy.js';
import { computedDefaults } from './computed-defaults.js';
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
  if (stored.kind === 'scores') return (await engine()).openScores(stored, settings);
  const unused = Object.entries(computedDefaults).filter(
    ([name, value]) => settings[name as keyof ComputedSettings] !== value,
  );
  return unused.length > 0
    ? noting(stored, remark('unused-settings', { names: unused.map(([name]) => name) }))
    : stored;
}

/** A source with one more remark. */
function noting(source: TensorSource, more: Remark): TensorSource {
  return {
    ...source,
    get remarks() {
      return [...(source.remarks ?? []), more];
    },
  };
}

/** Whether a source is computed here. Not by its class, which is loaded only where it is needed. */
export function isComputed(source: TensorSource | null | undefined): source is ComputedSource {
  return source != null && 'attentionOptions' in source;
}
