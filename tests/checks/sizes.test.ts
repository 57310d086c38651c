import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { elementTags, root } from '../../scripts/bootstrap.mjs';
import { importsOf } from '../../scripts/import-rules.mjs';
import budgets from './sizes.json' with { type: 'json' };

// Bytes of gzip, 1 kB being 1000, of the file at jsDelivr and unpkg with everything inside. A budget is what was reached,
// so that nothing grows unseen. The design's goal for attn-heatmap is 28 kB: Lit takes 6 of them, the readers of four
// formats 9, three languages, styles and shaders 5. Computed attention takes 19: kernels and their shaders 8, core/math 4,
// the source, the readers' controls and their three languages 7.
describe.each(elementTags())('%s', (tag) => {
  const folder = join(root, 'packages', tag, 'cdn');
  const file = join(folder, `${tag}.js`);

  it('keeps its budget', () => {
    const budget = (budgets as Record<string, number>)[tag];
    expect(budget, `tests/checks/sizes.json has no budget for ${tag}`).toBeDefined();
    const size = gzipSync(readFileSync(file), { level: 9 }).length;
    console.log(`${tag}: ${size} of ${budget} bytes`);
    expect(size).toBeLessThanOrEqual(budget);
  });

  it('is one file with everything inside', () => {
    expect(readdirSync(folder)).toEqual([`${tag}.js`]);
    expect(importsOf(readFileSync(file, 'utf8'))).toEqual([]);
  });
});
