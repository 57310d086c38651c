import { program } from './gl-kernel.js';

/** Uniforms that every program of attention knows. */
const lengths = ['heads', 'keyHeads', 'queries', 'keys', 'compared', 'valueWidth'];
const maskInts = ['causal', 'window', 'globals', 'block', 'hasLengths', 'allowedItems', 'allowedHeads'];
const maskInputs = ['lengths', 'allowed'];

/** Where rows begin: of the arrays that are compared, and of the values. Steps of batch item, head and token. */
const steps = (name: string) => [`${name}At`, `${name}Item`, `${name}Head`, `${name}Token`];
const rowOf = (name: string) => `
int ${name}Row(int item, int head, int token) {
  return ${name}At + item * ${name}Item + head * ${name}Head + token * ${name}Token;
}`;

/** A cell [batch, heads, queries, keys] by its index, and whether the mask rule lets it be attended: never by its score. */
const cells = `
struct Cell { int item; int head; int query; int key; };
Cell cellOf(int i) {
  int row = i / keys;
  return Cell(row / queries / heads, row / queries % heads, row % queries, i % keys);
}
int keyHeadOf(int head) {
  return head * keyHeads / heads;
}`;

const mask = `${cells}
bool mayAttend(Cell c) {
  int position = c.query + keys - queries;
  if (causal == 1 && c.key > position) return false;
  if (window >= 0 && abs(c.key - position) > window && c.key >= globals && c.query >= globals) return false;
  if (block > 0 && (position < 0 || c.key / block != position / block)) return false;
  if (hasLengths == 1 && c.key >= int(lengths(c.item))) return false;
  if (allowedItems == 0) return true;
  int matrix = c.item % allowedItems * allowedHeads + c.head % allowedHeads;
  return allowed((matrix * queries + c.query) * keys + c.key) != 0.0;
}`;

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

/** Item, head, token and column of an index of an array in the layout of the heads. */
const places = `
struct Place { int item; int head; int token; int column; };
Place placeOf(int i, int headCount, int tokens, int width, bool isHeadsLast) {
  int column = i % width;
  int rest = i / width;
  if (isHeadsLast) return Place(rest / headCount / tokens, rest % headCount, rest / headCount % tokens, column);
  return Place(rest / tokens / headCount, rest / tokens % headCount, rest % tokens, column);
}`;

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
    // What may not be attended may hold anything.
    if (weight != 0.0) sum += weight * value(from);
  }
  result = sum;
}`,
});

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

const projectionInts = ['headCount', 'tokens', 'width', 'compared', 'isCosine', 'isHeadsLast', ...steps('x')];

/** Rows as they are compared, heads first: projected, or of length 1. */
export const project = program({
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
