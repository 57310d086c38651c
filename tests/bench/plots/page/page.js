import { BASE, figures } from './figures.js';

/**
 * What runs inside the measured page. The runner opens a fresh one for every cell, calls `prepare` (module loaded, page at
 * rest) and then `start`; it watches the screen from outside.
 */
const now = () => performance.timeOrigin + performance.now();
const frame = () => new Promise(requestAnimationFrame);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let contender;
let figure;

/** Loads the contender; the clock has not started yet. */
async function prepare(name, job, options) {
  figure = figures[options.figure];
  contender = await import(`/built/${name}/contender.js`);
  await pause(150);
  await frame();
  await frame();
  return {};
}

/** Starts drawing; answers when the contender says it is done, which the screen may contradict. */
async function start() {
  await pause(0);
  const began = now();
  await contender.draw(document.getElementById('figure'), figure, BASE);
  return { began, said: now() };
}

/** Shows the table of another base, and gives the frame in which it is shown. */
async function show(base) {
  await contender.update(base);
  await frame();
  await frame();
}

/**
 * A slider that is dragged: another base in every frame for `seconds`, at least twice, waiting for the contender.
 * @param {number[]} [bases] taken in turn; without them none comes twice
 */
async function drag({ seconds, bases }) {
  let count = 0;
  let calls = 0;
  let base = BASE;
  const began = performance.now();
  while (performance.now() - began < seconds * 1000 || count < 2) {
    base = bases ? bases[count % bases.length] : base - 7;
    const at = performance.now();
    await contender.update(base);
    calls += performance.now() - at;
    count += 1;
    await frame();
  }
  const ms = performance.now() - began;
  return { began: performance.timeOrigin + began, count, ms, call: calls / count, last: base };
}

window.bench = { prepare, start, show, drag };
