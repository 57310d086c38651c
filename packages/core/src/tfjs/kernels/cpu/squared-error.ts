import type { CpuKernel } from './cpu-kernel.js';

/** The mean of (x − target)². */
export const squaredErrorOnCpu: CpuKernel<object> = (_runtime, { x, target }) => {
  let sum = 0;
  for (let i = 0; i < x.values.length; i++) sum += (x.values[i] - target.values[i]) ** 2;
  return [{ values: Float32Array.of(sum / x.values.length), shape: [] }];
};

/** Gradient of x; that of the target is its negative. */
export const squaredErrorGradientOnCpu: CpuKernel<object> = (_runtime, { x, target, upstream }) => {
  const share = (2 * upstream.values[0]) / x.values.length;
  const values = new Float32Array(x.values.length);
  for (let i = 0; i < values.length; i++) values[i] = share * (x.values[i] - target.values[i]);
  return [{ values, shape: x.shape }];
};
