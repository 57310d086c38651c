/** Categories of a trace: the tasks of every thread with the processor's time of each, and waits for the graphics process. */
const CATEGORIES = [
  '-*',
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'blink.user_timing',
  'gpu',
];

/** Written into the trace by the page: tells which of all threads is the page's own. */
const MARK = 'attn-bench';

const milliseconds = (micros = 0) => micros / 1000;
const most = (values) => values.reduce((most, one) => Math.max(most, one), 0);

/**
 * Traces a page while something happens to it, and tells of the tasks of its main thread: the longest, with what of it the
 * processor worked; the most work in any; and the longest wait for the graphics process. The browser tells a page itself of
 * tasks over 50 ms only, and not of all.
 */
export async function traced(page, happen) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.addInitScript((mark) => performance.mark(mark), MARK);
  await page.evaluate((mark) => performance.mark(mark), MARK);
  let told;
  let trace;
  try {
    told = await happen();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString());
  // The newest: a page that was left has a thread of its own.
  const marks = traceEvents.filter(({ name }) => name === MARK);
  const { pid, tid } = marks.reduce((newest, one) => (one.ts > newest.ts ? one : newest));
  const own = traceEvents.filter((one) => one.pid === pid && one.tid === tid && one.ph === 'X');
  const tasks = own.filter(({ name }) => name === 'RunTask');
  const longest = tasks.reduce((most, one) => (one.dur > most.dur ? one : most), { dur: 0 });
  return {
    ...told,
    longest: milliseconds(longest.dur),
    ofThat: milliseconds(longest.tdur),
    work: milliseconds(most(tasks.map(({ tdur = 0 }) => tdur))),
    waited: milliseconds(most(own.filter(({ cat }) => /\bgpu\b/.test(cat)).map(({ dur = 0 }) => dur))),
  };
}
