import { type TensorSource, tokensOf } from '../../data/index.js';
import { MASKED_BELOW } from '../../math/index.js';
import type { ReadPanel } from '../heads/panels.js';

/** The rows of a CSV file: every value of the panels, as the source has it; masked cells have no weight. */
export function* weightRows(
  source: TensorSource,
  panels: readonly ReadPanel[],
): Iterable<readonly (string | number)[]> {
  yield ['layer', 'head', 'query', 'key', 'query_token', 'key_token', 'weight'];
  for (const { layer, head, raw } of panels) {
    const tokens = tokensOf(source, layer);
    for (let i = 0; i < raw.values.length; i++) {
      const query = Math.floor(i / raw.columns);
      const key = i % raw.columns;
      const weight = raw.values[i] <= MASKED_BELOW ? '' : raw.values[i];
      yield [layer, head, query, key, tokens.query?.[query] ?? '', tokens.key?.[key] ?? '', weight];
    }
  }
}
