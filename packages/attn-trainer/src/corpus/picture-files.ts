import { AttnError, type ErrorDetails, reason } from '@attn-elements/core/errors';
import type { ExamplePicture } from '../datasets/dataset.js';
import { demandSentences } from '../tasks/demands.js';
import { type Note, note } from './notes.js';

/** Pictures as files, PNG, JPEG and whatever else the browser shows, and a label for each. */
export interface PictureFiles {
  readonly images: readonly Blob[];
  readonly labels: readonly string[];
}

export function arePictureFiles(data: unknown): data is PictureFiles {
  const { images, labels } = Object(data) as Partial<PictureFiles>;
  return (
    Array.isArray(images) && Array.isArray(labels) && images.length > 0 && images.every((one) => one instanceof Blob)
  );
}

/** Red, green, blue. */
const CHANNELS = 3;
/** Pictures that are all alike in size, and no larger, are learned from as they are; of others the side that they are drawn with. */
const MOST_PIXELS = 64;
const SIDE = 32;

/**
 * The pixels of pictures, [n, height, width, 3], from 0 to 1. Where they are large, or of several sizes, the middle of each is drawn
 * into a square, and a note says so. Rejects with `damaged` of what is no picture, and with `unsupported` outside of browsers.
 * @param rest lets others have their turn
 */
export async function readPictureFiles(
  images: readonly Blob[],
  rest?: () => Promise<void>,
): Promise<{
  readonly values: Float32Array;
  readonly shape: ExamplePicture['shape'];
  readonly notes: readonly Note[];
}> {
  const first = await decoded(images[0]);
  const { width, height } = first;
  first.close();
  const isSmall = width <= MOST_PIXELS && height <= MOST_PIXELS;
  const read = async (shape: ExamplePicture['shape'] | null): Promise<Float32Array | null> => {
    const [rows, columns] = shape ?? [height, width];
    const values = new Float32Array(images.length * rows * columns * CHANNELS);
    for (const [i, image] of images.entries()) {
      const bitmap = await decoded(image);
      const isOther = bitmap.width !== width || bitmap.height !== height;
      if (!shape && isOther) {
        bitmap.close();
        return null;
      }
      values.set(pixelsOf(bitmap, rows, columns), i * rows * columns * CHANNELS);
      await rest?.();
    }
    return values;
  };
  const asTheyAre = isSmall ? await read(null) : null;
  if (asTheyAre) return { values: asTheyAre, shape: [height, width, CHANNELS], notes: [] };
  const shape = [SIDE, SIDE, CHANNELS] as const;
  return { values: (await read(shape))!, shape, notes: [note('pictures-drawn', { side: SIDE })] };
}

/** A picture of any size as one that a model takes: its middle, in as many channels; of one channel the mean of red, green and blue. */
export async function readPicture(image: Blob, shape: ExamplePicture['shape']): Promise<ExamplePicture> {
  const [rows, columns, channels] = shape;
  const pixels = pixelsOf(await decoded(image), rows, columns);
  const values = Float32Array.from({ length: rows * columns * channels }, (_, at) => {
    const from = Math.floor(at / channels) * CHANNELS;
    if (channels >= CHANNELS) return at % channels < CHANNELS ? pixels[from + (at % channels)] : 1;
    return (pixels[from] + pixels[from + 1] + pixels[from + 2]) / CHANNELS;
  });
  return { shape, values };
}

async function decoded(image: Blob): Promise<ImageBitmap> {
  if (typeof createImageBitmap === 'undefined' || typeof OffscreenCanvas === 'undefined')
    throw new AttnError('unsupported', {
      url: nameOf(image),
      ...reason`a picture as a file, which this program cannot decode`,
    });
  try {
    return await createImageBitmap(image);
  } catch {
    throw refused('damaged', { url: nameOf(image) });
  }
}

const nameOf = (image: Blob): string => (image instanceof File ? image.name : 'data');

const refused = (code: 'damaged', details: ErrorDetails): AttnError =>
  new AttnError(code, { ...details, what: demandSentences.noPicture, fault: 'noPicture' });

/** Pixels of the largest middle part of a picture that has these proportions, on white; ends the bitmap. */
function pixelsOf(bitmap: ImageBitmap, rows: number, columns: number): Float32Array {
  const scale = Math.max(columns / bitmap.width, rows / bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  const canvas = new OffscreenCanvas(columns, rows).getContext('2d', { willReadFrequently: true })!;
  canvas.fillStyle = '#fff';
  canvas.fillRect(0, 0, columns, rows);
  canvas.imageSmoothingQuality = 'high';
  canvas.drawImage(bitmap, (columns - width) / 2, (rows - height) / 2, width, height);
  bitmap.close();
  const { data } = canvas.getImageData(0, 0, columns, rows);
  return Float32Array.from({ length: rows * columns * CHANNELS }, (_, at) => {
    return data[4 * Math.floor(at / CHANNELS) + (at % CHANNELS)] / 255;
  });
}
