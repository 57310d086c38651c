import { drawn, judged } from '../run/drawn.mjs';
import { rendererMemory } from '../run/memory.mjs';
import { profiled } from '../run/profile.mjs';

/** Milliseconds after which a figure is cut off. */
export const LIMIT = 30_000;
const VIEWPORT = { width: 700, height: 900 };

const inPage = (lab, contender, count, measure) =>
  lab.cell({ contender, job: 'draw', options: { count }, viewport: VIEWPORT, limit: LIMIT }, measure);

/** From code and data in memory to the frame after which nothing changes any more, in which the lines are found. */
export function paint(lab, contender, count) {
  return inPage(lab, contender, count, async (at) => {
    const { page, session, within } = at;
    const start = () => page.evaluate(() => window.bench.start());
    const begin = async () => (await within(profiled(session, `links-${contender}-${count}`, start))).began;
    const report = () => within(page.evaluate(() => window.bench.report()));
    return judged(await drawn(lab, at, { begin, report, asked: {}, of: 1, limit: LIMIT }));
  });
}

/** The renderer process after drawing, garbage collected once, and the most it held on the way. */
export function memory(lab, contender, count) {
  return inPage(lab, contender, count, async (at) => {
    await at.within(at.page.evaluate(() => window.bench.start()));
    // A page that draws millions of elements may break down at rest.
    return at.within(rendererMemory(lab, at));
  });
}
