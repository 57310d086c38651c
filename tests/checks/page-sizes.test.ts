import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { elementTags, root } from '../../scripts/bootstrap.mjs';
import { cdnFiles, pages, pageSize } from './page-sizes.js';
import budgets from './page-sizes.json' with { type: 'json' };

// Bytes of gzip, 1 kB being 1000, of all scripts that a page loads until its figures stand. A budget is what was reached, and is
// changed when somebody decides so; within two per cent nothing is said. The goals: one attn-heatmap 34 kB by its own file and 43
// by that of all, three elements 62, all of them 105, with npz, Chinese and menus 130. What each module weighs says
// `node scripts/module-weights.mjs attn-heatmap`.
const SLACK = 1.02;

describe('what a page loads', () => {
  it('has a budget, and every budget a page', () => {
    expect(pages.map(({ name }) => name).sort()).toEqual(Object.keys(budgets).sort());
  });

  it.each(pages.map((page) => [page.name, page] as const))('%s keeps its budget', (name, page) => {
    const budget = (budgets as Record<string, number>)[name];
    const size = pageSize(page);
    console.log(`${name}: ${size} of ${budget} bytes`);
    expect(size).toBeLessThanOrEqual(budget * SLACK);
  });

  it.each(['README.md', 'README.zh.md'])('is what the %s of attn-elements says', (file) => {
    const text = readFileSync(join(root, 'packages/attn-elements', file), 'utf8');
    const rows = [...text.matchAll(/^\| .+ \| (\d+) \| (\d+) \|$/gm)].map(([, alone, together]) =>
      [alone, together].map(Number),
    );
    const kilobytes = (bytes: number) => Math.round(bytes / 1000);
    const alone = (...tags: (keyof typeof budgets)[]) => kilobytes(tags.reduce((sum, tag) => sum + budgets[tag], 0));
    expect(rows).toEqual([
      [alone('attn-heatmap'), kilobytes(budgets['attn-heatmap of all'])],
      [alone('attn-heatmap', 'attn-links'), kilobytes(budgets['two elements'])],
      [alone('attn-heatmap', 'attn-links', 'attn-text'), kilobytes(budgets['three elements'])],
      [alone(...(elementTags() as (keyof typeof budgets)[])), kilobytes(budgets['all elements'])],
    ]);
  });
});

/** Workers, that which trains and that which runs models, with their parts: they run apart from the page, and share nothing with it. */
const isOfWorker = (path: string) => /^(\w+-)?worker\b/.test(path);

/** The element whose worker a file is the entry of. */
const workers = { 'trainer-worker.js': 'attn-trainer', 'model-worker.js': 'attn-model' };

const holds = (folder: string, mark: string) =>
  [...cdnFiles(folder)].filter(([path, { text }]) => !isOfWorker(path) && text.includes(mark)).map(([path]) => path);

describe.each([...elementTags(), 'attn-elements'])('the CDN files of %s', (folder) => {
  it('import nothing from elsewhere', () => {
    const files = cdnFiles(folder);
    const imported = [...files.values()].flatMap(({ statics, lazies }) => [...statics, ...lazies]);
    // The second attempt at a lazy part has a computed address.
    expect(imported.filter((path) => !files.has(path) && path !== '(computed)')).toEqual([]);
  });

  it('hold Lit once, and once what core keeps for the whole page, beside the file that holds all', () => {
    for (const mark of ['litHtmlVersions', 'attn-elements.registry.']) {
      expect(
        holds(folder, mark).filter((path) => path !== 'one.js'),
        mark,
      ).toHaveLength(1);
    }
  });

  it.each(Object.entries(workers))(
    'import the entry of a worker nowhere, which WebKit would run twice: %s',
    (entry, tag) => {
      const files = cdnFiles(folder);
      const importers = [...files].filter(([, { statics, lazies }]) => [...statics, ...lazies].includes(entry));
      expect(importers).toEqual([]);
      expect(files.has(entry)).toBe(folder === tag || folder === 'attn-elements');
    },
  );
});

describe.each(elementTags())('cdn/%s.js', (tag) => {
  it('is complete: it imports nothing at once', () => {
    expect(cdnFiles(tag).get(`${tag}.js`)!.statics).toEqual([]);
  });

  it('is compiled ahead, and what may never run is not', () => {
    const hinted = [...cdnFiles(tag)].filter(([, { text }]) => text.startsWith('//# allFunctionsCalledOnLoad\n'));
    expect(hinted.map(([path]) => path)).toEqual([`${tag}.js`]);
  });
});
