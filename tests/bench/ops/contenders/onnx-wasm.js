import { causalMask } from './shared/mask.js';
import { attentionModel } from './shared/onnx-model.js';

/** The package as it is, as from a CDN: a bundler would have to be told about its workers. */
const { env, InferenceSession, Tensor } = await import(
  /* @vite-ignore */ new URL('/onnx/ort.wasm.bundle.min.mjs', location.href).href
);
env.wasm.wasmPaths = '/onnx/';
// Left alone it takes half of them.
env.wasm.numThreads = Math.min(4, navigator.hardwareConcurrency);

let session;
let feeds;

export async function prepare(problem) {
  const { shape, tokens, causal } = problem;
  const model = attentionModel(problem, causal ? causalMask(tokens) : null);
  session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
  feeds = Object.fromEntries(
    ['query', 'key', 'value'].map((name) => [name, new Tensor('float32', problem[name], shape)]),
  );
}

export async function forward() {
  const { output } = await session.run(feeds);
  return output.data;
}
