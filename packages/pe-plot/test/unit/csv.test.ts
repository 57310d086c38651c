import { describe, expect, it } from 'vitest';
import { plotCsvRows } from '../../src/csv.js';
import { encoding } from '../../src/kinds/index.js';
import { defaults } from '../../src/settings.js';
import { facets } from '../../src/views/index.js';
import { words } from './words.js';

describe('the rows of a CSV file', () => {
  it('are all values of all plots, each with its names', () => {
    const made = encoding('alibi', { ...defaults, heads: 2, length: 3 }, null);
    const shown = facets('bias', made, words, { dimensions: null, apart: true, named: false });
    const [header, ...rows] = plotCsvRows(shown);
    expect(header).toEqual(['encoding', 'plot', 'query position', 'key position', 'value']);
    expect(rows).toHaveLength(2 * 3 * 3);
    expect(rows[0]).toEqual(['alibi', 'head 0', '0', '0', 0]);
    expect(rows[1]).toEqual(['alibi', 'head 0', '0', '1', -Infinity]);
    // Slopes of two heads are 2^−4 and 2^−8.
    expect(rows.at(-3)).toEqual(['alibi', 'head 1', '2', '0', -2 / 256]);
  });
});
