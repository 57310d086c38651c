import type { AdamAttributes } from '../../ops/adam.js';
import { type Block, type CpuKernel, put, take } from './cpu-kernel.js';

/**
 * One step over all parameters: `parameter0`, `gradient0`, … and the moments [2, all values]; gives the moments, then the
 * parameters.
 */
export const adam: CpuKernel<AdamAttributes> = (machine, inputs, { count, step }) => {
  const { moments } = inputs;
  const total = moments.shape[1];
  machine.begin();
  const p = machine.alloc(total);
  const g = machine.alloc(total);
  const m = machine.alloc(total);
  const v = machine.alloc(total);
  machine.floats.set(moments.values.subarray(0, total), m);
  machine.floats.set(moments.values.subarray(total), v);
  for (let i = 0, at = 0; i < count; i++) {
    put(machine, p + at, inputs[`parameter${i}`]);
    put(machine, g + at, inputs[`gradient${i}`]);
    at += inputs[`parameter${i}`].values.length;
  }
  machine.adam(p, g, m, v, total, step);
  const after = new Float32Array(2 * total);
  after.set(machine.floats.subarray(m, m + total));
  after.set(machine.floats.subarray(v, v + total), total);
  const outputs: Block[] = [{ values: after, shape: moments.shape }];
  for (let i = 0, at = p; i < count; i++) {
    const { values, shape } = inputs[`parameter${i}`];
    outputs.push(take(machine, at, shape));
    at += values.length;
  }
  return outputs;
};
