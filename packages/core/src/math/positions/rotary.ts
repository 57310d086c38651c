import { reason } from '../../errors.js';
import { wrongOperand, wrongShape } from '../../tensor.js';
import { type Dense, dense } from '../dense.js';
import { badOption, requireAbove, requireWhole } from '../option.js';
import { type RotaryLayout, rotaryLayouts } from './rotary-kinds.js';
import { type RotaryScaling, rotaryFrequencies } from './rotary-scaling.js';
import { Turning } from './turning.js';

export interface RotaryOptions {
  /** Number of positions. */
  readonly length: number;
  /** Width of the vectors to be rotated, even. */
  readonly width: number;
  /** 10000 unless given. */
  readonly base?: number;
  /** The first position, 0 unless given. */
  readonly start?: number;
  readonly scaling?: RotaryScaling;
}

/**
 * Radians that each pair of columns is turned by at each position, position × base^(−2i/width): [length, width / 2], float64,
 * since float32 keeps too little of a large angle (Su et al. 2021, 3.4.2). An odd width is a `bad-option`.
 */
export function rotaryAngles(options: RotaryOptions): Dense<Float64Array> {
  const { length, width, base = 10_000, start = 0, scaling = { kind: 'none' } } = options;
  requireWhole('length', length, 1);
  requireWhole('width', width, 2);
  if (width % 2) throw badOption('width', width, reason`columns turn in pairs, so it must be even`);
  requireAbove('base', base, 0);
  requireWhole('start', start);
  const frequencies = rotaryFrequencies(width, base, scaling);
  const pairs = frequencies.length;
  const values = new Float64Array(length * pairs);
  for (let i = 0; i < values.length; i++) values[i] = (start + Math.floor(i / pairs)) * frequencies[i % pairs];
  return dense(values, [length, pairs]);
}

/** Tables of rotations as a model keeps them. */
export interface RotaryTables {
  readonly cosines: Dense<Float32Array>;
  readonly sines: Dense<Float32Array>;
}

/**
 * Cosine and sine of {@link rotaryAngles}, each [length, width / 2]: quicker than from the angles, since one position follows
 * from the one before by a turn. Throws `bad-option`.
 */
export function rotaryTables(options: RotaryOptions): RotaryTables {
  const { length, start = 0 } = options;
  requireWhole('length', length, 1);
  requireWhole('start', start);
  // At position 1 the angle of a pair is its frequency.
  return turningTables(rotaryAngles({ ...options, length: 1, start: 1 }).values, length, start);
}

/** Cosine and sine of position × frequency, each [length, frequencies]; `frequencies` in radians from one position to the next. */
export function turningTables(frequencies: Float64Array, length: number, start = 0): RotaryTables {
  const pairs = frequencies.length;
  const cosines = new Float32Array(length * pairs);
  const sines = new Float32Array(length * pairs);
  const turning = new Turning(frequencies, start);
  for (let row = 0; row < length; row++, turning.next()) {
    cosines.set(turning.cosines, row * pairs);
    sines.set(turning.sines, row * pairs);
  }
  return { cosines: dense(cosines, [length, pairs]), sines: dense(sines, [length, pairs]) };
}

/**
 * Vectors turned pair by pair: x [.., positions, width] and angles [positions, width / 2] give the shape of x. Queries and
 * keys turned so have a dot product that knows only their distance (Su et al. 2021, 3.4). Throws `wrong-shape`, `bad-option`.
 */
export function rotate(x: Dense, angles: Dense, layout: RotaryLayout): Dense<Float32Array> {
  return turn(x, angles, layout, 1);
}

/** Undoes {@link rotate}; of a gradient by the turned vectors it makes the gradient by the vectors, as rotations are orthogonal. */
export function rotateBack(x: Dense, angles: Dense, layout: RotaryLayout): Dense<Float32Array> {
  return turn(x, angles, layout, -1);
}

function turn({ shape, values }: Dense, angles: Dense, layout: RotaryLayout, sign: 1 | -1): Dense<Float32Array> {
  const [length, width] = shape.slice(-2);
  if (shape.length < 2) throw wrongShape('x', shape, reason`it must be [.., positions, width]`);
  if (width % 2) throw wrongShape('x', shape, reason`columns turn in pairs, so its width must be even`);
  const pairs = width / 2;
  if (angles.shape.length !== 2 || angles.shape[0] !== length || angles.shape[1] !== pairs) {
    throw wrongOperand('The array of angles', angles.shape, reason`x needs [${length}, ${pairs}]`);
  }
  if (!rotaryLayouts.includes(layout)) throw badOption('layout', layout, reason`it is one of ${rotaryLayouts}`);
  const [step, apart] = layout === 'interleaved' ? [2, 1] : [1, pairs];
  const cosines = Float64Array.from(angles.values, (angle) => Math.cos(angle));
  const sines = Float64Array.from(angles.values, (angle) => sign * Math.sin(angle));
  const result = new Float32Array(values.length);
  for (let row = 0; row * width < values.length; row++) {
    const angle = (row % length) * pairs;
    for (let pair = 0; pair < pairs; pair++) {
      const a = row * width + pair * step;
      const b = a + apart;
      result[a] = values[a] * cosines[angle + pair] - values[b] * sines[angle + pair];
      result[b] = values[a] * sines[angle + pair] + values[b] * cosines[angle + pair];
    }
  }
  return dense(result, shape);
}
