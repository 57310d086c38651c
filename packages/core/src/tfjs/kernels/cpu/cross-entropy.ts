import type { CrossEntropyAttributes } from '../../ops/cross-entropy.js';
import type { CpuKernel, Values } from './cpu-kernel.js';

/** log Σ exp of a row. */
function logSum(x: Values, at: number, classes: number): number {
  let most = -Infinity;
  for (let i = at; i < at + classes; i++) if (x[i] > most) most = x[i];
  let sum = 0;
  for (let i = at; i < at + classes; i++) sum += Math.exp(x[i] - most);
  return most + Math.log(sum);
}

function counted(labels: Values, ignore: number | null): number {
  let count = 0;
  for (const label of labels) if (label !== ignore) count++;
  return count;
}

/** The mean of −log softmax(logits)[label] over the labels that count. */
export const crossEntropyOnCpu: CpuKernel<CrossEntropyAttributes> = (_runtime, { logits, labels }, { ignore }) => {
  const classes = logits.shape[logits.shape.length - 1];
  let sum = 0;
  for (let row = 0; row < labels.values.length; row++) {
    const label = labels.values[row];
    if (label === ignore) continue;
    // A label that is no class has no logit: NaN says so, as nothing can be thrown on a GPU.
    const own = label >= 0 && label < classes ? logits.values[row * classes + label] : NaN;
    sum += logSum(logits.values, row * classes, classes) - own;
  }
  return [{ values: Float32Array.of(sum / counted(labels.values, ignore)), shape: [] }];
};

/** (softmax − one-hot) / number of labels × upstream. */
export const crossEntropyGradientOnCpu: CpuKernel<CrossEntropyAttributes> = (_runtime, given, { ignore }) => {
  const { logits, labels, upstream } = given;
  const classes = logits.shape[logits.shape.length - 1];
  const values = new Float32Array(logits.values.length);
  const share = upstream.values[0] / counted(labels.values, ignore);
  for (let row = 0, at = 0; row < labels.values.length; row++, at += classes) {
    if (labels.values[row] === ignore) continue;
    const whole = logSum(logits.values, at, classes);
    for (let i = at; i < at + classes; i++) values[i] = share * Math.exp(logits.values[i] - whole);
    values[at + labels.values[row]] -= share;
  }
  return [{ values, shape: logits.shape }];
};
