import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, compress, readable } from '../run/build.mjs';
import { LIMIT } from './cells.mjs';
import { rows } from './rows.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const element = join(folder, '../../../packages/attn-links');

/** `<attn-links>` beside BertViz' way, a line of SVG for every pair. */
export const links = {
  title: 'Lines between tokens: what was measured last',
  file: 'RESULTS-LINKS.md',
  contenders: ['ours', 'ours-all', 'bertviz'],
  rows,
  repeats: 3,
  limit: LIMIT,
  judged: true,
  // Without a graphics device a browser rasters by the processor; paths drawn by an emulated one say nothing about either.
  flags: ['--disable-gpu-rasterization', '--disable-accelerated-2d-canvas'],
  tables: { base: 'ours' },
  label: (count) => `${count} tokens × 12 heads`,
  repeated: (repeats) => `medians of ${repeats} interleaved repeats, a fresh page for every cell`,
  about: [
    'In bold: how many times as long, or as much, as `<attn-links>` (*ours*); below 1 is better than ours. Only these ratios mean',
    'anything, and less than 1.5× is noise. *ours-all* draws every token and every line, as *bertviz* does. `> 30 s`: cut off.',
    'Run it with `npm run bench:links`; who is who, and how it is measured: [README.md](README.md#the-lines).',
  ],

  /** Builds everybody, and says what is served from where. */
  async build({ work, contenders, profiled }) {
    for (const name of contenders) await bundle(folder, work, name, 'built', { minify: !profiled });
    const ours = join(work, 'ours');
    if (profiled) await readable(element, 'attn-links', ours);
    else cpSync(join(element, 'cdn'), ours, { recursive: true });
    for (const made of ['built', 'ours']) await compress(join(work, made));
    return { '/page/': join(folder, 'page'), '/built/': join(work, 'built'), '/ours/': ours };
  },
};
