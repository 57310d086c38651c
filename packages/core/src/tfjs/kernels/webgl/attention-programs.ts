import { cells, lengths, mask, maskInputs, maskInts, places, rowOf, steps } from './attention-source.js';
import { program } from './gl-kernel.js';

export const scores = program({
  inputs: ['query', 'key', 'vector', 'relative', 'bias', ...maskInputs],
  ints: [
    ...lengths,
    ...maskInts,
    ...steps('query'),
    ...steps('key'),
    'isAdditive',
    'relativeHeads',
    'biasItems',
    'biasHeads',
  ],
  floats: ['scale'],
  body: `${mask}${rowOf('query')}${rowOf('key')}
void compute(int i) {
  Cell c = cellOf(i);
  result = 0.0;
  if (!mayAttend(c)) return;
  int q = queryRow(c.item, c.head, c.query);
  int k = keyRow(c.item, keyHeadOf(c.head), c.key);
  float sum = 0.0;
  if (isAdditive == 1) for (int n = 0; n < compared; n++) sum += vector(n) * tanh(query(q + n) + key(k + n));
  else for (int n = 0; n < compared; n++) sum += query(q + n) * key(k + n);
  result = sum * scale;
  if (relativeHeads > 0) result += relative((c.key - c.query + queries - 1) * relativeHeads + c.head % relativeHeads);
  if (biasItems > 0) {
    int matrix = c.item % biasItems * biasHeads + c.head % biasHeads;
    result += bias((matrix * queries + c.query) * keys + c.key);
  }
}`,
});

/**
 * The highest score of each row, and what makes the others weights: the sum of a softmax (weighting 0), the threshold of
 * sparsemax (1) below the highest, the first key that has the highest (2).
 */
export const statistics = program({
  inputs: ['scores', ...maskInputs],
  ints: [...lengths, ...maskInts, 'weighting'],
  floats: ['sharpness'],
  outputs: ['most', 'norm'],
  body: `${mask}
void compute(int row) {
  most = 0.0;
  norm = 0.0;
  bool any = false;
  for (int k = 0, i = row * keys; k < keys; k++, i++) {
    if (!mayAttend(cellOf(i)) || (any && scores(i) <= most)) continue;
    most = scores(i);
    if (weighting == 2) norm = float(k);
    any = true;
  }
  if (weighting == 2 || !any) return;
  if (weighting == 0) {
    for (int i = row * keys; i < (row + 1) * keys; i++) if (mayAttend(cellOf(i))) norm += exp((scores(i) - most) * sharpness);
    return;
  }
  // The support only shrinks (Michelot 1986): from all keys down to those above the threshold that they make.
  norm = -3.0e38;
  int support = keys + 1;
  for (int turn = 0; turn <= keys; turn++) {
    float sum = 0.0;
    int count = 0;
    for (int i = row * keys; i < (row + 1) * keys; i++) {
      if (!mayAttend(cellOf(i)) || scores(i) - most <= norm) continue;
      sum += scores(i) - most;
      count++;
    }
    if (count == support) break;
    support = count;
    norm = (sum - 1.0) / float(count);
  }
}`,
});

export const weights = program({
  inputs: ['scores', 'most', 'norm', ...maskInputs],
  ints: [...lengths, ...maskInts, 'weighting'],
  floats: ['sharpness'],
  body: `${mask}
void compute(int i) {
  Cell c = cellOf(i);
  result = 0.0;
  if (!mayAttend(c)) return;
  int row = i / keys;
  float below = scores(i) - most(row);
  if (weighting == 0) result = exp(below * sharpness) / norm(row);
  else if (weighting == 1) result = max(0.0, below - norm(row));
  else result = c.key == int(norm(row)) ? 1.0 : 0.0;
}`,
});

export const output = program({
  inputs: ['weights', 'value'],
  ints: [...lengths, ...steps('value'), 'isHeadsLast'],
  body: `${cells}${places}${rowOf('value')}
void compute(int i) {
  Place p = placeOf(i, heads, queries, valueWidth, isHeadsLast == 1);
  int cell = ((p.item * heads + p.head) * queries + p.token) * keys;
  int from = valueRow(p.item, keyHeadOf(p.head), 0) + p.column;
  float sum = 0.0;
  for (int k = 0; k < keys; k++, from += valueToken) {
    float weight = weights(cell + k);
    // A masked cell may hold anything.
    if (weight != 0.0) sum += weight * value(from);
  }
  result = sum;
}`,
});
