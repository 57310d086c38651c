import { Trainer, type TrainerOptions } from '../trainer/trainer.js';
import { type EngineName, engineNames } from './engine.js';

/** Steps per second of an engine on this device; 0 where it has it not. */
export type Speeds = Readonly<Partial<Record<EngineName, number>>>;

export interface Choice {
  /** The engines that there are, the fastest first. */
  readonly engines: readonly EngineName[];
  readonly speeds: Speeds;
}

/** How long an engine is looked at, in milliseconds, after its first step. */
const LOOK = 120;

/** Where a step takes no longer, in milliseconds, a graphics device could not be told apart: handing it the draws takes as long. */
const FAST = 5;

/** Where a first step, with its programs, takes longer, the reader would wait for the device rather than for the training. */
const SLOW_START = 4000;

/**
 * Measures which engine takes the steps of a task fastest on this device: WebAssembly first, and the graphics device where there
 * is something to gain. Plain JavaScript comes last: it is never faster than WebAssembly.
 */
export async function chooseEngine(options: TrainerOptions): Promise<Choice> {
  const wasm = await speedOf('wasm', options);
  const webgl = wasm > 1000 / FAST ? 0 : await speedOf('webgl', options);
  const speeds = { wasm, webgl };
  const measured = (['webgl', 'wasm'] as const).filter((name) => speeds[name] > 0);
  const engines = [...measured].sort((a, b) => speeds[b] - speeds[a]);
  return { engines: [...engines, 'cpu'], speeds };
}

async function speedOf(engine: EngineName, options: TrainerOptions): Promise<number> {
  let trainer: Trainer;
  try {
    trainer = await Trainer.create({ ...options, engine });
  } catch {
    return 0;
  }
  try {
    const start = performance.now();
    await trainer.step();
    if (performance.now() - start > SLOW_START) return 0;
    const warm = performance.now();
    let count = 0;
    while (count === 0 || performance.now() - warm < LOOK) {
      await trainer.step();
      count++;
    }
    return (1000 * count) / (performance.now() - warm);
  } catch {
    return 0;
  } finally {
    trainer.dispose();
  }
}

/** The order of engines where one is asked for by name: it, and what comes after it. */
export const enginesFrom = (name: EngineName): readonly EngineName[] => engineNames.slice(engineNames.indexOf(name));
