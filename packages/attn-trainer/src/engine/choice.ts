import { Trainer } from '../trainer/trainer.js';
import type { TrainerOptions } from '../trainer/trainer-options.js';
import { type EngineName, engineNames } from './engine-names.js';

/** Steps per second of an engine on this device; 0 where it has it not. */
export type Speeds = Readonly<Partial<Record<EngineName, number>>>;

export interface TrainerChoice {
  /** The engines that there are, the fastest first. */
  readonly engines: readonly EngineName[];
  readonly speeds: Speeds;
}

/** Time that an engine is measured, in milliseconds, after its first step. */
const LOOK = 120;

/**
 * Where a step takes no longer, in milliseconds, a graphics device is not asked: a run is over in seconds, and the device would have
 * its kernels fetched and compiled first, which takes as long.
 */
const FAST = 20;

/** Longest first step with its programs, in milliseconds: beyond, the reader would wait for the device rather than for the training. */
const SLOW_START = 4000;

/**
 * Measures which engine takes the steps of a task fastest on this device: WebAssembly first, and, if `mayCompile`, the graphics device
 * where there is something to gain: compiling its programs holds the thread for longer than a page can bear. Plain JavaScript,
 * which is never faster than WebAssembly, is looked at where that is missing.
 */
export async function chooseEngine(options: TrainerOptions, mayCompile: boolean): Promise<TrainerChoice> {
  const wasm = await speedOf('wasm', options);
  const cpu = wasm > 0 ? 0 : await speedOf('cpu', options);
  const isAsked = mayCompile && Math.max(wasm, cpu) <= 1000 / FAST;
  const webgl = isAsked ? await speedOf('webgl', options) : 0;
  const speeds = { wasm, webgl, cpu };
  const measured = engineNames.filter((name) => speeds[name] > 0).sort((a, b) => speeds[b] - speeds[a]);
  return { engines: [...new Set([...measured, 'cpu' as const])], speeds };
}

async function speedOf(engine: EngineName, options: TrainerOptions): Promise<number> {
  // Time in which others had the thread says nothing of the engine.
  let away = 0;
  const now = () => performance.now() - away;
  const rest = async () => {
    const since = performance.now();
    await options.rest?.();
    away += performance.now() - since;
  };
  let trainer: Trainer;
  try {
    trainer = await Trainer.create({ ...options, engine, rest, onResume: undefined });
  } catch (error) {
    // A fault of the task or its settings is one on every engine.
    if ((error as { code?: unknown }).code === 'no-engine') return 0;
    throw error;
  }
  try {
    const start = now();
    await trainer.step();
    if (now() - start > SLOW_START) return 0;
    const warm = now();
    let count = 0;
    while (count === 0 || now() - warm < LOOK) {
      await trainer.step();
      count++;
    }
    return (1000 * count) / (now() - warm);
  } catch {
    return 0;
  } finally {
    trainer.dispose();
  }
}

/** The order of engines where one is asked for by name: it, and what comes after it. */
export const enginesFrom = (name: EngineName): readonly EngineName[] => engineNames.slice(engineNames.indexOf(name));
