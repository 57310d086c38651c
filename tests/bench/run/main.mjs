/**
 * Measures contenders side by side and writes the table. See README.md for the protocol; called by `npm run bench`,
 * `npm run bench:ops`, `npm run bench:plots`, `npm run bench:links`, `npm run bench:training`, `npm run bench:tasks` and `npm run bench:models`.
 *
 *   --suite pictures|ops|plots|links|training|tasks|models   --only paint,update,…   --sizes 64,1024   --contenders ours,floor-webgl
 *   --repeats 5   --profile <folder>   --keep (do not write the file; also when only a part is measured)
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.mjs';
import { links } from '../links/suite.mjs';
import { models } from '../models/suite.mjs';
import { ops } from '../ops/suite.mjs';
import { pictures } from '../pictures/suite.mjs';
import { plots } from '../plots/suite.mjs';
import { tasks } from '../tasks/suite.mjs';
import { training } from '../training/suite.mjs';
import { Lab } from './lab.mjs';
import { profileInto } from './profile.mjs';
import { fill } from './schedule.mjs';
import { serve } from './server.mjs';
import { table } from './table.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const suites = { pictures, ops, plots, links, training, tasks, models };

const { values: options } = parseArgs({
  options: {
    suite: { type: 'string', default: 'pictures' },
    only: { type: 'string' },
    sizes: { type: 'string' },
    contenders: { type: 'string' },
    repeats: { type: 'string' },
    profile: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const suite = suites[options.suite];
if (!suite) throw new Error(`no suite ${options.suite}; there are ${Object.keys(suites).join(', ')}`);
const { rows } = suite;
/** The words of an option, each of which must be one of those that there are. */
const list = (text, all, what) => {
  const words = text ? text.split(',').map((word) => word.trim()) : all;
  for (const word of words) if (!all.includes(word)) throw new Error(`no ${what} ${word}; there are ${all.join(', ')}`);
  return words;
};
const kinds = list(options.only, Object.keys(rows), 'row');
const contenders = list(options.contenders, suite.contenders, 'contender');
// Sizes are numbers; those of the plots have names.
const sizesAsked = suite.sizes
  ? options.sizes && list(options.sizes, suite.sizes, 'size')
  : options.sizes?.split(',').map(Number);
/** Sizes of a row that were asked for. Rows of one size, or of other sizes by name, are not concerned by `--sizes`. */
function sizesOf({ sizes = [64] }) {
  if (!sizesAsked || sizes.length === 1) return sizes;
  if (!suite.sizes) return sizesAsked;
  const own = sizes.filter((size) => sizesAsked.includes(size));
  return own.length > 0 ? own : sizes;
}
const repeats = Number(options.repeats ?? suite.repeats);
if (options.profile) profileInto(options.profile);

/** Folder of this run's builds, apart from the folders that other builds write to meanwhile. */
const work = mkdtempSync(join(tmpdir(), 'attn-bench-'));
const mounts = await suite.build({ work, contenders, kinds, profiled: Boolean(options.profile) });
const server = await serve({ '/run/': join(root, 'run/page'), ...mounts }, suite.headers);
const { args, ...browser } = findBrowser();
// Background tabs would be throttled, and the judge's page lies behind the measured one.
const steady = ['--disable-background-timer-throttling', '--disable-renderer-backgrounding'];
const launched = { ...browser, args: [...args, ...(suite.flags ?? []), ...steady], headless: true };
const lab = await Lab.open(() => chromium.launch(launched), server.origin, suite.judged);
// Asked before anything is measured: the browser's first WebGL context is far slower to make than all later ones.
const renderer = await lab.renderer();
const machine = `Chromium ${lab.version}, headless · WebGL: ${renderer} · ${cpus().length} cores`;
const whole = !options.only && !options.sizes && !options.contenders && !options.profile;
const began = Date.now();
const tables = [];

/** The results so far; written after every row, so that a run that is ended leaves what it found. */
function results(isOver) {
  const minutes = Math.round((Date.now() - began) / 60_000);
  const length = isOver ? `${minutes} minutes` : `not over: ${minutes} minutes so far`;
  const text = [
    `# ${suite.title}`,
    '',
    `${new Date().toISOString().slice(0, 10)} · ${machine} · ${suite.repeated(repeats)} · ${length}.`,
    '',
    ...suite.about,
    '',
    ...tables,
  ].join('\n');
  if (whole && !options.keep) writeFileSync(join(root, suite.file), text);
  return text;
}

try {
  for (const kind of kinds) {
    const row = { ...suite.tables, ...rows[kind] };
    const names = contenders.filter((name) => (row.only ? row.only.includes(name) : !row.without?.includes(name)));
    if (names.length === 0) continue;
    const hopeless = new Set();
    const lines = [];
    for (const size of sizesOf(row)) {
      const tallies = await fill({
        contenders: names.filter((name) => suite.draws?.(name, size) ?? true),
        repeats: Math.min(repeats, row.repeats ?? repeats),
        limit: suite.limit,
        patience: suite.patience,
        hopeless,
        measure: (name) => row.measure(lab, name, size, work),
        log: (name, result) => {
          const { panels, ...rest } = result;
          if (process.env.ATTN_BENCH_VERBOSE) console.log(kind, size, name, JSON.stringify(rest));
          else if (result.failed) console.log(`${kind} ${size} ${name}: ${result.failed}`);
        },
      });
      lines.push({ label: row.sizes ? suite.label(size) : '', tallies });
      if (row.sizes) console.log(table({ ...row, title: `${row.title} (${size})` }, lines.slice(-1), names));
    }
    for (const one of [row, ...(row.also ?? []).map((also) => ({ ...suite.tables, ...also }))]) {
      const shown = one.shows ? names.filter((name) => one.shows.includes(name)) : names;
      if (shown.length > 0) tables.push(table(one, lines, shown));
    }
    results(false);
  }
  console.log(`\n${results(true)}`);
} finally {
  await lab.close();
  server.close();
  rmSync(work, { recursive: true, force: true });
}
