import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { composed } from './shared/composed.js';

/** On an isolated page it takes SIMD and as many threads as there are cores by itself. */
setWasmPaths('/tfjs-wasm/');
export const { prepare, forward, gradient } = composed('wasm');
