import { matrix, peaks, stack } from './data.js';

/**
 * What runs inside the measured page. The runner opens a fresh one for every cell, calls `prepare` (module loaded, data in
 * memory, page at rest) and then `start`; it watches the screen from outside.
 */
const now = () => performance.timeOrigin + performance.now();
const frame = () => new Promise(requestAnimationFrame);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const SEEDS = [11, 22, 33];

/** Every WebGL context of the page, to count those that the browser took away. */
const contexts = new Set();
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  const context = getContext.call(this, kind, ...rest);
  if (context && /webgl/.test(kind)) contexts.add(context);
  return context;
};
if (globalThis.OffscreenCanvas) {
  const offscreen = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
    const context = offscreen.call(this, kind, ...rest);
    if (context && /webgl/.test(kind)) contexts.add(context);
    return context;
  };
}

function element(id, parent = document.body) {
  const node = document.createElement('div');
  if (id) node.id = id;
  parent.append(node);
  return node;
}

const jobs = {
  paint({ size }) {
    const data = matrix(size, SEEDS[0]);
    const box = element('one');
    return { seeds: [SEEDS[0]], run: (contender) => contender.draw(box, data) };
  },
  peaks({ size, count }) {
    const data = peaks(size, count, SEEDS[0]);
    const box = element('one');
    return { cells: data.cells, run: (contender) => contender.draw(box, data) };
  },
  grid({ rows, columns, size }) {
    const data = stack(rows, columns, size, 100);
    const box = element('grid');
    return {
      seeds: Array.from({ length: rows * columns }, (_, i) => 100 + i),
      run: (contender) => contender.grid(box, data),
    };
  },
  many({ count, size }) {
    const seeds = Array.from({ length: count }, (_, i) => 100 + i);
    const matrices = seeds.map((seed) => matrix(size, seed));
    const parent = element('many');
    const boxes = seeds.map(() => element('', parent));
    return { seeds, run: (contender) => contender.many(boxes, matrices) };
  },
};

let contender;
let job;

/** Loads the contender and makes the data; the clock has not started yet. */
async function prepare(name, kind, options) {
  contender = await import(`/built/${name}/contender.js`);
  job = jobs[kind](options);
  await pause(150);
  await frame();
  await frame();
  return { seeds: job.seeds, cells: job.cells };
}

/** Starts drawing; answers when the contender says it is done, which the screen may contradict. */
async function start() {
  await pause(0);
  const began = now();
  await job.run(contender);
  return { began, said: now() };
}

let turns;

/** Makes the matrices that `replace` will show in turn, and shows each once, slow contenders only the first. */
async function rehearse(size) {
  turns = SEEDS.map((seed) => matrix(size, seed));
  const began = performance.now();
  for (const turn of turns) {
    await contender.update(turn);
    await frame();
    if (performance.now() - began > 2000) break;
  }
  await pause(100);
  await frame();
}

/**
 * Replaces the matrix in every frame for `seconds`, at least twice, waiting for the contender only where it gives something
 * to wait for.
 */
async function replace({ seconds }) {
  let count = 0;
  let calls = 0;
  const began = performance.now();
  while (performance.now() - began < seconds * 1000 || count < 2) {
    const at = performance.now();
    await contender.update(turns[count % turns.length]);
    calls += performance.now() - at;
    count += 1;
    await frame();
  }
  const ms = performance.now() - began;
  return {
    began: performance.timeOrigin + began,
    count,
    ms,
    call: calls / count,
    seed: SEEDS[(count - 1) % turns.length],
  };
}

/** Elements of the page, those in shadow roots included. */
const nodes = (root = document.body) =>
  [...root.querySelectorAll('*')].reduce((sum, node) => sum + 1 + (node.shadowRoot ? nodes(node.shadowRoot) : 0), 0);

/** Where the matrices are, in CSS pixels, and what the page has cost so far. */
function report() {
  return {
    panels: (contender.panels?.() ?? []).map(({ x, y, width, height }) => ({ x, y, width, height })),
    nodes: nodes(),
    contexts: contexts.size,
    lost: [...contexts].filter((context) => context.isContextLost()).length,
  };
}

window.bench = { prepare, start, rehearse, replace, report };
