// The inner loops of src/model/engine/wasm in AssemblyScript, for WebAssembly with SIMD, and once more with relaxed SIMD.
// Addresses are in bytes, counts in numbers. Arrays begin and end at whole vectors, from 64 kB on.

export { relu, tanh } from './arrays';
export * from './elementwise';
export * from './gelu';
export * from './linear';
export { multiply } from './multiply';
export * from './norms';
export { addRow, softmax } from './rows';
export * from './rotary';
export * from './scores';
