/** Runs in every measured page before anything else, and tells what the page's own thread gets done. */
{
  /** Browsers tell of a task a while after it has ended, in milliseconds. */
  const TOLD = 200;

  /** Tasks of more than 50 ms. */
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });
  /** When the button was pressed. */
  let pressed = performance.now();

  /** Milliseconds of the longest task that was under way in each span of time; 0 where none took longer than 50. */
  async function longest(...spans) {
    await new Promise((resolve) => setTimeout(resolve, TOLD));
    return spans.map(([from, to]) => {
      const own = tasks.filter(({ startTime, duration }) => startTime < to && startTime + duration > from);
      return Math.max(0, ...own.map(({ duration }) => duration));
    });
  }

  window.steps = 0;
  window.watch = {
    longest,
    /** Called just before the button is pressed. */
    begin() {
      pressed = performance.now();
      document.querySelector('attn-trainer')?.addEventListener('attn-step', ({ detail }) => {
        window.steps = detail.step;
        window.engine = detail.engine;
      });
    },
    /** Frames and steps a second over so many milliseconds, and the longest task of these, and of the time since the press. */
    async over(ms) {
      const from = performance.now();
      const before = window.steps;
      let frames = 0;
      let now = from;
      while (now - from < ms) {
        now = await new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
        frames += 1;
      }
      const steps = window.steps - before;
      const [training, starting] = await longest([from, now], [pressed, from]);
      const seconds = (now - from) / 1000;
      return {
        fps: frames / seconds,
        stepsPerSecond: steps / seconds,
        longest: training,
        starting,
        engine: window.engine,
      };
    },
  };
}
