import { attention, words } from './attention.js';

/**
 * What runs inside the measured page. The runner opens a fresh one for every cell, calls `prepare` (module loaded, data in
 * memory in the form that the contender takes, page at rest) and then `start`; it watches the screen from outside.
 */
const now = () => performance.timeOrigin + performance.now();
const frame = () => new Promise(requestAnimationFrame);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let contender;
let input;

async function prepare(name, _job, { count }) {
  contender = await import(`/built/${name}/contender.js`);
  input = contender.inputOf(attention(count), words(count));
  await pause(150);
  await frame();
  await frame();
  return {};
}

/** Starts drawing; answers when the contender says it is done, which the screen may contradict. */
async function start() {
  await pause(0);
  const began = now();
  await contender.draw(document.getElementById('figure'), input);
  return { began };
}

/** Elements of the page, those in shadow roots included. */
const nodes = (root = document.body) =>
  [...root.querySelectorAll('*')].reduce((sum, node) => sum + 1 + (node.shadowRoot ? nodes(node.shadowRoot) : 0), 0);

/** Where lines are in the window, and what the page has cost so far. */
function report() {
  const { x, y, width, band } = contender.place();
  return { panels: [{ x, y, width, band, height: innerHeight }], nodes: nodes() };
}

window.bench = { prepare, start, report };
