import type { Machine } from './machine.js';
import { PlainMachine } from './plain.js';

let current: Machine | null = null;

/** The machine that kernels run on, made when first needed. */
export function machine(): Machine {
  return (current ??= new PlainMachine());
}

/** Makes kernels run on another machine. */
export function useMachine(other: Machine): void {
  current = other;
}
