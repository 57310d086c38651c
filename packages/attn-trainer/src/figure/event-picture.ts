import { canvasContext } from '@attn-elements/core/element';
import type { EventImage } from '../files/event-file.js';

/** The most pixels of a picture that is decoded. */
const MOST_PIXELS = 2 ** 24;

/** Draws a picture of an event file into its canvas; false where it is none, or too large. No policy of a page forbids it, as it would an address. */
export async function drawEventPicture(
  canvas: HTMLCanvasElement,
  { width, height, encoded }: EventImage,
): Promise<boolean> {
  if (width * height > MOST_PIXELS) return false;
  try {
    const bitmap = await createImageBitmap(new Blob([encoded as BlobPart]));
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvasContext(canvas)!.drawImage(bitmap, 0, 0);
    bitmap.close();
    return true;
  } catch {
    return false;
  }
}
