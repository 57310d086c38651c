import { places, rowOf, steps } from './attention-source.js';
import { program } from './gl-kernel.js';

const projectionInts = ['headCount', 'tokens', 'width', 'compared', 'isCosine', 'isHeadsLast', ...steps('x')];

/** Rows as they are compared, heads first: projected, or of length 1. */
export const projectOnWebgl = program({
  inputs: ['x', 'weight'],
  ints: projectionInts,
  body: `${places}${rowOf('x')}
void compute(int i) {
  Place p = placeOf(i, headCount, tokens, compared, false);
  int from = xRow(p.item, p.head, p.token);
  float sum = 0.0;
  if (isCosine == 0) {
    for (int n = 0; n < width; n++) sum += x(from + n) * weight(n * compared + p.column);
    result = sum;
    return;
  }
  for (int n = 0; n < width; n++) sum += x(from + n) * x(from + n);
  result = sum > 0.0 ? x(from + p.column) * inversesqrt(sum) : 0.0;
}`,
});

/** The gradient of x from that of the projected rows, heads first. */
export const unproject = program({
  inputs: ['x', 'weight', 'g'],
  ints: projectionInts,
  body: `${places}${rowOf('x')}
void compute(int i) {
  Place p = placeOf(i, headCount, tokens, width, isHeadsLast == 1);
  int back = ((p.item * headCount + p.head) * tokens + p.token) * compared;
  float sum = 0.0;
  if (isCosine == 0) {
    for (int n = 0; n < compared; n++) sum += g(back + n) * weight(p.column * compared + n);
    result = sum;
    return;
  }
  int from = xRow(p.item, p.head, p.token);
  float along = 0.0;
  for (int n = 0; n < width; n++) {
    sum += x(from + n) * x(from + n);
    along += x(from + n) * g(back + n);
  }
  result = sum > 0.0 ? (g(back + p.column) - along * x(from + p.column) / sum) * inversesqrt(sum) : 0.0;
}`,
});

/** The gradient of a projection's weight [width, compared]. */
export const toProjection = program({
  inputs: ['x', 'g'],
  ints: [...projectionInts, 'items'],
  body: `${rowOf('x')}
void compute(int i) {
  int n = i / compared;
  int back = i % compared;
  float sum = 0.0;
  for (int item = 0; item < items; item++) {
    for (int head = 0; head < headCount; head++) {
      for (int token = 0; token < tokens; token++, back += compared) sum += x(xRow(item, head, token) + n) * g(back);
    }
  }
  result = sum;
}`,
});
