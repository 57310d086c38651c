// The inner loops of src/tfjs/cpu-runtime in AssemblyScript, for WebAssembly with SIMD. `npm run build-wasm` compiles this folder to
// src/tfjs/cpu-runtime/simd-module.ts. Addresses are in bytes, steps from row to row and column to column too; counts are in
// numbers. src/tfjs/cpu-runtime/simd.ts hands out the memory from 64 kB on.

export * from './additive';
export * from './arrays';
export * from './multiply';
export * from './rows';
