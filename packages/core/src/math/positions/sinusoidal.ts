import { reason } from '../../errors.js';
import { type Dense, dense } from '../dense.js';
import { badOption, requireAbove, requireWhole } from '../option.js';
import { sineOrders, type SineOrder, type WaveSpacing, waveSpacings } from './sinusoidal-kinds.js';
import { Turning } from './turning.js';

export interface WavelengthOptions {
  /** Length of an encoding; a pair of columns shares a wavelength. */
  readonly width: number;
  /** The longest wavelength approaches 2π × base. 10000 unless given. */
  readonly base?: number;
  /** `paper` unless given. */
  readonly spacing?: WaveSpacing;
}

/** Options that say how columns follow one another, too. */
export interface OrderOptions extends WavelengthOptions {
  /** `interleaved` unless given. */
  readonly order?: SineOrder;
}

export interface SinusoidalOptions extends OrderOptions {
  /** Number of positions. */
  readonly length: number;
  /** The first position, 0 unless given. */
  readonly start?: number;
}

/**
 * Positions until each pair of columns repeats, 2π × base^(2i/width): [⌈width / 2⌉] (Vaswani et al. 2017, 3.5); with the spacing
 * of tensor2tensor 2π × base^(i/(pairs − 1)): [⌊width / 2⌋]. Throws `bad-option`.
 */
export function wavelengths({ width, base = 10_000, spacing = 'paper' }: WavelengthOptions): Dense<Float64Array> {
  requireWhole('width', width, 1);
  requireAbove('base', base, 0);
  if (!waveSpacings.includes(spacing)) throw badOption('spacing', spacing, reason`it is one of ${waveSpacings}`);
  const isPaper = spacing === 'paper';
  const pairs = isPaper ? Math.ceil(width / 2) : Math.floor(width / 2);
  const exponent = (pair: number) => (isPaper ? (2 * pair) / width : pair / Math.max(1, pairs - 1));
  return dense(
    Float64Array.from({ length: pairs }, (_, pair) => 2 * Math.PI * base ** exponent(pair)),
    [pairs],
  );
}

/**
 * Sines and cosines of position / base^(2i/width), in turn: [length, width]; the last column of an odd width is a sine (Vaswani et
 * al. 2017, 3.5), or 0 with the spacing of tensor2tensor. `order` and `spacing` are those of other code. Throws `bad-option`.
 */
export function sinusoidal(options: SinusoidalOptions): Dense<Float32Array> {
  const { length, width, start = 0, order = 'interleaved' } = options;
  requireWhole('length', length, 1);
  requireWhole('start', start);
  const frequencies = wavelengths(options).values.map((wave) => (2 * Math.PI) / wave);
  return waveTable({ frequencies, length, start, width, order });
}

interface WaveTableOptions {
  /** Radians of each pair from one position to the next. */
  readonly frequencies: Float64Array;
  readonly length: number;
  readonly start: number;
  readonly width: number;
  readonly order: SineOrder;
}

/** Sines and cosines of position × frequency: [length, width]. Throws `bad-option`. */
export function waveTable({ frequencies, length, start, width, order }: WaveTableOptions): Dense<Float32Array> {
  if (!sineOrders.includes(order)) throw badOption('order', order, reason`it is one of ${sineOrders}`);
  const values = new Float32Array(length * width);
  const turning = new Turning(frequencies, start);
  const { sines, cosines } = turning;
  const pairs = frequencies.length;
  for (let row = 0; row < length; row++, turning.next()) {
    const at = row * width;
    if (order === 'interleaved') {
      for (let pair = 0; pair < pairs; pair++) {
        values[at + 2 * pair] = sines[pair];
        if (2 * pair + 1 < width) values[at + 2 * pair + 1] = cosines[pair];
      }
    } else {
      const [first, second] = order === 'sine-cosine' ? [sines, cosines] : [cosines, sines];
      values.set(first, at);
      values.set(second.subarray(0, width - pairs), at + pairs);
    }
  }
  return dense(values, [length, width]);
}
