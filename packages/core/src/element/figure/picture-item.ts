import { canvasContext } from '../canvas-context.js';

/** Most pixels of a side of a picture that is put into a saved figure. */
const LARGEST = 2048;

/** A picture as a canvas of its own size, at most 2048 pixels a side. */
function canvasOf(image: HTMLImageElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const { naturalWidth, naturalHeight } = image;
  const shrink = Math.min(1, LARGEST / Math.max(naturalWidth, naturalHeight));
  canvas.width = Math.max(1, Math.round(naturalWidth * shrink));
  canvas.height = Math.max(1, Math.round(naturalHeight * shrink));
  canvasContext(canvas)?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * Address of a picture in an SVG document: the picture itself where it may be read, else its own address.
 * @param isPixels whether it is wanted as PNG or JPEG, which programs other than browsers read
 */
export function pictureAddress(image: HTMLImageElement, isPixels = false): string {
  const { currentSrc } = image;
  if ((isPixels ? /^data:image\/(png|jpeg);base64,/i : /^data:/i).test(currentSrc)) return currentSrc;
  try {
    return canvasOf(image).toDataURL('image/png');
  } catch {
    return currentSrc;
  }
}
