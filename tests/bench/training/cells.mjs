import { profiled } from '../run/profile.mjs';

/** Milliseconds after which a measurement is cut off. */
export const LIMIT = 60_000;
/** Largest relative difference of losses from those of the others. */
const TOLERANCE = 1e-4;
export const VIEWPORT = { width: 860, height: 820 };

function inPage(lab, contender, kind, options, measure) {
  const cell = { contender, job: kind, options, viewport: VIEWPORT, limit: LIMIT };
  return lab.cell(cell, async (at) => {
    const first = await at.within(at.page.evaluate(() => window.bench.first()));
    // Who trains something else is not slower or faster.
    if (!(first.error <= TOLERANCE)) return { failed: `losses wrong by ${first.error}` };
    return measure(at, first);
  });
}

/** Milliseconds of a step, of the first one, and of the longest task of the main thread in that. */
export function time(lab, contender, kind) {
  return inPage(lab, contender, kind, {}, async ({ page, session, within }, { ms: first, longest, error }) => {
    const again = () => page.evaluate(() => window.bench.repeat());
    return { ...(await within(profiled(session, `${kind}-${contender}`, again))), first, longest, error };
  });
}

/** Counts of a step's use of WebGL. */
export function count(lab, contender, kind) {
  return inPage(lab, contender, kind, { counted: true }, ({ page, within }) =>
    within(page.evaluate(() => window.bench.count())),
  );
}
