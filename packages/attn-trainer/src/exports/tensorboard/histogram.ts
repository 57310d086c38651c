import { ProtoMessage } from '../proto-message.js';

/** Buckets of equal width. */
const BUCKETS = 30;

/** Values as TensorBoard's histogram, `HistogramProto`: buckets by their upper limits, and what the values add up to. */
export function histogramOf(values: Float32Array): ProtoMessage {
  let [least, most, sum, squares] = [Infinity, -Infinity, 0, 0];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
    sum += value;
    squares += value * value;
  }
  const count = most > least ? BUCKETS : 1;
  const width = (most - least) / count;
  const buckets = new Float64Array(count);
  for (const value of values) buckets[width > 0 ? Math.min(count - 1, Math.floor((value - least) / width)) : 0]++;
  const limits = Float64Array.from(buckets, (_, i) => (i === count - 1 ? most : least + (i + 1) * width));
  return new ProtoMessage()
    .double(1, least)
    .double(2, most)
    .double(3, values.length)
    .double(4, sum)
    .double(5, squares)
    .doubles(6, limits)
    .doubles(7, buckets);
}
