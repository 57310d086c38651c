import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';
import { cdnFiles } from './page-sizes.js';

/** Files that the first file of an element imports where they are needed, and those that these import, by name. */
function lazyParts(tag: string): string[] {
  const files = cdnFiles(tag);
  const known = new Set([`${tag}.js`]);
  for (const path of known) for (const other of files.get(path)?.lazies ?? []) known.add(other);
  const names = [...known].flatMap((path) => files.get(path)?.name ?? []);
  return names.filter((name) => name !== tag).sort();
}

describe.each(['README.md', 'README.zh.md'])('%s', (file) => {
  it('says of every file beside attn-heatmap.js what it is fetched for', () => {
    const rows = readFileSync(join(root, file), 'utf8').split('\n');
    const named = rows
      .filter((row) => row.startsWith('| `attn-heatmap.'))
      .flatMap((row) => [...row.split(' | ')[0].matchAll(/`(?:attn-heatmap|…)\.([\w-]+?)-…\.js`/g)])
      .map(([, name]) => `attn-heatmap.${name}`);
    expect(named.sort()).toEqual(lazyParts('attn-heatmap'));
  });
});
