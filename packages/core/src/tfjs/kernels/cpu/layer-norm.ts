import type { LayerNormAttributes } from '../../ops/layer-norm.js';
import type { CpuKernel, Values } from './cpu-kernel.js';

/** One row of x + residual made to have mean 0 and variance 1, in `into`; gives 1 / the standard deviation. */
function normalizeRow(
  x: Values,
  residual: Values | undefined,
  at: number,
  width: number,
  epsilon: number,
  into: Float64Array,
) {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += into[i] = x[at + i] + (residual ? residual[at + i] : 0);
  const mean = sum / width;
  let square = 0;
  for (let i = 0; i < width; i++) {
    const off = (into[i] -= mean);
    square += off * off;
  }
  const inverse = 1 / Math.sqrt(square / width + epsilon);
  for (let i = 0; i < width; i++) into[i] *= inverse;
  return inverse;
}

/** gain × normalized(x + residual) + bias, over the last axis. */
export const layerNormOnCpu: CpuKernel<LayerNormAttributes> = (_runtime, given, { epsilon }) => {
  const { x, residual, gain, bias } = given;
  const width = gain.values.length;
  const [gains, biases] = [gain.values, bias.values];
  const values = new Float32Array(x.values.length);
  const row = new Float64Array(width);
  for (let at = 0; at < values.length; at += width) {
    normalizeRow(x.values, residual?.values, at, width, epsilon, row);
    for (let i = 0; i < width; i++) values[at + i] = row[i] * gains[i] + biases[i];
  }
  return [{ values, shape: x.shape }];
};

/** Gradients of x (and of the residual, which is the same), of the gain, and of the bias. */
export const layerNormGradientOnCpu: CpuKernel<LayerNormAttributes> = (_runtime, given, { epsilon }) => {
  const { x, residual, gain, upstream } = given;
  const width = gain.values.length;
  const [gains, up] = [gain.values, upstream.values];
  const dx = new Float32Array(x.values.length);
  const dgain = new Float32Array(width);
  const dbias = new Float32Array(width);
  const row = new Float64Array(width);
  for (let at = 0; at < dx.length; at += width) {
    const inverse = normalizeRow(x.values, residual?.values, at, width, epsilon, row);
    let mean = 0;
    let along = 0;
    for (let i = 0; i < width; i++) {
      const g = up[at + i];
      const scaled = g * gains[i];
      dbias[i] += g;
      dgain[i] += g * row[i];
      mean += scaled;
      along += scaled * row[i];
    }
    mean /= width;
    along /= width;
    for (let i = 0; i < width; i++) dx[at + i] = inverse * (up[at + i] * gains[i] - mean - row[i] * along);
  }
  return [
    { values: dx, shape: x.shape },
    { values: dgain, shape: gain.shape },
    { values: dbias, shape: gain.shape },
  ];
};
