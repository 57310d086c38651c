import { drawn, judged, QUIET } from '../run/drawn.mjs';
import { rendererMemory } from '../run/memory.mjs';
import { profiled } from '../run/profile.mjs';
import { BASE, figures } from './page/figures.js';

/** Milliseconds after which a figure is cut off. */
export const LIMIT = 30_000;
const VIEWPORT = { width: 1000, height: 700 };
/** How long a picture may take to reach the screen after it was asked for, and how long the last one of a drag may. */
const PATIENCE = 15_000;
const SLOW = 1500;
/** The bases of a drag that is watched. */
const BASES = [9000, 8000, 7000];
/** Time that a slider is dragged, in seconds. */
const SECONDS = 1.2;
/** The most photographs of a drag that are read. */
const FRAMES = 40;

/** The bundle of a contender that draws a figure. */
const bundleOf = (contender, figure) => `${figures[figure].kind}/${contender}`;

const report = ({ page }, contender, figure) =>
  page.evaluate((name) => import('/page/report.js').then((module) => module.report(name)), bundleOf(contender, figure));

function inPage(lab, contender, figure, measure) {
  const job = 'draw';
  const options = { figure };
  return lab.cell({ contender: bundleOf(contender, figure), job, options, viewport: VIEWPORT, limit: LIMIT }, measure);
}

const watch = (lab, at, contender, figure, begin) =>
  drawn(lab, at, {
    begin,
    report: () => at.within(report(at, contender, figure)),
    asked: { figure, base: BASE },
    of: 1,
    limit: LIMIT,
  });

/** From code in memory to the frame after which nothing changes any more, in which the values can be read back. */
export function paint(lab, contender, figure) {
  return inPage(lab, contender, figure, async (at) => {
    const name = `paint-${contender}-${figure}`;
    const start = () => at.page.evaluate(() => window.bench.start());
    const begin = async () => (await at.within(profiled(at.session, name, start))).began;
    return judged(await watch(lab, at, contender, figure, begin));
  });
}

/** The same from the moment at which the browser begins to fetch the page, and how much it fetches. */
export function visit(lab, contender, figure, network) {
  return lab.visit({ viewport: VIEWPORT, limit: LIMIT }, async (at) => {
    const { page, session, origin, within } = at;
    await page.goto(`${origin}/visit/blank.html`);
    await session.send('Network.enable');
    if (network) await session.send('Network.emulateNetworkConditions', { offline: false, ...network });
    const fetched = new Map();
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (/^\/(ours|built)\//.test(pathname)) fetched.set(pathname, Number(response.headers()['content-length']));
    });
    const begin = async () => {
      await within(page.goto(`${origin}/visit/${contender}-${figure}.html`, { waitUntil: 'commit' }));
      return page.evaluate(() => performance.timeOrigin);
    };
    const result = judged(await watch(lab, at, contender, figure, begin));
    // The file that says where the plots of ours are is the bench's own.
    if (contender === 'ours') for (const path of fetched.keys()) if (path.startsWith('/built/')) fetched.delete(path);
    return { ...result, weight: [...fetched.values()].reduce((sum, bytes) => sum + bytes, 0) };
  });
}

/** Photographs of the figure of each base, at rest; none where one is not right. */
async function photographs(lab, at, contender, figure) {
  const { page, screen, within } = at;
  const finished = [];
  for (const base of BASES) {
    screen.forget();
    await within(page.evaluate((one) => window.bench.show(one), base));
    const { panels } = await report(at, contender, figure);
    const deadline = Date.now() + PATIENCE;
    let shown = null;
    while (!shown && Date.now() < deadline) {
      await screen.quiet(QUIET, deadline);
      const frame = screen.since(0).at(-1)?.data;
      if (frame && (await lab.judge('shown', { frame, panels, figure, base }))) shown = frame;
    }
    if (!shown) return null;
    finished.push(shown);
  }
  return finished;
}

/**
 * A slider that is dragged: unwatched for the numbers, no base twice; then watched, three in turn, to see how many of them
 * reach the screen.
 */
export function drag(lab, contender, figure) {
  return inPage(lab, contender, figure, async (at) => {
    const { page, session, screen, within } = at;
    await within(page.evaluate(() => window.bench.start()));
    await screen.start();
    await screen.quiet(QUIET, Date.now() + LIMIT);
    const finished = await photographs(lab, at, contender, figure);
    await screen.stop();
    if (!finished) return { failed: 'the picture is not right' };
    await session.send('Performance.enable');
    const busy = async () =>
      (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime').value * 1000;
    const move = (options) => within(page.evaluate((rest) => window.bench.drag(rest), options));
    const before = await busy();
    const timed = await profiled(session, `drag-${contender}-${figure}`, () => move({ seconds: SECONDS }));
    const main = (await busy()) - before;
    await screen.start();
    screen.forget();
    const watched = await move({ seconds: SECONDS, bases: BASES });
    await screen.quiet(SLOW, Date.now() + LIMIT);
    await screen.stop();
    const frames = screen.since(watched.began).map((frame) => frame.data);
    const seen = await lab.judge('sequence', { frames: frames.slice(-FRAMES), finished });
    // The last photograph may have been dropped.
    if (BASES[seen.at(-1)] !== watched.last) return { again: true };
    const changes = seen.filter((base, i) => base >= 0 && base !== seen[i - 1]).length;
    return {
      main: main / timed.count,
      call: timed.call,
      fps: (timed.count / timed.ms) * 1000,
      seen: changes / Math.min(frames.length, watched.count, FRAMES),
    };
  });
}

/** The renderer process after drawing, garbage collected once, and the most it held on the way. */
export function memory(lab, contender, figure) {
  return inPage(lab, contender, figure, async (at) => {
    await at.within(at.page.evaluate(() => window.bench.start()));
    return rendererMemory(lab, at);
  });
}
