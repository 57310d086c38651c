import type { TensorSource } from '../../data/index.js';
import type { ReadPanel } from '../heads/panels.js';

/** The rows of a CSV file: every value of the panels, as the source has it. */
export function* weightRows(
  source: TensorSource,
  panels: readonly ReadPanel[],
): Iterable<readonly (string | number)[]> {
  const { queryTokens, keyTokens } = source;
  yield ['layer', 'head', 'query', 'key', 'query_token', 'key_token', 'weight'];
  for (const { layer, head, raw } of panels) {
    for (let i = 0; i < raw.values.length; i++) {
      const query = Math.floor(i / raw.columns);
      const key = i % raw.columns;
      yield [layer, head, query, key, queryTokens?.[query] ?? '', keyTokens?.[key] ?? '', raw.values[i]];
    }
  }
}
