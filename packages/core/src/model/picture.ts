import { AttnError, reason } from '../errors.js';
import type { Patches } from './architecture.js';
import { ModelConfig } from './config.js';

/** Pixels as a canvas has them: red, green, blue, opacity, of which the last is not looked at. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}

/** Preparation of a picture by `preprocessor_config.json`. */
export interface PictureSettings {
  /** Filter by Pillow’s number: 0 nearest, 2 bilinear, 3 bicubic. */
  readonly resample: number;
  /** Factor of 8-bit values. */
  readonly scale: number;
  /** A number a channel each. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** Pillow’s weights are whole numbers of this part of one. */
const ONE = 2 ** 22;

/** Pillow’s filters: their reach, and their weight at a distance. */
const filters: Readonly<Record<number, readonly [reach: number, weight: (distance: number) => number]>> = {
  0: [0, () => 1],
  2: [1, (x) => Math.max(0, 1 - x)],
  3: [2, (x) => (x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0)],
};

/**
 * Reads `preprocessor_config.json`; without it, what ViT was made with.
 * @throws {AttnError} `bad-option` that names a field
 */
export function pictureSettings(config: ModelConfig | null, { channels }: Patches): PictureSettings {
  const half = new Array<number>(channels).fill(0.5);
  const usual = { resample: 2, scale: 1 / 255, mean: half, deviation: half };
  if (!config) return usual;
  const resample = config.optionalCount('resample', { least: 0, most: 5 }) ?? usual.resample;
  if (!Object.hasOwn(filters, resample)) throw config.fault('resample', reason`it must be 0, 2 or 3`);
  const isNormal = config.flag('do_normalize', true);
  if (config.part('size')?.raw('shortest_edge')) {
    throw config.fault('size', reason`it must be height and width: a picture is stretched to them`);
  }
  const numbers = (name: string, isOne: (value: number) => boolean) => {
    const value = config.raw(name) ?? half;
    if (Array.isArray(value) && value.length === channels && value.every(isOne)) return value as readonly number[];
    throw config.fault(name, reason`it must be a list of ${channels} numbers`);
  };
  return {
    resample,
    scale: config.flag('do_rescale', true) ? (config.optionalPositive('rescale_factor') ?? usual.scale) : 1,
    mean: isNormal ? numbers('image_mean', Number.isFinite) : half.map(() => 0),
    deviation: isNormal ? numbers('image_std', (value) => value > 0) : half.map(() => 1),
  };
}

/**
 * A picture as a model takes it: stretched to its size as Pillow does, then (value × scale − mean) / deviation, [channels, rows, columns].
 * @throws {AttnError} `bad-option`
 */
export function pixelsOf(picture: Pixels, { channels, imageSize }: Patches, settings: PictureSettings): Float32Array {
  const { width, height, data } = picture;
  const isPicture = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!isPicture || data.length !== 4 * width * height || (channels !== 3 && channels !== 1)) {
    throw new AttnError('bad-option', {
      name: 'picture',
      value: `${width} × ${height}`,
      ...reason`it must be pixels of red, green, blue and opacity, for a model of 1 or 3 channels`,
    });
  }
  const [rows, columns] = imageSize;
  const { resample, scale, mean, deviation } = settings;
  const out = new Float32Array(channels * rows * columns);
  for (let channel = 0; channel < channels; channel++) {
    const plane = channelOf(data, width * height, channel, channels);
    const across = resized(plane, height, width, columns, resample);
    // The second way is the first of the picture turned over.
    const down = turned(resized(turned(across, height, columns), columns, height, rows, resample), columns, rows);
    for (const [at, value] of down.entries()) {
      out[channel * rows * columns + at] = (value * scale - mean[channel]) / deviation[channel];
    }
  }
  return out;
}

function channelOf(data: ArrayLike<number>, count: number, channel: number, channels: number): Uint8Array {
  if (channels === 3) return Uint8Array.from({ length: count }, (_, at) => data[4 * at + channel]);
  // Grey as Pillow makes it (ITU-R 601-2).
  const grey = (at: number) => (data[at] * 19_595 + data[at + 1] * 38_470 + data[at + 2] * 7471 + 0x8000) >> 16;
  return Uint8Array.from({ length: count }, (_, at) => grey(4 * at));
}

/** Lines of another length: every value is that of the filter over the values it covers, as 8 bits. */
function resized(values: Uint8Array, lines: number, from: number, to: number, resample: number): Uint8Array {
  if (from === to) return values;
  const [reach, weight] = filters[resample];
  const ratio = from / to;
  const stretch = Math.max(1, ratio);
  const out = new Uint8ClampedArray(lines * to);
  for (let at = 0; at < to; at++) {
    const center = (at + 0.5) * ratio;
    const nearest = Math.min(from - 1, Math.floor(center));
    const first = reach ? Math.max(0, Math.trunc(center - reach * stretch + 0.5)) : nearest;
    const end = reach ? Math.min(from, Math.trunc(center + reach * stretch + 0.5)) : nearest + 1;
    const shares = Array.from({ length: end - first }, (_, i) =>
      weight(Math.abs((first + i - center + 0.5) / stretch)),
    );
    const total = shares.reduce((sum, one) => sum + one, 0);
    const weights = shares.map((one) => Math.round((one / total) * ONE));
    for (let line = 0; line < lines; line++) {
      let sum = ONE / 2;
      for (const [i, one] of weights.entries()) sum += one * values[line * from + first + i];
      out[line * to + at] = Math.floor(sum / ONE);
    }
  }
  return new Uint8Array(out.buffer);
}

/** Rows become columns. */
function turned(values: Uint8Array, rows: number, columns: number): Uint8Array {
  const out = new Uint8Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) out[column * rows + row] = values[row * columns + column];
  }
  return out;
}
