import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../run/build.mjs';
import { LIMIT, rows } from './rows.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);
const transformers = dirname(resolve('@huggingface/transformers'));
const ofTransformers = createRequire(join(transformers, 'x.js'));

/** A transformer of GPT-2's size in the page, beside onnxruntime-web and transformers.js. */
export const models = {
  title: 'Models: what was measured last',
  file: 'RESULTS-MODELS.md',
  contenders: ['ours-wasm', 'ours-f16', 'onnx-wasm', 'transformers-js'],
  rows,
  repeats: 3,
  limit: LIMIT,
  /** Milliseconds of one cell after which it is not repeated. */
  patience: 60_000,
  tables: { base: 'onnx-wasm', speedup: true, tall: true },
  label: (tokens) => `${tokens} tokens`,
  repeated: (repeats) => `medians of ${repeats} interleaved repeats, a fresh page for every cell`,
  about: [
    'In bold: how many times faster than onnxruntime-web on one thread (*onnx-wasm*). Only these ratios mean anything. Who is who,',
    'and how it is measured: [README.md](README.md#the-models).',
  ],

  /** Builds everybody, and says what is served from where. */
  async build({ work, contenders }) {
    for (const name of ['truth', ...contenders]) await bundle(folder, work, name, 'built');
    return {
      '/page/': join(folder, 'page'),
      '/built/': join(work, 'built'),
      '/onnx/': dirname(resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')),
      '/transformers/': transformers,
      '/transformers-onnx/': dirname(ofTransformers.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm')),
    };
  },
};
