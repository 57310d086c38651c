import { AttnError } from '@attn-elements/core/errors';
import { canvasContext } from '@attn-elements/core/element';
import type { Pixels } from './running/protocol.js';

/** Longest side that is read, in pixels: models look at far fewer. */
const MOST = 2048;

/** Pixels of a picture at an address. Rejects with `no-picture`. */
export async function readPicture(url: string, signal: AbortSignal): Promise<Pixels> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(String(response.status));
    const bitmap = await createImageBitmap(await response.blob());
    const scale = Math.min(1, MOST / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvasContext(canvas)!;
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } catch (error) {
    signal.throwIfAborted();
    throw new AttnError('no-picture', { url }, { cause: error });
  }
}
