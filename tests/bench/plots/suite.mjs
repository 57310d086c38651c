import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, compress, readable } from '../run/build.mjs';
import { LIMIT } from './cells.mjs';
import { figures } from './page/figures.js';
import { rows } from './rows.mjs';
import { writeVisits } from './visits.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const element = join(folder, '../../../packages/pe-plot');

/** Contenders by the picture that they draw. */
const contenders = {
  curves: ['ours', 'plotly', 'plotly-gl', 'plot', 'floor-canvas'],
  heatmap: ['ours', 'plotly', 'plot'],
};
const draws = (contender, figure) => contenders[figures[figure].kind].includes(contender);

/** `<pe-plot>` beside general libraries for charts. */
export const plots = {
  title: 'Positional encodings: what was measured last',
  file: 'RESULTS-PLOTS.md',
  contenders: contenders.curves,
  draws,
  rows,
  sizes: Object.keys(figures),
  repeats: 3,
  limit: LIMIT,
  judged: true,
  // Without a graphics device a browser rasters by the processor; paths drawn by an emulated one say nothing about either.
  flags: ['--disable-gpu-rasterization', '--disable-accelerated-2d-canvas'],
  tables: { base: 'ours' },
  label: (figure) => figures[figure].label,
  repeated: (repeats) => `medians of ${repeats} interleaved repeats, a fresh page for every cell`,
  about: [
    'In bold: how many times as long, or as much, as `<pe-plot>` (*ours*); below 1 is better than ours. Only these ratios mean',
    'anything, and less than 1.5× is noise. *floor-canvas* draws the curves and nothing else. `> 30 s`: cut off.',
    'Run it with `npm run bench:plots`; who is who, and how it is measured: [README.md](README.md#the-plots).',
  ],

  /** Builds everybody, and says what is served from where. */
  async build({ work, contenders: asked, profiled }) {
    for (const [kind, names] of Object.entries(contenders)) {
      for (const name of names.filter((one) => asked.includes(one)))
        await bundle(folder, work, `${kind}/${name}`, 'built', { minify: !profiled });
    }
    const ours = join(work, 'ours');
    if (profiled) await readable(element, 'pe-plot', ours);
    else cpSync(join(element, 'cdn'), ours, { recursive: true });
    const visits = join(work, 'visit');
    writeVisits(visits, asked, draws);
    for (const made of ['built', 'ours']) await compress(join(work, made));
    return { '/page/': join(folder, 'page'), '/visit/': visits, '/built/': join(work, 'built'), '/ours/': ours };
  },
};
