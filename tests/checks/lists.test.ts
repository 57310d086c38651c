import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { colormapNames } from '../../packages/core/src/color/index.js';
import { knownFormats } from '../../packages/core/src/data/index.js';
import { root } from '../../scripts/bootstrap.mjs';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

// Tables of the manual that are written by hand, and lists that they must not fall behind.
describe('the manual names', () => {
  it.each([
    ['README.md', '## The file'],
    ['README.zh.md', '## 文件格式'],
  ])('every format that is read: %s', (path, heading) => {
    const [, section] = read(path).split(`${heading}\n`);
    const rows = section
      .split('\n## ')[0]
      .match(/^\| [^|]+ \|/gm)!
      .join();
    for (const { name } of knownFormats()) expect(rows, name).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it('every colour map, in the tables of what draws with them', () => {
    for (const tag of ['attn-heatmap', 'attn-image', 'pe-plot']) {
      const row = /^\| `colormap` .*$/m.exec(read(`packages/${tag}/README.md`))![0];
      for (const name of colormapNames()) expect(row, tag).toContain(`\`${name}\``);
    }
  });
});
