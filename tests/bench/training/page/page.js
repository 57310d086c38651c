import { takeCounts, watchContexts } from '../run/counter.js';
import { makeProblem } from './problem.js';

/**
 * What runs inside the measured page. The runner opens a fresh one for every cell, calls `prepare` (code loaded, weights on
 * the device), `first`, and then `repeat` or `count`.
 */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Steps that are timed after the first ones: for at least so many milliseconds, and so many steps at least and at most. */
const ENOUGH = 1500;
const FEWEST = 3;
const MOST = 300;

let contender;
let problem;
let losses;
let taken = 0;

async function prepare(name, kind, options) {
  if (options.counted) watchContexts();
  problem = makeProblem(kind);
  losses = await (await fetch(`/losses/${kind}.json`)).json();
  contender = await import(`/built/${name}/contender.js`);
  await contender.prepare(problem);
  await pause(100);
  if (!globalThis.crossOriginIsolated) throw new Error('the page is not isolated, so there are no threads');
  return {};
}

/** One step: from a batch in memory to its loss in a number. */
const step = () => contender.step(problem.batch(taken++));

/** The first step, everything compiled in it, and how far the first losses are from what they should be. */
async function first() {
  // Out of the task of the runner's call, which browsers do not count.
  await pause(0);
  const began = performance.now();
  const own = [await step()];
  const ms = performance.now() - began;
  const [longest] = await window.watch.longest([began, began + ms]);
  while (own.length < losses.length) own.push(await step());
  const error = Math.max(...losses.map((loss, i) => Math.abs(own[i] - loss) / loss));
  return { ms, longest, error: Number.isNaN(error) ? Infinity : error };
}

/** Milliseconds of a step, in the mean: what is done every few steps counts. */
async function repeat() {
  const began = performance.now();
  let steps = 0;
  do {
    await step();
    steps += 1;
  } while (steps < FEWEST || (performance.now() - began < ENOUGH && steps < MOST));
  return { ms: (performance.now() - began) / steps, steps };
}

/** What one more step does on the GPU, and the programs that were linked since the page began. */
async function count() {
  const { programs } = takeCounts();
  await step();
  const counts = takeCounts();
  return { ...counts, programs: programs + counts.programs };
}

window.bench = { prepare, first, repeat, count };
