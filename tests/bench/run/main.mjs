/**
 * Measures the contenders side by side and writes RESULTS.md. See README.md for the protocol; called by `npm run bench`.
 *
 *   --only paint,update,grid,many,weight,memory,peaks   --sizes 64,1024   --contenders ours,floor-webgl
 *   --repeats 5   --profile <folder>   --keep (do not write RESULTS.md; also when only a part is measured)
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findBrowser } from '../../../scripts/browser.mjs';
import { bundle, gzipped, readable } from './build.mjs';
import { Lab } from './lab.mjs';
import { profileInto } from './profile.mjs';
import { rows } from './rows.mjs';
import { fill, Tally } from './schedule.mjs';
import { serve } from './server.mjs';
import { table } from './table.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const element = join(root, '../../packages/attn-heatmap');
/** Everything built for this run, apart from the folders that other builds write to meanwhile. */
const work = mkdtempSync(join(tmpdir(), 'attn-bench-'));
const ours = join(work, 'ours');
const ALL = ['ours', 'floor-webgl', 'floor-canvas', 'h5web', 'plotly', 'echarts', 'blank'];

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    sizes: { type: 'string' },
    contenders: { type: 'string' },
    repeats: { type: 'string', default: '5' },
    profile: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const list = (text, fallback) => (text ? text.split(',').map((word) => word.trim()) : fallback);
const kinds = list(options.only, [...Object.keys(rows), 'weight']);
const contenders = list(options.contenders, ALL);
const repeats = Number(options.repeats);
for (const name of contenders)
  if (!ALL.includes(name)) throw new Error(`no contender ${name}; there are ${ALL.join(', ')}`);
for (const kind of kinds) if (kind !== 'weight' && !rows[kind]) throw new Error(`no row ${kind}`);
if (options.profile) profileInto(options.profile);

for (const name of contenders) {
  await bundle(root, work, name, 'built');
  if (kinds.includes('weight') && name !== 'ours') await bundle(root, work, name, 'weight');
}
if (options.profile) await readable(element, 'attn-heatmap', ours);
else if (contenders.includes('ours')) cpSync(join(element, 'cdn'), ours, { recursive: true });
const server = await serve({ '/page/': join(root, 'page'), '/built/': join(work, 'built'), '/ours/': ours });
const lab = await Lab.open(findBrowser(), server.origin);
// Asked before anything is measured: the browser's first WebGL context is far slower to make than all later ones.
const renderer = await lab.renderer();
const began = Date.now();
const tables = [];

try {
  for (const kind of kinds.filter((one) => one !== 'weight')) {
    const row = rows[kind];
    const names = contenders.filter((name) => !row.without?.includes(name));
    // Rows of one size are about that size: `--sizes` does not concern them.
    const sizes = !row.sizes
      ? [64]
      : options.sizes && row.sizes.length > 1
        ? list(options.sizes).map(Number)
        : row.sizes;
    const hopeless = new Set();
    const lines = [];
    for (const size of sizes) {
      const tallies = await fill({
        contenders: names,
        repeats: Math.min(repeats, row.repeats ?? repeats),
        hopeless,
        measure: (name) => row.measure(lab, name, size),
        log: (name, result) => {
          const { panels, ...rest } = result;
          if (process.env.ATTN_BENCH_VERBOSE) console.log(kind, size, name, JSON.stringify(rest));
          else if (result.failed) console.log(`${kind} ${size} ${name}: ${result.failed}`);
        },
      });
      lines.push({ label: row.sizes ? `${size}²` : '', tallies });
      if (row.sizes) console.log(table({ ...row, title: `${row.title} (${size})` }, lines.slice(-1), names));
    }
    for (const one of [row, ...(row.also ?? [])]) tables.push(table(one, lines, names));
  }
  if (kinds.includes('weight')) {
    const names = contenders.filter((name) => name !== 'blank');
    const tallies = new Map();
    for (const name of names) {
      const tally = new Tally();
      tally.add({ bytes: await gzipped(name === 'ours' ? ours : join(work, 'weight', name)) });
      tallies.set(name, tally);
    }
    const weight = {
      title: 'Page weight: everything that one heatmap with axes, labels and colour bar needs, kB gzip',
      value: ({ bytes }) => bytes,
      words: ({ bytes }) => (bytes / 1000).toFixed(1),
    };
    tables.push(table(weight, [{ label: '', tallies }], names));
  }
  const about = [
    '# What was measured last',
    '',
    `${new Date().toISOString().slice(0, 10)} · Chromium ${lab.version}, headless · WebGL: ${renderer} · ${cpus().length} cores · ` +
      `medians of ${repeats} interleaved repeats (memory 3, peaks 1), a fresh page for every cell · ${Math.round((Date.now() - began) / 60_000)} minutes.`,
    '',
    'In bold: how many times as long, or as much, as ours; below 1 is better than ours. Only these ratios mean anything, and',
    'less than 1.5× or 30 ms is noise. *floor-webgl* and *floor-canvas* draw the cells and nothing else, *blank* draws a box.',
    '`> 30 s`: cut off. How it is measured: [README.md](README.md).',
    '',
  ];
  const text = [...about, ...tables].join('\n');
  console.log(`\n${text}`);
  const whole = !options.only && !options.sizes && !options.contenders && !options.profile;
  if (whole && !options.keep) writeFileSync(join(root, 'RESULTS.md'), text);
} finally {
  await lab.close();
  server.close();
  rmSync(work, { recursive: true, force: true });
}
