import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';
import { cdnFiles } from './page-sizes.js';

/** Files that are imported where they are needed, by the first file of an element and by what that brings, by name. */
function lazyParts(tag: string): string[] {
  const files = cdnFiles(tag);
  const known = new Set([`${tag}.js`]);
  const names = new Set<string>();
  for (const path of known) {
    const { statics = [], lazies = [] } = files.get(path) ?? {};
    for (const other of [...statics, ...lazies]) known.add(other);
    for (const other of lazies) names.add(files.get(other)?.name ?? other);
  }
  // The second attempt at a part that failed.
  names.delete('(computed)');
  return [...names].sort();
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
