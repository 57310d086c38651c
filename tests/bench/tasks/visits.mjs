import { scenes } from './scenes.mjs';
import { traced } from './trace.mjs';

/** Milliseconds after which a measurement is cut off. */
export const LIMIT = 120_000;
const VIEWPORT = { width: 1280, height: 900 };

/** Runs in every page before anything else: counts frames, and listens to what the browser tells of long tasks. */
function watch() {
  const seen = { frames: 0, told: 0 };
  const frame = () => {
    seen.frames += 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.told = Math.max(seen.told, duration);
  }).observe({ type: 'longtask' });
  window.seen = seen;
}

/** The tasks of a page's main thread while something happens to it. */
export const busy = (lab, contender, scene) =>
  lab.visit({ viewport: VIEWPORT, limit: LIMIT }, ({ page, origin, within }) => {
    const { page: path, begins = false, happens } = scenes[scene];
    const open = () => page.goto(`${origin}/${contender}/${path}`, { waitUntil: 'networkidle' });
    const happen = async () => {
      if (begins) await open();
      const look = () => page.evaluate(() => ({ ...window.seen, at: performance.now() }));
      const before = await look();
      await happens(page);
      const after = await look();
      return { fps: (1000 * (after.frames - before.frames)) / (after.at - before.at), told: after.told };
    };
    return within(
      (async () => {
        await page.addInitScript(watch);
        if (!begins) await open();
        return traced(page, happen);
      })(),
    );
  });
