/** How long the browser takes at most to tell of a task that has ended, in milliseconds. */
const TOLD = 200;

/** Tasks of the main thread that take longer than 50 ms, from now on. */
export class LongTasks {
  #durations = [];
  #observer = new PerformanceObserver((list) => this.#take(list.getEntries()));

  constructor() {
    this.#observer.observe({ type: 'longtask' });
  }

  /** Milliseconds of the longest; 0 where there was none. Looks no further. */
  async longest() {
    await new Promise((resolve) => setTimeout(resolve, TOLD));
    this.#take(this.#observer.takeRecords());
    this.#observer.disconnect();
    return Math.max(0, ...this.#durations);
  }

  #take(entries) {
    for (const { duration } of entries) this.#durations.push(duration);
  }
}
