import type { AdamAttributes } from '../../ops/adam.js';
import { type KernelArray, type CpuKernel, put, take } from './cpu-kernel.js';

/**
 * One step over all parameters: `parameter0`, `gradient0`, … and the moments [2, all values]; gives the moments, then the
 * parameters.
 */
export const adamOnCpu: CpuKernel<AdamAttributes> = (runtime, inputs, { count, step }) => {
  const { moments } = inputs;
  const total = moments.shape[1];
  runtime.begin();
  const p = runtime.alloc(total);
  const g = runtime.alloc(total);
  const m = runtime.alloc(total);
  const v = runtime.alloc(total);
  runtime.floats.set(moments.values.subarray(0, total), m);
  runtime.floats.set(moments.values.subarray(total), v);
  for (let i = 0, at = 0; i < count; i++) {
    put(runtime, p + at, inputs[`parameter${i}`]);
    put(runtime, g + at, inputs[`gradient${i}`]);
    at += inputs[`parameter${i}`].values.length;
  }
  runtime.adam(p, g, m, v, total, step);
  const after = new Float32Array(2 * total);
  after.set(runtime.floats.subarray(m, m + total));
  after.set(runtime.floats.subarray(v, v + total), total);
  const outputs: KernelArray[] = [{ values: after, shape: moments.shape }];
  for (let i = 0, at = p; i < count; i++) {
    const { values, shape } = inputs[`parameter${i}`];
    outputs.push(take(runtime, at, shape));
    at += values.length;
  }
  return outputs;
};
