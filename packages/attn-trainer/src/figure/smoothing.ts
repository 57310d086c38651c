/**
 * Exponential moving average, without the pull of its beginning towards 0, as TensorBoard draws it and as Adam corrects its moments
 * (Kingma & Ba 2015, section 3). NaN stays NaN and counts for nothing.
 * @param weight of what was before, from 0, which changes nothing, to below 1
 */
export function smoothed(values: ArrayLike<number>, weight: number): Float64Array {
  const result = new Float64Array(values.length);
  let [mean, share] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) {
      result[i] = NaN;
      continue;
    }
    mean = weight * mean + (1 - weight) * value;
    share = weight * share + (1 - weight);
    result[i] = mean / share;
  }
  return result;
}
