/** Reads photographs of the measured pages, in a page of its own. */

/** Pixels that may differ between two photographs of the same finished picture (compression and nothing else). */
const SAME = 60;

/** @returns {Promise<ImageData>} */
export async function decode(base64) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

export const pixel = (image, x, y) => {
  if (x < 0 || y < 0 || x >= image.width || y >= image.height) return [0, 0, 0];
  const at = (Math.floor(y) * image.width + Math.floor(x)) * 4;
  return [image.data[at], image.data[at + 1], image.data[at + 2]];
};

export const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** Pixels that are not alike. */
export function difference(a, b) {
  if (a.width !== b.width || a.height !== b.height) return Number.POSITIVE_INFINITY;
  let pixels = 0;
  for (let i = 0; i < a.data.length; i += 4) {
    if (
      Math.abs(a.data[i] - b.data[i]) +
        Math.abs(a.data[i + 1] - b.data[i + 1]) +
        Math.abs(a.data[i + 2] - b.data[i + 2]) >
      60
    ) {
      pixels += 1;
    }
  }
  return pixels;
}

/** The last frame, and which is the first from which on nothing changed any more. */
export async function settled(frames) {
  const last = await decode(frames.at(-1));
  let since = frames.length - 1;
  while (since > 0 && difference(await decode(frames[since - 1]), last) <= SAME) since -= 1;
  return { last, since };
}
