import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { elementTags, root } from '../../scripts/bootstrap.mjs';
import { importsOf } from '../../scripts/import-rules.mjs';
import sizes from './sizes.json' with { type: 'json' };

// Bytes of gzip, 1 kB being 1000, of the files at jsDelivr and unpkg: that of the tag, and those that it loads when they are
// needed. A budget is what was reached, so that nothing grows unseen. The design's goal for attn-heatmap is 34 kB. Of its 40, Lit
// takes 6, fetching and plain JSON 3, colour maps and the painter 3, English and its errors 2, styles 2; layout, axes,
// legend, pointing and reading most of the rest. What computes attention, attn-heatmap.live.js, is kernels and their shaders 9,
// core/math 5, the stage 3, the readers' controls in three languages 3, and a second copy of what both need.
const budgets = Object.entries(sizes);

describe.each(elementTags())('%s', (tag) => {
  const folder = join(root, 'packages', tag, 'cdn');
  const own = budgets.filter(([name]) => name === tag || name.startsWith(`${tag}.`));

  it('has the files that have a budget, and no others', () => {
    expect(own.length, `tests/checks/sizes.json has no budget for ${tag}`).toBeGreaterThan(0);
    expect(readdirSync(folder).sort()).toEqual(own.map(([name]) => `${name}.js`).sort());
  });

  it('is compiled ahead, and what may never run is not', () => {
    const hinted = readdirSync(folder).filter((file) =>
      readFileSync(join(folder, file), 'utf8').startsWith('//# allFunctionsCalledOnLoad\n'),
    );
    expect(hinted).toEqual([`${tag}.js`]);
  });

  it.each(own)('%s keeps its budget', (name, budget) => {
    const size = gzipSync(readFileSync(join(folder, `${name}.js`)), { level: 9 }).length;
    console.log(`${name}: ${size} of ${budget} bytes`);
    expect(size).toBeLessThanOrEqual(budget);
  });

  const importsIn = (name: string) => importsOf(readFileSync(join(folder, `${name}.js`), 'utf8'));

  it.each(own)('%s has everything inside but what it loads later, or shares with the part that loads it', (name) => {
    const loads = ({ specifier }: { specifier: string }) =>
      importsIn(specifier.slice(2, -3)).some(({ dynamic, specifier }) => dynamic && specifier === `./${name}.js`);
    const others = importsIn(name).filter((one) => !one.dynamic && (one.specifier === `./${tag}.js` || !loads(one)));
    expect(others).toEqual([]);
  });

  it('loads all files later that there are, and no others', () => {
    const loaded = new Set(own.flatMap(([name]) => importsIn(name).map(({ specifier }) => specifier)));
    // The second attempt has an address of its own.
    loaded.delete('(computed)');
    const later = own.filter(([name]) => name !== tag).map(([name]) => `./${name}.js`);
    expect([...loaded].sort()).toEqual(later.sort());
  });

  it.each(own)('%s holds Lit once in all', (name) => {
    const text = readFileSync(join(folder, `${name}.js`), 'utf8');
    expect(text.includes('litHtmlVersions')).toBe(name === tag);
  });
});
