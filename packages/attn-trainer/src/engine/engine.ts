import { TrainerError } from '../trainer/errors.js';
import type { EngineName } from './engine-names.js';
import type { Operations } from './operations.js';

/** Makes one engine the one that operations run on. Rejects where the device has it not; `context-lost` while it is lost. */
export async function startEngine(ops: Operations, name: EngineName): Promise<void> {
  if (name === 'webgl') await ops.startTensorflow({ engine: 'webgl' });
  else {
    const { simd } = await ops.startTensorflow({ engine: 'cpu', simd: name === 'wasm' });
    if (name === 'wasm' && !simd) throw new TrainerError('no-engine', { engines: name });
  }
}

/** Starts the first of these engines that the device has; the rest is what it falls back to. */
export async function startFirst(ops: Operations, names: readonly EngineName[]): Promise<EngineName> {
  for (const name of names) {
    try {
      await startEngine(ops, name);
      return name;
    } catch {}
  }
  throw new TrainerError('no-engine', { engines: names });
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs one thing after the other: TensorFlow.js has one engine at a time, so that who computes must know that nobody chooses
 * another one meanwhile.
 */
export function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const result = last.then(run);
  last = result.catch(() => {});
  return result;
}
