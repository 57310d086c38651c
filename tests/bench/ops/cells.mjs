import { profiled } from '../run/profile.mjs';

/** Milliseconds after which a call is cut off. */
export const LIMIT = 60_000;
/** A first call that takes longer than this is not followed by another: compiling is nothing beside it. */
const SLOW = 20_000;
/** Largest difference of results from the truth. */
const TOLERANCE = 1e-4;
const VIEWPORT = { width: 860, height: 820 };

function inPage(lab, contender, job, options, measure) {
  const cell = { contender, job, options, viewport: VIEWPORT, limit: LIMIT };
  return lab.cell(cell, async (at) => {
    const first = await at.within(at.page.evaluate(() => window.bench.first()));
    // Who computes something else is not slower or faster.
    if (!(first.error <= TOLERANCE)) return { failed: `wrong by ${first.error}` };
    return measure(at, first);
  });
}

/** Milliseconds of a call, and of the first, from arrays or tensors in memory to the results in arrays. */
export function time(lab, contender, job, options) {
  return inPage(lab, contender, job, options, async ({ page, session, within }, { ms: first, error }) => {
    if (first > SLOW) return { ms: first, first, calls: 1, error };
    const name = `${job}-${contender}-${options.tokens}`;
    const again = () => page.evaluate(() => window.bench.repeat());
    return { ...(await within(profiled(session, name, again))), first, error };
  });
}

/** Counts of a call's use of WebGL. */
export function count(lab, contender, job, options) {
  return inPage(lab, contender, job, { ...options, counted: true }, ({ page, within }) =>
    within(page.evaluate(() => window.bench.count())),
  );
}

/** Both, on pages of their own: counting takes time. */
export async function timeAndCount(lab, contender, job, options) {
  const timed = await time(lab, contender, job, options);
  if (timed.failed || timed.cut) return timed;
  return { ...(await count(lab, contender, job, options)), ...timed };
}
