import { makeProblem, sizes } from './problem.js';

/** What runs inside the measured page, as in the operations: `prepare`, `first`, `repeat`. */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** First tokens of which attention is held to the truth. */
const HELD = 6;
/** Calls that are timed after the first: for at least so many milliseconds, and at most so many calls. */
const ENOUGH = 3000;
const MOST = 40;

let contender;
let problem;
let job;
let truth;

async function prepare(name, kind, options) {
  problem = makeProblem(options);
  const { truthOf } = await import('/built/truth/contender.js');
  truth = await truthOf(problem, HELD);
  contender = await import(`/built/${name}/contender.js`);
  await contender.prepare(problem);
  job = kind === 'next' ? contender.next : contender.pass;
  if (kind === 'next') await contender.begin();
  await pause(100);
  return { bytes: contender.bytes?.() ?? null };
}

/** How far attention of the first tokens is from the truth. */
function errorOf(answer) {
  const { heads } = sizes;
  const { tokens } = problem;
  let most = 0;
  for (const [layer, attention] of answer.entries()) {
    const queries = attention.length / (heads * tokens);
    // One query more has none of the first tokens: its weights must be weights.
    if (queries < HELD) {
      for (let head = 0; head < heads; head++) {
        const sum = attention.subarray(head * tokens, (head + 1) * tokens).reduce((all, weight) => all + weight, 0);
        most = Math.max(most, Math.abs(sum - 1));
      }
      continue;
    }
    for (let head = 0; head < heads; head++) {
      for (let query = 0; query < HELD; query++) {
        for (let key = 0; key < HELD; key++) {
          const value = attention[(head * queries + query) * tokens + key];
          const apart = Math.abs(value - truth[layer][(head * HELD + query) * HELD + key]);
          most = apart >= 0 ? Math.max(most, apart) : Infinity;
        }
      }
    }
  }
  return most;
}

async function first() {
  const began = performance.now();
  const answer = await job();
  const ms = performance.now() - began;
  return { ms, error: errorOf(answer) };
}

/** Milliseconds of the fastest of all later calls, one after another: nobody computes less at times, but others do disturb. */
async function repeat() {
  const times = [];
  const start = performance.now();
  do {
    const began = performance.now();
    await job();
    times.push(performance.now() - began);
  } while (performance.now() - start < ENOUGH && times.length < MOST);
  return { ms: Math.min(...times), calls: times.length };
}

window.bench = { prepare, first, repeat };
