/**
 * The next task of this thread, after those that wait already. A timer within timers would wait for 4 ms each time (HTML,
 * section "Timers").
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** A task after a while in which a page draws its frame: those 4 ms are just that. */
export const roomForFrame = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Shares a thread with others: works for so many milliseconds at most, and then they have their turn. */
export class Slices {
  readonly #length: number;
  readonly #letGo: () => Promise<void>;
  #begun = performance.now();

  constructor(length: number, letGo: () => Promise<void>) {
    this.#length = length;
    this.#letGo = letGo;
  }

  /** Returns while the slice lasts, else when the next one begins. */
  async rest(): Promise<void> {
    if (performance.now() - this.#begun < this.#length) return;
    await this.#letGo();
    this.#begun = performance.now();
  }
}
