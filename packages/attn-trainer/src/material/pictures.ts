import type { TensorFile } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import { type Tensor, wrongShape } from '@attn-elements/core/tensor';
import type { LabelledPicture } from '../lessons/image-lesson.js';
import type { Picture } from '../lessons/lesson.js';

export interface PictureSet {
  readonly items: readonly LabelledPicture[];
  /** What each class is called. */
  readonly classes: readonly string[];
}

/** Names of the two arrays, the usual one first. */
const imageNames = ['images', 'x', 'X', 'data', 'x_train'];
const labelNames = ['labels', 'y', 'target', 'targets', 'y_train'];

/**
 * Pictures and labels of a file with an array `images` [n, height, width], [n, height, width, channels] or [n, channels, height,
 * width], of up to four channels, and one `labels` [n]. Values are scaled to 0 … 1 by the largest. Throws `no-array`,
 * `wrong-shape`, `damaged`.
 */
export async function readPictures(file: TensorFile): Promise<PictureSet> {
  const named = async (names: readonly string[]): Promise<Tensor> => {
    const name = names.find((one) => file.has(one)) ?? names[0];
    const array = await file.get(name);
    if (array.dtype === 'string') throw wrongShape(name, array.shape, 'it holds text');
    return array;
  };
  const images = await named(imageNames);
  const labelled = await named(labelNames);
  const count = images.shape[0];
  if (labelled.shape[0] === count && labelled.shape.length === 2 && labelled.shape[1] > 1) {
    throw wrongShape(
      'labels',
      labelled.shape,
      'one number for each image is needed; one-hot rows become it by argmax(axis=1)',
    );
  }
  const labels = labelled.float64();
  if (labels.length !== count) throw wrongShape('labels', [labels.length], `there are ${count} images`);
  const shape = pictureShape(images.shape);
  const size = shape[0] * shape[1] * shape[2];
  const all = channelsLast(images, shape);
  const largest = all.reduce((most, value) => (value > most ? value : most), 0) || 1;
  if (!all.every(Number.isFinite))
    throw new AttnError('damaged', { url: file.url, what: 'images holds values that are no numbers' });
  const distinct = [...new Set(labels)].sort((a, b) => a - b);
  if (distinct.length < 2 || distinct.length > count / 2) {
    throw new AttnError('damaged', {
      url: file.url,
      what: `its labels name ${distinct.length} classes, of ${count} images`,
    });
  }
  const items = Array.from({ length: count }, (_, i) => {
    const values = all.subarray(i * size, (i + 1) * size).map((value) => value / largest);
    return { picture: { shape, values }, label: distinct.indexOf(labels[i]) };
  });
  return { items, classes: distinct.map(String) };
}

const isChannels = (count: number) => count <= 4;

function pictureShape(shape: readonly number[]): Picture['shape'] {
  const [, a, b, c] = shape;
  if (shape.length === 3) return [a, b, 1];
  if (shape.length === 4 && isChannels(c)) return [a, b, c];
  if (shape.length === 4 && isChannels(a)) return [b, c, a];
  throw wrongShape('images', shape, 'it must be [n, height, width] or have up to four channels besides');
}

function channelsLast(images: Tensor, [height, width, channels]: Picture['shape']): Float32Array {
  const values = images.float32();
  if (images.shape.length === 3 || images.shape[3] === channels) return values;
  const plane = height * width;
  return values.map((_, at) => {
    const image = Math.floor(at / (plane * channels));
    const position = Math.floor((at % (plane * channels)) / channels);
    return values[(image * channels + (at % channels)) * plane + position];
  });
}
