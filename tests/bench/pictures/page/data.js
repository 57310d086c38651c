/**
 * The matrices every contender draws: 8 × 8 blocks of five levels with a little noise on top. The blocks let the judge say
 * from a photograph whether this very matrix is on the screen, however the drawing thinned 4096 cells into 600 pixels;
 * the noise keeps neighbouring cells different, so that nobody gains by drawing areas of one colour.
 */
const BLOCKS = 8;
export const LEVELS = [0.1, 0.3, 0.5, 0.7, 0.9];
const NOISE = 0.04;

/** A small seeded generator (mulberry32), so that every page draws the same numbers. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The level of each block of the matrix with this seed, row by row. */
export function levels(seed) {
  const next = random(seed);
  return Array.from({ length: BLOCKS * BLOCKS }, () => LEVELS[Math.floor(next() * LEVELS.length)]);
}

/** An n × n matrix in [0, 1]; one cell is exactly 0 and one exactly 1, so that a fitted range is [0, 1] for everybody. */
export function matrix(n, seed, target = new Float32Array(n * n)) {
  const level = levels(seed);
  const next = random(seed ^ 0x9e3779b9);
  for (let row = 0; row < n; row++) {
    const band = Math.floor((row * BLOCKS) / n) * BLOCKS;
    for (let column = 0; column < n; column++) {
      target[row * n + column] = level[band + Math.floor((column * BLOCKS) / n)] + (next() - 0.5) * NOISE;
    }
  }
  target[0] = 0;
  target[n * n - 1] = 1;
  return { n, data: target };
}

/** `rows × columns` matrices in one array, as a layers × heads file holds them; panel p has the seed `seed + p`. */
export function stack(rows, columns, n, seed) {
  const data = new Float32Array(rows * columns * n * n);
  for (let panel = 0; panel < rows * columns; panel++) {
    matrix(n, seed + panel, data.subarray(panel * n * n, (panel + 1) * n * n));
  }
  return { rows, columns, n, data };
}

/** An all but dark n × n matrix with `count` single cells of 1, and where they are. */
export function peaks(n, count, seed) {
  const next = random(seed);
  const data = new Float32Array(n * n);
  const cells = [];
  for (let i = 0; i < count; i++) {
    // A grid of places with a random offset: far enough apart that no two peaks share a pixel.
    const row = Math.floor(((Math.floor(i / 5) + 0.15 + 0.7 * next()) * n) / 4);
    const column = Math.floor((((i % 5) + 0.15 + 0.7 * next()) * n) / 5);
    data[row * n + column] = 1;
    cells.push([row, column]);
  }
  return { n, data, cells };
}
