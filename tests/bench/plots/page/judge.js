import { figures, value } from './figures.js';
import { decode, difference, distance, pixel, settled } from '../run/photographs.js';
import { viridis } from '../run/viridis.js';

/** Reads photographs of the measured pages: is this the figure, and since when? */
const WHITE = [255, 255, 255];
/** What a thin line leaves of white, after compression. */
const INK = 40;
/** How far compression changes the brightness of a pixel. */
const BLUR = 25;

/** Dimensions whose waves are many pixels long, so that it can be told where they are: every third from a little past the middle on. */
const slow = ({ width }) =>
  Array.from({ length: width }, (_, dimension) => dimension).filter(
    (dimension) => dimension >= 0.62 * width && dimension % Math.ceil(width / 33) === 0,
  );
const PLACES = [0.13, 0.29, 0.41, 0.57, 0.66, 0.82, 0.93];
const positions = ({ length }) => PLACES.map((place) => Math.round(place * (length - 1)));

/** Whether there is ink at a point, or as near as two pixels above and below. */
const isInked = (image, x, y) => [-2, -1, 0, 1, 2].some((away) => distance(pixel(image, x, y + away), WHITE) > INK);

/** Each curve is where its values are, and, alone in its plot, not where it would be upside down. */
function showsCurves(image, panels, figure, base) {
  const { length, overlaid } = figure;
  let [asked, hits, blots] = [0, 0, 0];
  for (const dimension of slow(figure)) {
    const panel = panels[overlaid ? 0 : dimension];
    if (!panel) return false;
    const { x, y, width, height } = panel;
    for (const position of positions(figure)) {
      const at = value(position, dimension, figure, base);
      // The edge of a plot may have a frame.
      if (Math.abs(at) < 0.35 || Math.abs(at) > 0.85) continue;
      const place = (up) => [x + (width * position) / (length - 1), y + (height * (1 - up)) / 2];
      asked += 1;
      if (isInked(image, ...place(at))) hits += 1;
      if (!overlaid && isInked(image, ...place(-at))) blots += 1;
    }
  }
  return hits >= 0.85 * asked && blots <= 0.15 * asked;
}

/** Viridis is brighter the larger a value is; of colours, photographs keep the brightness of single pixels. */
const brightness = ([red, green, blue]) => 0.299 * red + 0.587 * green + 0.114 * blue;

/** Each pixel is as bright as its value; where it is less than a column, as those beside it, or between them. */
function showsMap(image, [panel], figure, base) {
  if (!panel) return false;
  const { x, y, width, height } = panel;
  let [asked, hits] = [0, 0];
  for (const dimension of slow(figure)) {
    for (const position of positions(figure)) {
      const px = x + ((dimension + 0.5) * width) / figure.width;
      const py = y + ((position + 0.5) * height) / figure.length;
      const near = figure.width > width ? [-2, -1, 0, 1, 2] : [0];
      const wanted = near.map((away) => brightness(viridis((value(position, dimension + away, figure, base) + 1) / 2)));
      const found = brightness(pixel(image, px, py));
      asked += 1;
      if (found > Math.min(...wanted) - BLUR && found < Math.max(...wanted) + BLUR) hits += 1;
    }
  }
  return hits >= 0.9 * asked;
}

function shows(image, panels, name, base) {
  const figure = figures[name];
  if (figure.kind === 'heatmap') return Number(showsMap(image, panels, figure, base));
  return Number(showsCurves(image, panels, figure, base));
}

/** 1 where a photograph shows the figure of this base. */
const shown = async ({ frame, panels, figure, base }) => shows(await decode(frame), panels, figure, base);

/** Whether the last frame shows it, and the first frame from which on nothing changed any more. */
async function complete({ frames, panels, figure, base }) {
  const { last, since } = await settled(frames);
  return { shown: shows(last, panels, figure, base), since };
}

/** Which of some photographs of finished figures each frame is most like (−1: torn between two). */
async function sequence({ frames, finished }) {
  const images = await Promise.all(finished.map(decode));
  const apart = Math.min(...images.flatMap((one, i) => images.slice(i + 1).map((other) => difference(one, other))));
  const seen = [];
  for (const frame of frames) {
    const image = await decode(frame);
    const away = images.map((one) => difference(one, image));
    const least = Math.min(...away);
    seen.push(least < apart / 2 ? away.indexOf(least) : -1);
  }
  return seen;
}

window.judge = { shown, complete, sequence };
