import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, readable } from '../run/build.mjs';
import { rows } from './rows.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const element = join(folder, '../../../packages/attn-heatmap');

/** `<attn-heatmap>` beside other ways to draw matrices: what reaches the screen, and when. */
export const pictures = {
  title: 'What was measured last',
  file: 'RESULTS.md',
  contenders: ['ours', 'floor-webgl', 'floor-canvas', 'h5web', 'plotly', 'echarts', 'blank'],
  rows,
  repeats: 5,
  /** Milliseconds after which a picture is cut off. */
  limit: 30_000,
  judged: true,
  tables: { base: 'ours' },
  label: (size) => `${size}²`,
  repeated: (repeats) => `medians of ${repeats} interleaved repeats (memory 3, peaks 1), a fresh page for every cell`,
  about: [
    'In bold: how many times as long, or as much, as ours; below 1 is better than ours. Only these ratios mean anything, and',
    'less than 1.5× or 30 ms is noise. *floor-webgl* and *floor-canvas* draw the cells and nothing else, *blank* draws a box.',
    '`> 30 s`: cut off. How it is measured: [README.md](README.md).',
  ],

  /** Builds everybody, and says what is served from where. */
  async build({ work, contenders, kinds, profiled }) {
    for (const name of contenders) {
      await bundle(folder, work, name, 'built');
      if (kinds.includes('weight') && name !== 'ours') await bundle(folder, work, name, 'weight');
    }
    const ours = join(work, 'ours');
    if (profiled) await readable(element, 'attn-heatmap', ours);
    else if (contenders.includes('ours')) cpSync(join(element, 'cdn'), ours, { recursive: true });
    return { '/page/': join(folder, 'page'), '/built/': join(work, 'built'), '/ours/': ours };
  },
};
