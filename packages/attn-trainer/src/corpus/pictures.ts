import type { TensorFile } from '@attn-elements/core/data';
import { AttnError, reason } from '@attn-elements/core/errors';
import { type StringTensor, type Tensor, wrongShape } from '@attn-elements/core/tensor';
import type { LabelledPicture } from '../datasets/image-dataset.js';
import type { ExamplePicture } from '../datasets/dataset.js';
import { TrainerError } from '../trainer/errors.js';
import { fillMissing } from './missing.js';
import type { Note } from './notes.js';
import { type PictureFiles, readPictureFiles } from './picture-files.js';

export interface PictureSet {
  readonly items: readonly LabelledPicture[];
  /** Names of the classes. */
  readonly classes: readonly string[];
  readonly notes: readonly Note[];
}

/** Names of the two arrays, the usual one first. */
const imageNames = ['images', 'x', 'X', 'data', 'x_train'];
const labelNames = ['labels', 'y', 'target', 'targets', 'y_train'];

/**
 * Pictures and labels of a file with an array `images` [n, height, width], [n, height, width, channels] or [n, channels, height,
 * width], of up to four channels, and one `labels` [n], of numbers or names. Values are scaled to 0 … 1 by the largest. Values
 * that are missing, NaN or a number far from all others that stands for that, are replaced by the mean of their channel, and
 * told. Throws `no-array`, `wrong-shape`, `damaged`, `one-class`, `decimal-labels`, `many-classes`.
 */
export async function readPictures(file: TensorFile): Promise<PictureSet> {
  const named = (names: readonly string[]) => file.get(names.find((one) => file.has(one)) ?? names[0]);
  const images = await named(imageNames);
  if (images.dtype === 'string') throw wrongShape('images', images.shape, reason`it holds text`);
  const labels = labelsOf(await named(labelNames), images.shape[0]);
  const shape = pictureShape(images.shape);
  const { values, present, notes } = fillMissing(channelsLast(images, shape), shape);
  if (present.length === 0) throw new AttnError('damaged', { url: file.url, ...reason`images holds no numbers` });
  return pictureSet({ values, shape, present, labels, notes, url: file.url });
}

/** Pictures that are files, with their labels. Throws `wrong-shape`, `damaged`, `unsupported`, `one-class`, `many-classes`. */
export async function readPhotos({ images, labels }: PictureFiles, rest?: () => Promise<void>): Promise<PictureSet> {
  if (labels.length !== images.length)
    throw wrongShape('labels', [labels.length], reason`there are ${images.length} images`);
  const { values, shape, notes } = await readPictureFiles(images, rest);
  return pictureSet({
    values,
    shape,
    present: images.map((_, i) => i),
    labels: labels.map(String),
    notes,
    url: 'data',
  });
}

interface Pixels {
  /** [n, height, width, channels] */
  readonly values: Float32Array;
  readonly shape: ExamplePicture['shape'];
  /** Pictures that there is something of. */
  readonly present: readonly number[];
  readonly labels: readonly string[];
  readonly notes: readonly Note[];
  readonly url: string;
}

function pictureSet({ values, shape, present, labels, notes, url }: Pixels): PictureSet {
  const size = shape[0] * shape[1] * shape[2];
  const classes = classesOf(
    present.map((i) => labels[i]),
    url,
  );
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const items = present.map((i) => {
    const scaled = values.subarray(i * size, (i + 1) * size).map((value) => value / largest);
    return { picture: { shape, values: scaled }, label: classes.indexOf(labels[i]) };
  });
  return { items, classes, notes };
}

/** A label for each picture, as text. */
function labelsOf(labels: Tensor | StringTensor, count: number): readonly string[] {
  const { shape } = labels;
  if (shape[0] === count && shape.length === 2 && shape[1] > 1) {
    const what = reason`one label for each image is needed; one-hot rows become it by argmax(axis=1)`;
    throw wrongShape('labels', shape, what);
  }
  const texts = labels.dtype === 'string' ? labels.values : Array.from(labels.float64(), String);
  if (texts.length !== count) throw wrongShape('labels', [texts.length], reason`there are ${count} images`);
  return texts;
}

/** The classes that labels name, in order. Throws where they are none. */
function classesOf(labels: readonly string[], url: string): readonly string[] {
  const distinct = [...new Set(labels)];
  const numbers = distinct.map(Number);
  const details = { url, name: 'labels', count: distinct.length, rows: labels.length };
  if (distinct.length < 2) throw new TrainerError('one-class', { ...details, label: distinct[0] });
  if (distinct.length > labels.length / 2) {
    const hasDecimals = numbers.some((value) => Number.isFinite(value) && !Number.isInteger(value));
    throw new TrainerError(hasDecimals ? 'decimal-labels' : 'many-classes', details);
  }
  return numbers.every(Number.isFinite) ? distinct.sort((a, b) => Number(a) - Number(b)) : distinct.sort();
}

const isChannels = (count: number) => count <= 4;

function pictureShape(shape: readonly number[]): ExamplePicture['shape'] {
  const [, a, b, c] = shape;
  if (shape.length === 3) return [a, b, 1];
  if (shape.length === 4 && isChannels(c)) return [a, b, c];
  if (shape.length === 4 && isChannels(a)) return [b, c, a];
  throw wrongShape('images', shape, reason`it must be [n, height, width] or have up to four channels besides`);
}

function channelsLast(images: Tensor, [height, width, channels]: ExamplePicture['shape']): Float32Array {
  const values = images.float32();
  if (images.shape.length === 3 || images.shape[3] === channels) return values;
  const plane = height * width;
  return values.map((_, at) => {
    const image = Math.floor(at / (plane * channels));
    const position = Math.floor((at % (plane * channels)) / channels);
    return values[(image * channels + (at % channels)) * plane + position];
  });
}
