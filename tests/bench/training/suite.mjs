import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../run/build.mjs';
import { LIMIT } from './cells.mjs';
import { writeLosses } from './losses.mjs';
import { places, rows, sizes } from './rows.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);
const element = join(folder, '../../../packages/attn-trainer');

/** Engines that are given a model, and take steps; the other contenders are pages. */
const engines = ['ours-wasm', 'ours-webgl', 'ours-cpu', 'tfjs-wasm', 'tfjs-webgl', 'tfjs-cpu', 'jax-wasm'];

/** `Trainer` and `<attn-trainer>` beside TensorFlow.js and jax-js. */
export const training = {
  title: 'Training: what was measured last',
  file: 'RESULTS-TRAINING.md',
  contenders: ['ours', ...engines, 'idle'],
  // Who does not train needs no worker for it.
  draws: (contender, size) => contender !== 'idle' || size === 'page',
  rows,
  sizes: [...sizes, ...Object.keys(places)],
  repeats: 3,
  limit: LIMIT,
  /** Milliseconds of one cell after which it is not repeated. */
  patience: 20_000,
  // Threads and a fine clock are had only by pages that are isolated.
  headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' },
  tables: { base: 'tfjs-webgl', speedup: true, tall: true },
  label: (size) => places[size] ?? size,
  repeated: (repeats) => `medians of ${repeats} interleaved repeats, a fresh page for every cell`,
  about: [
    'In bold: how many times faster than TensorFlow.js on WebGL (*tfjs-webgl*), or who is named. Only these ratios mean anything,',
    'and less than 1.5× is noise. Who is who, and how it is measured: [README.md](README.md#the-training).',
  ],

  /** Builds everybody, and says what is served from where. */
  async build({ work, contenders, kinds }) {
    const built = contenders.filter((name) => engines.includes(name));
    // Not minified: TensorFlow.js hands its threads the text of one function, in which short names would mean nothing.
    for (const name of built) await bundle(folder, work, name, 'built', { minify: false });
    const weighed = kinds.includes('weight') ? built.filter((name) => rows.weight.only.includes(name)) : [];
    for (const name of weighed) await bundle(folder, work, name, 'minified');
    const losses = join(work, 'losses');
    if (kinds.some((kind) => rows[kind].sizes === sizes)) await writeLosses(losses);
    return {
      '/page/': join(folder, 'page'),
      '/built/': join(work, 'built'),
      '/losses/': losses,
      '/ours/': join(element, 'cdn'),
      '/minified/': join(work, 'minified'),
      '/tfjs-wasm/': dirname(resolve('@tensorflow/tfjs-backend-wasm')),
    };
  },
};
