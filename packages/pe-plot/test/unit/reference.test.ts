import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encoding } from '../../src/kinds/index.js';
import { defaults } from '../../src/settings.js';
import { facets } from '../../src/views/index.js';
import { distance, readExpectations, WITHIN } from '../reference/cases.js';
import { words } from './words.js';

const folder = process.env.ATTN_REFERENCE_DIR!;
const expectations = await readExpectations((name) => readFile(join(folder, name)));

describe('the encodings of the reference', () => {
  if (expectations.length === 0) it.skip(`(skipped: ${folder} has none)`, () => {});

  it.each(expectations)('$name', ({ kind, settings, view, dimensions, values }) => {
    const made = encoding(kind, { ...defaults, ...settings }, null);
    const shown = facets(view, made, words, { dimensions, apart: true, named: false }).flatMap(({ reading }) =>
      Array.from({ length: reading.rows * reading.columns }, (_, i) =>
        reading.value(Math.floor(i / reading.columns), i % reading.columns),
      ),
    );
    expect(distance(shown, values)).toBeLessThan(WITHIN);
  });
});
