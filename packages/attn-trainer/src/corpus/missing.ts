import type { ExamplePicture } from '../datasets/dataset.js';
import { type Note, note } from './notes.js';

export interface Filled {
  /** [pictures, height, width, channels], with a number everywhere. */
  readonly values: Float32Array;
  /** Pictures that have values of their own. */
  readonly present: readonly number[];
  readonly notes: readonly Note[];
}

/** Numbers that programs write where they have none: nines, the ends of integers and of floats, 1e20 of climate models. */
const isFill = (value: number): boolean =>
  /^9{3,}(\.9+)?$/.test(String(Math.abs(value))) ||
  value === -32768 ||
  value === -2147483648 ||
  Math.abs(value) >= 1e20;

/** Values with the mean of their channel in place of those that are missing, and what is to be said of these. */
export function fillMissing(values: Float32Array, [height, width, channels]: ExamplePicture['shape']): Filled {
  const fills = fillsOf(values);
  const isMissing = (value: number) => !Number.isFinite(value) || fills.has(value);
  const size = height * width * channels;
  const count = values.length / size;
  const sums = new Float64Array(channels);
  const counts = new Float64Array(channels);
  const has = new Uint8Array(count);
  const seen = new Set<number>();
  let missing = 0;
  for (const [at, value] of values.entries()) {
    if (isMissing(value)) {
      missing++;
      seen.add(value);
      continue;
    }
    sums[at % channels] += value;
    counts[at % channels]++;
    has[Math.floor(at / size)] = 1;
  }
  const present = Array.from({ length: count }, (_, i) => i).filter((i) => has[i]);
  if (missing === 0) return { values, present, notes: [] };
  const notes = [note('pixels-missing', { values: [...seen].map(String), count: missing, all: values.length })];
  if (present.length < count) notes.push(note('pictures-left-out', { count: count - present.length }));
  return {
    values: values.map((value, at) => (isMissing(value) ? sums[at % channels] / (counts[at % channels] || 1) : value)),
    present,
    notes,
  };
}

/** Lowest and highest values that stand for missing ones: a number of that kind, farther from the others than these reach. */
function fillsOf(values: Float32Array): ReadonlySet<number> {
  const fills = new Set<number>();
  for (;;) {
    let [low, high, nextLow, nextHigh] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const value of values) {
      if (!Number.isFinite(value) || fills.has(value)) continue;
      if (value < low) [low, nextLow] = [value, low];
      else if (value > low && value < nextLow) nextLow = value;
      if (value > high) [high, nextHigh] = [value, high];
      else if (value < high && value > nextHigh) nextHigh = value;
    }
    if (isFill(low) && nextLow - low > high - nextLow) fills.add(low);
    else if (isFill(high) && high - nextHigh > nextHigh - low) fills.add(high);
    else return fills;
  }
}
