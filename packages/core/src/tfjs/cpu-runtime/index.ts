import type { CpuRuntime } from './cpu-runtime.js';
import { PlainRuntime } from './plain.js';
import { SimdRuntime } from './simd.js';

const plain: CpuRuntime = /* @__PURE__ */ new PlainRuntime();
let simd: SimdRuntime | null | undefined;
let current: CpuRuntime = plain;

/** The runtime that kernels run on. */
export function cpuRuntime(): CpuRuntime {
  return current;
}

/** Chooses the runtime: SIMD if it is wanted and the page allows it. */
export async function startCpuRuntime(wanted: CpuRuntime['kind']): Promise<void> {
  if (wanted === 'simd' && simd === undefined) simd = await SimdRuntime.start();
  current = (wanted === 'simd' && simd) || plain;
}
