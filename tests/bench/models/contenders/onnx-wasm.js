import { onnx } from './shared/onnx.js';

/** The package as it is, as from a CDN: a bundler would have to be told about its workers. */
const { env, InferenceSession, Tensor } = await import(
  /* @vite-ignore */ new URL('/onnx/ort.wasm.bundle.min.mjs', location.href).href
);
env.wasm.wasmPaths = '/onnx/';
env.wasm.numThreads = 1;

async function open(file) {
  const session = await InferenceSession.create(file, { executionProviders: ['wasm'] });
  return (feeds) => session.run(feeds);
}

export const { prepare, pass, begin, next } = onnx(open, Tensor);
