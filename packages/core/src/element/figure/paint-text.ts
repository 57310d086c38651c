import type { TextPainter } from '../../vector/index.js';
import { canvasContext } from '../canvas-context.js';

/** Pixels of the size of a font: at eight points, 576 an inch. */
const SIZE = 64;

/** Letters as the browser draws them, in the fonts that it has for them. */
export const paintText: TextPainter = (text, { family, weight, style }) => {
  const canvas = document.createElement('canvas');
  const context = canvasContext(canvas);
  if (!context) return null;
  const font = `${style} ${weight} ${SIZE}px ${family}`;
  context.font = font;
  const measured = context.measureText(text);
  // A pixel more on each side: what is drawn is smoothed.
  const [left, top] = [measured.actualBoundingBoxLeft, measured.actualBoundingBoxAscent].map(
    (side) => Math.ceil(side) + 1,
  );
  const [right, bottom] = [measured.actualBoundingBoxRight, measured.actualBoundingBoxDescent].map(
    (side) => Math.ceil(side) + 1,
  );
  const [width, height] = [left + right, top + bottom];
  if (width < 3 || height < 3) return null;
  [canvas.width, canvas.height] = [width, height];
  context.font = font;
  context.fillStyle = '#000';
  context.fillText(text, left, top);
  const { data } = context.getImageData(0, 0, width, height);
  const opacities = new Uint8Array(width * height);
  const colors = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < opacities.length; pixel++) {
    opacities[pixel] = data[4 * pixel + 3];
    colors.set(data.subarray(4 * pixel, 4 * pixel + 3), 3 * pixel);
  }
  return {
    width,
    height,
    opacities,
    colors: colors.some((part) => part > 0) ? colors : null,
    box: { x: -left / SIZE, y: -top / SIZE, width: width / SIZE, height: height / SIZE },
    advance: measured.width / SIZE,
  };
};
