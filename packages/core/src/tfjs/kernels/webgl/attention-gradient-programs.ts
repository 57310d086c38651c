import { cells, lengths, mask, maskInputs, maskInts, places, rowOf, steps } from './attention-source.js';
import { program } from './gl-kernel.js';

/** What came back to each weight. */
export const toWeights = program({
  inputs: ['upstream', 'value', 'upstreamWeights', ...maskInputs],
  ints: [...lengths, ...maskInts, ...steps('upstream'), ...steps('value'), 'hasWeights'],
  body: `${mask}${rowOf('upstream')}${rowOf('value')}
void compute(int i) {
  Cell c = cellOf(i);
  result = 0.0;
  if (!mayAttend(c)) return;
  int from = upstreamRow(c.item, c.head, c.query);
  int at = valueRow(c.item, keyHeadOf(c.head), c.key);
  float sum = hasWeights == 1 ? upstreamWeights(i) : 0.0;
  for (int n = 0; n < valueWidth; n++) sum += upstream(from + n) * value(at + n);
  result = sum;
}`,
});

/** What each row has in common of that: its mean by the weights, or over the support of sparsemax. */
export const rowMeans = program({
  inputs: ['weights', 'g'],
  ints: ['keys', 'weighting'],
  body: `
void compute(int row) {
  float sum = 0.0;
  float count = 0.0;
  for (int i = row * keys; i < (row + 1) * keys; i++) {
    float weight = weights(i);
    if (weight == 0.0) continue;
    sum += (weighting == 0 ? weight : 1.0) * g(i);
    count += 1.0;
  }
  result = weighting == 0 ? sum : sum / max(count, 1.0);
}`,
});

export const toScores = program({
  inputs: ['weights', 'g', 'means'],
  ints: ['keys', 'weighting'],
  floats: ['sharpness'],
  body: `
void compute(int i) {
  float weight = weights(i);
  float off = g(i) - means(i / keys);
  if (weight == 0.0 || weighting == 2) result = 0.0;
  else result = weighting == 0 ? weight * off * sharpness : off;
}`,
});

/**
 * Gradients of the arrays: of the queries (part 0), keys (1), values (2), or of all three side by side (3).
 */
export const toArrays = program({
  inputs: ['weights', 'g', 'query', 'key', 'vector', 'upstream'],
  ints: [
    ...lengths,
    ...steps('query'),
    ...steps('key'),
    ...steps('upstream'),
    'isAdditive',
    'isHeadsLast',
    'part',
    'width',
    'tokens',
    'headCount',
  ],
  floats: ['scale'],
  body: `${cells}${places}${rowOf('query')}${rowOf('key')}${rowOf('upstream')}
/** The derivative of the score of a cell by one column of what is compared; other is the other side's. */
float slope(int own, int other, int column, bool isQuery) {
  if (isAdditive == 0) return scale * (isQuery ? key(other) : query(other));
  float t = tanh(isQuery ? query(own) + key(other) : key(own) + query(other));
  return vector(column) * (1.0 - t * t);
}
void compute(int i) {
  int kind = part;
  Place p;
  if (part == 3) {
    int all = heads * width;
    kind = i / all % 3;
    p = placeOf(i / (3 * all) * all + i % all, heads, tokens, width, true);
  } else p = placeOf(i, headCount, tokens, width, isHeadsLast == 1);
  float sum = 0.0;
  if (kind == 0) {
    int cell = ((p.item * heads + p.head) * queries + p.token) * keys;
    int own = queryRow(p.item, p.head, p.token) + p.column;
    int other = keyRow(p.item, keyHeadOf(p.head), 0) + p.column;
    for (int k = 0; k < keys; k++, other += keyToken) {
      float back = g(cell + k);
      if (back != 0.0) sum += back * slope(own, other, p.column, true);
    }
    result = sum;
    return;
  }
  int shared = heads / keyHeads;
  int own = keyRow(p.item, p.head, p.token) + p.column;
  for (int head = p.head * shared; head < (p.head + 1) * shared; head++) {
    int cell = (p.item * heads + head) * queries * keys + p.token;
    int other = queryRow(p.item, head, 0) + p.column;
    int from = upstreamRow(p.item, head, 0) + p.column;
    for (int q = 0; q < queries; q++, cell += keys, other += queryToken, from += upstreamToken) {
      float back = kind == 1 ? g(cell) : weights(cell);
      if (back != 0.0) sum += back * (kind == 1 ? slope(own, other, p.column, false) : upstream(from));
    }
  }
  result = sum;
}`,
});

export const toRelative = program({
  inputs: ['g'],
  ints: ['heads', 'queries', 'keys', 'relativeHeads', 'matrices'],
  body: `
void compute(int i) {
  int distance = i / relativeHeads - queries + 1;
  float sum = 0.0;
  for (int matrix = 0; matrix < matrices; matrix++) {
    if (matrix % heads % relativeHeads != i % relativeHeads) continue;
    for (int q = max(0, -distance); q < min(queries, keys - distance); q++) sum += g((matrix * queries + q) * keys + q + distance);
  }
  result = sum;
}`,
});

export const toBias = program({
  inputs: ['g'],
  ints: ['heads', 'queries', 'keys', 'biasItems', 'biasHeads', 'matrices'],
  body: `
void compute(int i) {
  int cellCount = queries * keys;
  int matrix = i / cellCount;
  float sum = 0.0;
  for (int at = 0; at < matrices; at++) {
    if (at / heads % biasItems * biasHeads + at % heads % biasHeads == matrix) sum += g(at * cellCount + i % cellCount);
  }
  result = sum;
}`,
});

/** The gradient of the vector of an additive score that each query gives: [batch, heads, queries, compared]. */
export const toVector = program({
  inputs: ['g', 'query', 'key'],
  ints: [...lengths, ...steps('query'), ...steps('key')],
  body: `${cells}${rowOf('query')}${rowOf('key')}
void compute(int i) {
  int row = i / compared;
  int column = i % compared;
  int item = row / queries / heads;
  int head = row / queries % heads;
  float own = query(queryRow(item, head, row % queries) + column);
  int other = keyRow(item, keyHeadOf(head), 0) + column;
  float sum = 0.0;
  for (int k = 0; k < keys; k++, other += keyToken) {
    float back = g(row * keys + k);
    if (back != 0.0) sum += back * tanh(own + key(other));
  }
  result = sum;
}`,
});

/** Three arrays [batch, tokens, all] side by side. */
export const pack = program({
  inputs: ['query', 'key', 'value'],
  ints: ['all'],
  body: `
void compute(int i) {
  int at = i / (3 * all) * all + i % all;
  int kind = i / all % 3;
  result = kind == 0 ? query(at) : kind == 1 ? key(at) : value(at);
}`,
});
