/** Put into the pages of authors and peers before anything else: what the page's own thread gets done. */
{
  const began = {};
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });

  /** The longest task that began in a span of time, in milliseconds; 0 where none took longer than 50. */
  const longest = (from, to) =>
    Math.max(
      0,
      ...tasks.filter(({ startTime }) => startTime >= from && startTime < to).map(({ duration }) => duration),
    );

  window.watch = {
    /** From the press of the button on. */
    begin() {
      began.press = performance.now();
      window.steps ??= 0;
      document.querySelector('attn-trainer')?.addEventListener('attn-step', ({ detail: { step, engine } }) => {
        Object.assign(window, { steps: step, engine });
      });
    },
    /** Frames and steps a second over so many milliseconds, and the longest tasks, of the start and of these. */
    async over(ms) {
      const from = performance.now();
      const steps = window.steps;
      let frames = 0;
      let now = from;
      while (now - from < ms) {
        now = await new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
        frames += 1;
      }
      const taken = window.steps - steps;
      // Told of a while after it has ended.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return {
        fps: (1000 * frames) / (now - from),
        stepsPerSecond: (1000 * taken) / (now - from),
        longest: longest(from, now),
        starting: longest(began.press, from),
        engine: window.engine,
      };
    },
  };
}
