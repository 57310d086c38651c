import type { CrossEntropyAttributes } from '../../ops/cross-entropy.js';
import { type GLInputs, type GLKernel, type GLRunner, program } from './gl-kernel.js';

/**
 * log Σ exp of each row, the loss of the row, the share of the other classes, and whether the row counts. Once a model is
 * sure of itself its loss is a small difference of large numbers: it is computed from the others instead.
 */
const perRow = program({
  inputs: ['logits', 'labels'],
  ints: ['classes', 'hasIgnore', 'ignore'],
  outputs: ['whole', 'loss', 'others', 'counts'],
  body: `
void compute(int row) {
  int from = row * classes;
  int label = int(round(labels(row)));
  bool isClass = label >= 0 && label < classes;
  float most = logits(from);
  for (int i = 1; i < classes; i++) most = max(most, logits(from + i));
  float rest = 0.0;
  for (int i = 0; i < classes; i++) if (i != label) rest += exp(logits(from + i) - most);
  // A label that is no class makes the loss NaN, and so does it on a CPU.
  float own = isClass ? logits(from + label) : uintBitsToFloat(0x7fc00000u);
  float sum = rest + (isClass ? exp(own - most) : 0.0);
  whole = most + log(sum);
  others = rest / sum;
  counts = hasIgnore == 0 || label != ignore ? 1.0 : 0.0;
  bool isSmall = own == most && rest < 0.01;
  float sure = rest * (1.0 - rest * (0.5 - rest * (0.33333333 - 0.25 * rest)));
  loss = counts == 0.0 ? 0.0 : isSmall ? sure : whole - own;
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
  inputs: ['logits', 'labels', 'whole', 'others', 'counts', 'counted', 'upstream'],
  ints: ['classes'],
  body: `
void compute(int i) {
  int row = i / classes;
  float share = counts(row) * upstream(0) / counted(0);
  bool isLabel = int(round(labels(row))) == i % classes;
  result = share * (isLabel ? -others(row) : exp(logits(i) - whole(row)));
}`,
});

function measure(gl: GLRunner, { logits, labels }: GLInputs, { ignore }: CrossEntropyAttributes) {
  const classes = logits.shape[logits.shape.length - 1];
  const rows = labels.size;
  const numbers = { classes, hasIgnore: ignore !== null, ignore: ignore ?? 0 };
  const [whole, loss, others, counts] = gl.draw(perRow, [rows], { logits, labels }, numbers);
  const [result, counted] = gl.draw(mean, [], { loss, counts }, { rows });
  return { classes, whole, others, counts, result, counted };
}

export const crossEntropyOnWebgl: GLKernel<CrossEntropyAttributes> = (gl, inputs, attrs) => [
  measure(gl, inputs, attrs).result,
];

export const crossEntropyGradientOnWebgl: GLKernel<CrossEntropyAttributes> = (gl, inputs, attrs) => {
  const { logits, labels, upstream } = inputs;
  const { classes, whole, others, counts, counted } = measure(gl, inputs, attrs);
  const past = { logits, labels, whole, others, counts, counted, upstream };
  return gl.draw(backward, logits.shape, past, { classes });
};
