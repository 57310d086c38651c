import { startEngine, startFirst } from '../engine/engine.js';
import { type EngineName, engineNames } from '../engine/engine-names.js';
import type { Operations } from '../engine/operations.js';

/** Time that a lost context is waited for, in milliseconds, before another engine takes over; browsers give it back sooner. */
const PATIENCE = 2000;

/** Between two looks whether it is back, in milliseconds. */
const LOOK_EVERY = 20;

/** A device that is lost so often before anything was learned is not waited for any more. */
const MOST_LOSSES = 5;

/** The engine that a trainer is on, and those that it falls back to. */
export class EngineFallback {
  readonly #ops: Operations;
  #engine: EngineName;
  #fallbacks: readonly EngineName[];
  /** Losses since a state was kept. */
  #losses = 0;

  constructor(ops: Operations, engine: EngineName) {
    this.#ops = ops;
    this.#engine = engine;
    this.#fallbacks = engineNames.slice(engineNames.indexOf(engine) + 1);
  }

  get engine(): EngineName {
    return this.#engine;
  }

  /** Makes it the one that operations run on. Rejects with `context-lost` while it is lost. */
  start(): Promise<void> {
    return startEngine(this.#ops, this.#engine);
  }

  /** Losses of before no longer count: something was learned since. */
  forgive(): void {
    this.#losses = 0;
  }

  /** After the device was lost: waits for it, or moves on to the next engine that there is. Rejects with `no-engine`. */
  async again(): Promise<void> {
    this.#losses++;
    const until = performance.now() + PATIENCE;
    while (this.#losses <= MOST_LOSSES && performance.now() < until) {
      try {
        await this.start();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
      }
    }
    this.#engine = await startFirst(this.#ops, this.#fallbacks);
    this.#fallbacks = this.#fallbacks.slice(this.#fallbacks.indexOf(this.#engine) + 1);
    this.#losses = 0;
  }
}
