import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { plain } from './shared/tfjs.js';

/** On an isolated page it takes SIMD and as many threads as there are cores by itself. */
setWasmPaths('/tfjs-wasm/');
export const { prepare, step } = plain('wasm');
