/** Steps over which the speed is told. */
const SPEED_OVER = 1000;

/** The longest wait between two steps, in milliseconds: timers know no longer ones. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Pace of a run: how many steps a second it takes, and waits that keep it to so many. */
export class Pace {
  /** When steps were taken, of the last second. */
  #progress: { time: number; step: number }[] = [];
  #wake = () => {};

  /** Steps a second at present. */
  get speed(): number {
    const [first, last] = [this.#progress[0], this.#progress.at(-1)];
    if (!first || !last || last.time === first.time) return 0;
    return Math.max(0, (1000 * (last.step - first.step)) / (last.time - first.time));
  }

  /** Forgets what was: the run begins, or goes on after a rest. */
  begin(step: number): void {
    this.#progress = [];
    this.note(step);
  }

  /** Takes down that so many steps were taken by now. */
  note(step: number): void {
    const now = performance.now();
    this.#progress.push({ time: now, step });
    while (this.#progress.length > 2 && now - this.#progress[0].time > SPEED_OVER) this.#progress.shift();
  }

  /** Waits so many milliseconds, or until somebody wakes it. */
  wait(time: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(Math.max(0, time), LONGEST_WAIT));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  wake(): void {
    this.#wake();
  }
}
