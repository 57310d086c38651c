/** A picture counts as finished when nothing has changed for this long. */
export const QUIET = 400;
/** Time that a picture that is not right yet may stand still before it is taken for final, in milliseconds. */
const PATIENCE = 5000;

/**
 * Draws, watches the screen, and says when the last change that made the picture came. What the contender says is not
 * trusted: the browser may still be rastering then. The watch ends when the picture is right and at rest, or when nothing
 * has moved for `patience`.
 * @param {() => Promise<number>} begin starts the drawing, and gives the moment that it began at
 * @param {() => Promise<{panels: object[]}>} report where the panels are now, and what the page has cost so far
 * @param {object} asked what the judge is asked for, beside frames and panels
 * @param {number} of panels that the judge finds where all is right
 */
export async function drawn(lab, { page, screen }, { begin, report, asked, of, limit, patience = PATIENCE }) {
  await screen.start();
  await screen.quiet(100, Date.now() + 1000);
  const began = await begin();
  let panels = [];
  let cost = {};
  let still = Date.now();
  let seen = 0;
  let doubted = false;
  for (;;) {
    await screen.quiet(QUIET, began + limit + QUIET);
    // Asked anew each time: some make their canvas only after they have said that they are done.
    ({ panels, ...cost } = await report());
    const frames = screen.since(began);
    if (frames.length > seen) still = Date.now();
    seen = frames.length;
    const shown = seen ? await lab.judge('shown', { frame: frames.at(-1).data, panels, ...asked }) : 0;
    if (seen && shown === of && of > 0) break;
    if (Date.now() > began + limit + QUIET) break;
    if (Date.now() - still < patience) continue;
    // The browser drops a photograph when two are on their way: had it been the last one, this measurement is void.
    const final = (await page.screenshot()).toString('base64');
    const better = of > 0 && (await lab.judge('shown', { frame: final, panels, ...asked })) > shown;
    if (!better) break;
    if (doubted) return { again: true };
    doubted = true;
  }
  await screen.stop();
  const frames = screen.since(began);
  if (!frames.length) return { failed: 'nothing was painted' };
  const { shown, since } = await lab.judge('complete', { frames: frames.map((frame) => frame.data), panels, ...asked });
  const ms = frames[since].at - began;
  return { ms, cut: ms > limit, shown, of, panels, frames, ...cost };
}

/** Without what is too large to keep; failed where the picture is not what was to be drawn. */
export function judged({ frames, panels, ...rest }) {
  return !rest.failed && !rest.cut && rest.shown < rest.of ? { ...rest, failed: 'the picture is not right' } : rest;
}
