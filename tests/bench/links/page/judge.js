import { decode, distance, pixel, settled } from '../run/photographs.js';

/** Reads photographs of the measured pages: does each token have the line to itself, and since when? */
const WHITE = [255, 255, 255];
/** What the twelve lines of a token to itself leave of white at least, also where each is drawn at a twelfth of its weight. */
const INK = 40;
/** Tokens that are looked at: all contenders have that many in the window. */
const LOOKED_AT = 20;

/** 1 where there is ink from each token to itself, as near as three pixels above and below. */
function shows(image, [panel]) {
  if (!panel) return 0;
  const { x, y, width, band } = panel;
  let hits = 0;
  for (let token = 0; token < LOOKED_AT; token++) {
    const middle = y + (token + 0.5) * band;
    const isInked = (at) =>
      [-3, -2, -1, 0, 1, 2, 3].some((away) => distance(pixel(image, at, middle + away), WHITE) > INK);
    if ([0.2, 0.5, 0.8].every((part) => isInked(x + part * width))) hits += 1;
  }
  return Number(hits === LOOKED_AT);
}

const shown = async ({ frame, panels }) => shows(await decode(frame), panels);

/** Whether the last frame shows it, and the first frame from which on nothing changed any more. */
async function complete({ frames, panels }) {
  const { last, since } = await settled(frames);
  return { shown: shows(last, panels), since };
}

window.judge = { shown, complete };
