/** Time between two looks whether a worker is still there, in milliseconds. */
export const BEAT = 10_000;
/** Looks in a row that may find no sign of it: a step of a large model may take as long. */
export const PATIENT_BEATS = 4;

/**
 * Watches whether a worker still answers: a browser that is short of memory ends one without an event. Looks are counted, and no
 * time: a device that sleeps looks once when it wakes, and finds nobody dead.
 */
export class Pulse {
  readonly #ask: () => void;
  readonly #lost: (seconds: number) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #missed = 0;

  /**
   * @param ask asks the worker for a sign
   * @param lost is told once that there was none for so long
   */
  constructor(ask: () => void, lost: (seconds: number) => void) {
    this.#ask = ask;
    this.#lost = lost;
  }

  /** Begins to look, unless it does. */
  watch(): void {
    if (this.#timer !== undefined) return;
    this.#missed = 0;
    this.#look();
  }

  /** A sign of the worker, whatever it said. */
  felt(): void {
    this.#missed = 0;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    this.#ask();
    this.#timer = setTimeout(() => {
      if (++this.#missed < PATIENT_BEATS) {
        this.#look();
        return;
      }
      this.end();
      this.#lost((BEAT * PATIENT_BEATS) / 1000);
    }, BEAT);
  }
}
