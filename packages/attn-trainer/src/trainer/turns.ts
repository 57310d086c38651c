import { inTurn } from '../engine/engine.js';
import type { EngineFallback } from './engine-fallback.js';
import { toTrainerError } from './errors.js';

/** Turns of a trainer on the engine: one thing after the other, once more where the device was lost meanwhile. */
export class Turns {
  readonly #engine: EngineFallback;
  readonly #letGo: () => Promise<void> | undefined;
  readonly #resume: () => Promise<void>;
  #isOver = false;

  /**
   * @param letGo lets others have the thread
   * @param resume makes good what was lost with the device
   */
  constructor(engine: EngineFallback, letGo: () => Promise<void> | undefined, resume: () => Promise<void>) {
    this.#engine = engine;
    this.#letGo = letGo;
    this.#resume = resume;
  }

  /** Whether no turn comes any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Runs something when it is its turn; `begin` before anything may be lost. */
  take<T>(run: () => Promise<T>, begin?: () => void): Promise<T> {
    return inTurn(async () => {
      begin?.();
      for (;;) {
        try {
          await this.rest();
          await this.#engine.start();
          return await run();
        } catch (error) {
          if (!isLost(error)) throw toTrainerError(error);
          await this.#resume();
        }
      }
    });
  }

  /** Lets others have their turn. Throws where this was disposed of meanwhile. */
  async rest(): Promise<void> {
    await this.#letGo();
    if (this.#isOver) throw new Error('This trainer was disposed of.');
  }

  /** Takes no further turn, and frees what is held once the present one has ended. */
  end(free: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    void inTurn(async () => free());
  }
}

/** Whether the graphics device was lost. */
export const isLost = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'context-lost';
