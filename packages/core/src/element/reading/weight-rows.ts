import { type TensorSource, tokensOf } from '../../data/index.js';
import { MASKED_BELOW } from '../../math/index.js';
import type { ReadPanel } from '../heads/panels.js';
import type { ZoomWindow } from '../zoom/zoom-window.js';

/** Names of the last column: what its numbers are. */
const columnOf = { weights: 'weight', scores: 'score', values: 'value' } as const;

/** The rows of a CSV file: every value of the panels, or of a part of them, as the source has it; of masked cells it is empty. */
export function* weightRows(
  source: TensorSource,
  panels: readonly ReadPanel[],
  part: ZoomWindow | null = null,
): Iterable<readonly (string | number)[]> {
  yield ['layer', 'head', 'query', 'key', 'query_token', 'key_token', columnOf[source.kind]];
  for (const { layer, head, raw } of panels) {
    const tokens = tokensOf(source, layer);
    const { rows, columns } = part ?? { rows: [0, raw.rows], columns: [0, raw.columns] };
    for (let query = rows[0]; query < rows[1]; query++) {
      for (let key = columns[0]; key < columns[1]; key++) {
        const value = raw.values[query * raw.columns + key];
        const weight = value <= MASKED_BELOW ? '' : value;
        yield [layer, head, query, key, tokens.query?.[query] ?? '', tokens.key?.[key] ?? '', weight];
      }
    }
  }
}
