import type { Machine } from './machine.js';
import { PlainMachine } from './plain.js';
import { SimdMachine } from './simd.js';

const plain: Machine = /* @__PURE__ */ new PlainMachine();
let simd: SimdMachine | null | undefined;
let current: Machine = plain;

/** The machine that kernels run on. */
export function machine(): Machine {
  return current;
}

/** Chooses the machine: SIMD if it is wanted and the page allows it. */
export async function startMachine(wanted: Machine['kind']): Promise<void> {
  if (wanted === 'simd' && simd === undefined) simd = await SimdMachine.start();
  current = (wanted === 'simd' && simd) || plain;
}
