import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../run/build.mjs';
import { LIMIT } from './cells.mjs';
import { rows } from './rows.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);

/** The attention operations beside TensorFlow.js and others. */
export const ops = {
  title: 'Attention operations: what was measured last',
  file: 'RESULTS-OPS.md',
  contenders: [
    'ours-gl',
    'ours-gl-lean',
    'ours-tfjs-webgl',
    'ours-tfjs-cpu',
    'ours-tfjs-plain',
    'tfjs-webgl',
    'tfjs-wasm',
    'tfjs-cpu',
    'onnx-wasm',
    'jax-wasm',
  ],
  rows,
  repeats: 3,
  limit: LIMIT,
  /** Milliseconds of one cell after which it is not repeated. */
  patience: 20_000,
  // Threads and a fine clock are had only by pages that are isolated.
  headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' },
  tables: { base: 'tfjs-webgl', speedup: true, tall: true },
  label: (tokens) => `N = ${tokens}`,
  repeated: (repeats) => `medians of ${repeats} interleaved repeats, a fresh page for every cell`,
  about: [
    'In bold: how many times faster than attention composed of TensorFlow.js operations on WebGL (*tfjs-webgl*), or, of memory,',
    'how many times as much. Only these ratios mean anything, and less than 1.5× is noise. `> 60 s`: cut off. Who is who, and',
    'how it is measured: [README.md](README.md#the-operations).',
  ],

  /** Builds everybody, and says what is served from where. */
  async build({ work, contenders }) {
    // Not minified: TensorFlow.js hands its threads the text of one function, in which short names would mean nothing.
    for (const name of contenders) await bundle(folder, work, name, 'built', { minify: false });
    return {
      '/page/': join(folder, 'page'),
      '/built/': join(work, 'built'),
      '/onnx/': dirname(resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')),
      '/tfjs-wasm/': dirname(resolve('@tensorflow/tfjs-backend-wasm')),
    };
  },
};
