import { takeCounts, watchContexts } from '../run/counter.js';
import { gradientError, makeProblem, outputError } from './problem.js';

/**
 * What runs inside the measured page. The runner opens a fresh one for every cell, calls `prepare` (code loaded, data in
 * memory), then `first`, and then `repeat` or `count`.
 */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A contender's part, how far its answer is from the truth, and, where it does not wait for it, waiting for the GPU. */
const jobs = {
  forward: { run: () => contender.forward(), error: (output) => outputError(problem, output) },
  gradient: { run: () => contender.gradient(), error: (gradients) => gradientError(problem, gradients) },
  live: { run: () => contender.redraw(), settle: () => contender.settle(), error: () => contender.pictureError() },
};

/** Calls that are timed after the first: for at least so many milliseconds, and at most so many calls. */
const ENOUGH = 500;
const MOST = 40;

let contender;
let problem;
let job;

async function prepare(name, kind, options) {
  if (options.counted) watchContexts();
  problem = makeProblem(options);
  job = jobs[kind];
  contender = await import(`/built/${name}/contender.js`);
  await contender.prepare(problem);
  await pause(100);
  if (!globalThis.crossOriginIsolated) throw new Error('the page is not isolated, so there are no threads');
  return {};
}

/** The first call, everything compiled in it, and whether its answer is right. */
async function first() {
  const began = performance.now();
  const answer = await job.run();
  await job.settle?.();
  const ms = performance.now() - began;
  return { ms, error: await job.error(answer) };
}

/** Milliseconds of every later call, one after another. */
async function repeat() {
  const times = [];
  const start = performance.now();
  do {
    const began = performance.now();
    await job.run();
    await job.settle?.();
    times.push(performance.now() - began);
  } while (performance.now() - start < ENOUGH && times.length < MOST);
  times.sort((a, b) => a - b);
  return { ms: times[times.length >> 1], calls: times.length };
}

/** What one more call does on the GPU, and the most that was held there since the page began. */
async function count() {
  const { programs } = takeCounts();
  await job.run();
  const taken = takeCounts();
  return { ...taken, programs: programs + taken.programs };
}

window.bench = { prepare, first, repeat, count };
