import { existsSync, readFileSync } from 'node:fs';
import { profiled } from '../run/profile.mjs';

const LIMIT = 30_000;
/** A picture counts as finished when nothing has changed for this long. */
const QUIET = 400;
/** How long a picture that is not right yet may stand still before it is taken for final. */
const PATIENCE = 5000;
const ONE = { width: 860, height: 820 };
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Draws, watches the screen, and says when the last change that made the picture came. What the contender says is not
 * trusted: the browser may still be rastering then. The watch ends when the picture is right and at rest, or when nothing
 * has moved for `patience`.
 */
async function drawn(lab, { page, session, screen, about, within }, { patience = PATIENCE, name = '' } = {}) {
  await screen.start();
  await screen.quiet(100, Date.now() + 1000);
  const { began } = await within(profiled(session, name, () => page.evaluate(() => window.bench.start())));
  const seeds = about.seeds ?? [];
  let panels = [];
  let cost = {};
  let still = Date.now();
  let seen = 0;
  let doubted = false;
  for (;;) {
    await screen.quiet(QUIET, began + LIMIT + QUIET);
    // Asked anew each time: some make their canvas only after they have said that they are done.
    ({ panels, ...cost } = await within(page.evaluate(() => window.bench.report())));
    const frames = screen.since(began);
    if (frames.length > seen) still = Date.now();
    seen = frames.length;
    const shown = seen ? await lab.judge('shown', { frame: frames.at(-1).data, panels, seeds }) : 0;
    if (seen && shown === seeds.length && seeds.length > 0) break;
    if (Date.now() > began + LIMIT + QUIET) break;
    if (Date.now() - still < patience) continue;
    // The browser drops a photograph when two are on their way: had it been the last one, this measurement is void.
    const final = (await page.screenshot()).toString('base64');
    const better = seeds.length > 0 && (await lab.judge('shown', { frame: final, panels, seeds })) > shown;
    if (!better) break;
    if (doubted) return { again: true };
    doubted = true;
  }
  await screen.stop();
  const frames = screen.since(began);
  if (!frames.length) return { failed: 'nothing was painted' };
  const { shown, since } = await lab.judge('complete', { frames: frames.map((frame) => frame.data), panels, seeds });
  const ms = frames[since].at - began;
  return { ms, cut: ms > LIMIT, shown, of: seeds.length, panels, frames, ...cost };
}

const slim = ({ frames, panels, ...rest }) => rest;
const orFail = (result, contender) =>
  contender !== 'blank' && !result.failed && !result.cut && result.shown < result.of
    ? { ...result, failed: 'the picture is not right' }
    : result;

/** From data in memory to the frame after which nothing changes any more, in which the matrix can be read back. */
export function paint(lab, contender, size) {
  const cell = { contender, job: 'paint', options: { size }, viewport: ONE, limit: LIMIT };
  return lab.cell(cell, async (at) =>
    slim(orFail(await drawn(lab, at, { name: `paint-${contender}-${size}` }), contender)),
  );
}

/** Replaces the matrix every frame, unwatched for the numbers, then watched to see that the replacements reach the screen. */
export function update(lab, contender, size, seconds = 1.2) {
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
    const timed = await profiled(session, `update-${contender}-${size}`, () => replace({ seconds }));
    const main = (await busy()) - before;
    await screen.start();
    const watched = await replace({ seconds: Math.min(seconds, 0.8) });
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
  return lab.cell(cell, async (at) => slim(await drawn(lab, at, { name: `grid-${contender}` })));
}

/** 40 figures on one page. */
export function many(lab, contender, size = 64) {
  const viewport = { width: 1956, height: 1680 };
  const cell = { contender, job: 'many', options: { count: 40, size }, viewport, limit: LIMIT };
  return lab.cell(cell, async (at) => slim(await drawn(lab, at, { name: `many-${contender}` })));
}

/** 20 single bright cells in a matrix far larger than the plot. */
export function peaks(lab, contender, size) {
  const cell = { contender, job: 'peaks', options: { size, count: 20 }, viewport: ONE, limit: LIMIT };
  return lab.cell(cell, async (at) => {
    const { frames, panels, failed } = await drawn(lab, at, { patience: 2000 });
    if (failed) return { failed };
    const bright = await lab.judge('bright', { frames: [frames.at(-1).data], panels, cells: at.about.cells, size });
    return { bright, of: 20 };
  });
}

/** What the operating system counts for a process, in MB; only Linux tells. */
function resident(id) {
  const file = `/proc/${id}/status`;
  if (!existsSync(file)) return { rss: Number.NaN, peak: Number.NaN };
  const field = (name) => Number(new RegExp(`${name}:\\s*(\\d+) kB`).exec(readFileSync(file, 'utf8'))?.[1]) / 1024;
  return { rss: field('VmRSS'), peak: field('VmHWM') };
}

/** The renderer process after drawing, garbage collected once, and the most it held on the way. */
export function memory(lab, contender, size) {
  const cell = { contender, job: 'paint', options: { size }, viewport: ONE, limit: LIMIT };
  return lab.cell(cell, async ({ page, session, within }) => {
    await within(page.evaluate(() => window.bench.start()));
    await pause(2000);
    await session.send('HeapProfiler.collectGarbage');
    await pause(500);
    // Which process is the page's nobody tells: it is the one that grows when the page takes 128 MB more.
    const before = new Map((await lab.renderers()).map((id) => [id, resident(id)]));
    await page.evaluate(() => {
      window.ballast = new Uint8Array(2 ** 27).fill(1);
    });
    const grown = (id) => resident(id).rss - before.get(id).rss;
    const [own] = [...before.keys()].sort((a, b) => grown(b) - grown(a));
    return before.get(own);
  });
}
