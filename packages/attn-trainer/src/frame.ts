/** Longest wait for a frame, in milliseconds: in a hidden tab none is drawn, and somebody may wait for it all the same. */
const PATIENCE = 250;

/** A wait for the next frame of the page, before it is laid out and painted. */
export class FrameWait {
  #settled: Promise<void> | null = null;
  #settle = () => {};

  /** Settles when the wait is over; null where nobody waits. */
  get settled(): Promise<void> | null {
    return this.#settled;
  }

  /** Waits from now on, or goes on to. */
  begin(): void {
    this.#settled ??= new Promise((resolve) => {
      const frame = requestAnimationFrame(() => this.#settle());
      const timer = setTimeout(() => this.#settle(), PATIENCE);
      this.#settle = () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
        this.#settled = null;
        resolve();
      };
    });
  }

  /** Waits no longer. */
  end(): void {
    this.#settle();
  }
}
