import { LEVELS, levels } from './data.js';
import { decode, distance, pixel, settled } from '../run/photographs.js';
import { viridis } from '../run/viridis.js';

/** Reads photographs of the measured pages, in a page of its own: is this the picture, and since when? */
const WRONG_COLOUR = 110;

/** The level whose colour is nearest, or NaN where none is near: pixels between cells may be blended, not recoloured. */
function nearest(colour) {
  const level = LEVELS.reduce((best, one) =>
    distance(viridis(one), colour) < distance(viridis(best), colour) ? one : best,
  );
  return distance(viridis(level), colour) > WRONG_COLOUR ? Number.NaN : level;
}

/** Whether the 8 × 8 blocks of the matrix with this seed are seen in `panel`. */
function shows(image, { x, y, width, height }, seed) {
  const level = levels(seed);
  let right = 0;
  for (let block = 0; block < 64; block++) {
    const px = x + (((block % 8) + 0.5) * width) / 8;
    const py = y + ((Math.floor(block / 8) + 0.5) * height) / 8;
    if (nearest(pixel(image, px, py)) === level[block]) right += 1;
  }
  return right >= 63;
}

const count = (image, panels, seeds) => seeds.filter((seed, i) => panels[i] && shows(image, panels[i], seed)).length;

/** How many panels a photograph shows. */
const shown = async ({ frame, panels, seeds }) => count(await decode(frame), panels, seeds);

/** How many panels the last frame shows, and the first frame from which on nothing changed any more. */
async function complete({ frames, panels, seeds }) {
  const { last, since } = await settled(frames);
  return { shown: count(last, panels, seeds), since };
}

/** Which of the seeds each photograph shows (-1: none of them, or torn). */
async function sequence({ frames, panels, seeds }) {
  const seen = [];
  for (const frame of frames) {
    const image = await decode(frame);
    seen.push(seeds.findIndex((seed) => shows(image, panels[0], seed)));
  }
  return seen;
}

/** How many of the single bright cells can be seen: a pixel within two of the place is a quarter of the way to the top of the map. */
async function bright({ frames, panels, cells, size }) {
  const image = await decode(frames.at(-1));
  const { x, y, width, height } = panels[0];
  return cells.filter(([row, column]) => {
    const px = Math.floor(x + ((column + 0.5) * width) / size);
    const py = Math.floor(y + ((row + 0.5) * height) / size);
    for (let dy = -2; dy <= 2; dy++) {
      for (let dx = -2; dx <= 2; dx++) {
        if (px + dx < x || py + dy < y || px + dx >= x + width || py + dy >= y + height) continue;
        if (distance(pixel(image, px + dx, py + dy), viridis(0)) > distance(viridis(1), viridis(0)) / 4) return true;
      }
    }
    return false;
  }).length;
}

window.judge = { shown, complete, sequence, bright };
