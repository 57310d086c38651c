/**
 * Engines: WebGL2 on the graphics device, WebAssembly with SIMD, or plain JavaScript on the processor.
 */
export const engineNames = ['webgl', 'wasm', 'cpu'] as const;
export type EngineName = (typeof engineNames)[number];
