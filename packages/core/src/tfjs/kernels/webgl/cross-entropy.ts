import type { CrossEntropyAttributes } from '../../ops/cross-entropy.js';
import { type GLInputs, type GLKernel, type GLRunner, program } from './gl-kernel.js';

/** log Σ exp of each row, the loss of the row, and whether it counts. */
const perRow = program({
  inputs: ['logits', 'labels'],
  ints: ['classes', 'hasIgnore', 'ignore'],
  outputs: ['whole', 'loss', 'counts'],
  body: `
void compute(int row) {
  int from = row * classes;
  float most = logits(from);
  for (int i = from; i < from + classes; i++) most = max(most, logits(i));
  float sum = 0.0;
  for (int i = from; i < from + classes; i++) sum += exp(logits(i) - most);
  whole = most + log(sum);
  int label = int(round(labels(row)));
  bool isCounted = hasIgnore == 0 || label != ignore;
  counts = isCounted ? 1.0 : 0.0;
  // A label that is no class makes the loss NaN, and so does it on a CPU.
  float own = label >= 0 && label < classes ? logits(from + label) : uintBitsToFloat(0x7fc00000u);
  loss = isCounted ? whole - own : 0.0;
}`,
});

/** The loss, and the number of rows that count. */
const mean = program({
  inputs: ['loss', 'counts'],
  ints: ['rows'],
  outputs: ['result', 'counted'],
  body: `
void compute(int i) {
  float sum = 0.0;
  float count = 0.0;
  for (int row = 0; row < rows; row++) {
    sum += loss(row);
    count += counts(row);
  }
  result = sum / count;
  counted = count;
}`,
});

const backward = program({
  inputs: ['logits', 'labels', 'whole', 'counts', 'counted', 'upstream'],
  ints: ['classes'],
  body: `
void compute(int i) {
  int row = i / classes;
  float share = counts(row) * upstream(0) / counted(0);
  float hit = int(round(labels(row))) == i % classes ? 1.0 : 0.0;
  result = share * (exp(logits(i) - whole(row)) - hit);
}`,
});

function measure(gl: GLRunner, { logits, labels }: GLInputs, { ignore }: CrossEntropyAttributes) {
  const classes = logits.shape[logits.shape.length - 1];
  const rows = labels.size;
  const numbers = { classes, hasIgnore: ignore !== null, ignore: ignore ?? 0 };
  const [whole, loss, counts] = gl.draw(perRow, [rows], { logits, labels }, numbers);
  const [result, counted] = gl.draw(mean, [], { loss, counts }, { rows });
  return { classes, whole, counts, result, counted };
}

export const crossEntropy: GLKernel<CrossEntropyAttributes> = (gl, inputs, attrs) => [measure(gl, inputs, attrs).result];

export const crossEntropyGradient: GLKernel<CrossEntropyAttributes> = (gl, inputs, attrs) => {
  const { logits, labels, upstream } = inputs;
  const { classes, whole, counts, counted } = measure(gl, inputs, attrs);
  return gl.draw(backward, logits.shape, { logits, labels, whole, counts, counted, upstream }, { classes });
};
