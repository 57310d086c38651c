import { drawn, judged, QUIET } from '../run/drawn.mjs';
import { rendererMemory } from '../run/memory.mjs';
import { profiled } from '../run/profile.mjs';

const LIMIT = 30_000;
const ONE = { width: 860, height: 820 };
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Draws the cell's job and watches it; what the contender says is done is not asked. */
function watch(lab, at, { patience, name = '' } = {}) {
  const { page, session, about, within } = at;
  const seeds = about.seeds ?? [];
  return drawn(lab, at, {
    begin: async () => (await within(profiled(session, name, () => page.evaluate(() => window.bench.start())))).began,
    report: () => within(page.evaluate(() => window.bench.report())),
    asked: { seeds },
    of: seeds.length,
    limit: LIMIT,
    patience,
  });
}

const slim = ({ frames, panels, ...rest }) => rest;

/** From data in memory to the frame after which nothing changes any more, in which the matrix can be read back. */
export function paint(lab, contender, size) {
  const cell = { contender, job: 'paint', options: { size }, viewport: ONE, limit: LIMIT };
  return lab.cell(cell, async (at) => {
    const result = await watch(lab, at, { name: `paint-${contender}-${size}` });
    return contender === 'blank' ? slim(result) : judged(result);
  });
}

/** Replaces the matrix every frame, unwatched for the numbers, then watched to see that the replacements reach the screen. */
export function update(lab, contender, size) {
  const cell = { contender, job: 'paint', options: { size }, viewport: ONE, limit: LIMIT };
  return lab.cell(cell, async ({ page, session, screen, within }) => {
    await within(page.evaluate(() => window.bench.start()));
    await pause(QUIET);
    await session.send('Performance.enable');
    const busy = async () =>
      (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    const replace = (options) => within(page.evaluate((rest) => window.bench.replace(rest), options));
    await within(page.evaluate((n) => window.bench.rehearse(n), size));
    const before = await busy();
    const timed = await profiled(session, `update-${contender}-${size}`, () => replace({ seconds: 1.2 }));
    const main = (await busy()) - before;
    await screen.start();
    const watched = await replace({ seconds: 0.8 });
    await screen.quiet(QUIET, Date.now() + 5000);
    await screen.stop();
    const final = (await page.screenshot()).toString('base64');
    const { panels } = await page.evaluate(() => window.bench.report());
    const frames = screen.since(watched.began).map((frame) => frame.data);
    const seen = await lab.judge('sequence', { frames: frames.slice(-40), panels, seeds: [11, 22, 33] });
    const shown = await lab.judge('shown', { frame: final, panels, seeds: [watched.seed] });
    const changes = seen.filter((seed, i) => seed >= 0 && seed !== seen[i - 1]).length;
    const result = {
      ms: timed.ms / timed.count,
      fps: (timed.count / timed.ms) * 1000,
      call: timed.call,
      main: main / timed.count,
      seen: changes / Math.min(frames.length, watched.count, 40),
    };
    return shown === 1 ? result : { ...result, failed: 'the last matrix is not on the screen' };
  });
}

/** 12 × 12 matrices as one figure. */
export function grid(lab, contender, size = 64) {
  const viewport = { width: 1040, height: 1120 };
  const cell = { contender, job: 'grid', options: { rows: 12, columns: 12, size }, viewport, limit: LIMIT };
  return lab.cell(cell, async (at) => slim(await watch(lab, at, { name: `grid-${contender}` })));
}

/** 40 figures on one page. */
export function many(lab, contender, size = 64) {
  const viewport = { width: 1956, height: 1680 };
  const cell = { contender, job: 'many', options: { count: 40, size }, viewport, limit: LIMIT };
  return lab.cell(cell, async (at) => slim(await watch(lab, at, { name: `many-${contender}` })));
}

/** 20 single bright cells in a matrix far larger than the plot. */
export function peaks(lab, contender, size) {
  const cell = { contender, job: 'peaks', options: { size, count: 20 }, viewport: ONE, limit: LIMIT };
  return lab.cell(cell, async (at) => {
    const { frames, panels, failed } = await watch(lab, at, { patience: 2000 });
    if (failed) return { failed };
    const bright = await lab.judge('bright', { frames: [frames.at(-1).data], panels, cells: at.about.cells, size });
    return { bright, of: 20 };
  });
}

/** The renderer process after drawing, garbage collected once, and the most it held on the way. */
export function memory(lab, contender, size) {
  const cell = { contender, job: 'paint', options: { size }, viewport: ONE, limit: LIMIT };
  return lab.cell(cell, async (at) => {
    await at.within(at.page.evaluate(() => window.bench.start()));
    return rendererMemory(lab, at);
  });
}
