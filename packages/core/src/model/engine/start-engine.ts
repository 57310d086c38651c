import type { Engine } from './engine.js';
import { PlainEngine } from './plain.js';
import { WasmEngine } from './wasm/wasm.js';

/** The fastest engine that works here: WebAssembly with SIMD, else plain TypeScript. */
export async function startEngine(): Promise<Engine> {
  try {
    return await WasmEngine.start();
  } catch {
    return new PlainEngine();
  }
}
