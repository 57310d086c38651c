import { cells, lengths, mask, maskInputs, maskInts, places, rowOf, steps } from './attention-source.js';
import { program } from './gl-kernel.js';
import { fromPanels, panelNames, panelProgram } from './panels.js';

/** Upstream gradient of each weight. */
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

/** The common term of each row in that: its mean by the weights, or over the support of sparsemax. */
const mean = `
float meanOf(int row) {
  float sum = 0.0;
  float count = 0.0;
  for (int i = row * keys; i < (row + 1) * keys; i++) {
    float weight = weights(i);
    if (weight == 0.0) continue;
    sum += (weighting == 0 ? weight : 1.0) * g(i);
    count += 1.0;
  }
  return weighting == 0 ? sum : sum / max(count, 1.0);
}`;

export const rowMeans = program({
  inputs: ['weights', 'g'],
  ints: ['keys', 'weighting'],
  body: `${mean}
void compute(int row) {
  result = meanOf(row);
}`,
});

/** Rows of more keys get their means in a draw of their own: less is computed then, and a draw more is made. */
export const FEW_KEYS = 32;

export const toScores = program({
  inputs: ['weights', 'g', 'means'],
  ints: ['keys', 'weighting', 'hasMeans'],
  floats: ['sharpness'],
  body: `${mean}
void compute(int i) {
  float weight = weights(i);
  result = 0.0;
  if (weight == 0.0 || weighting == 2) return;
  int row = i / keys;
  float off = g(i) - (hasMeans == 1 ? means(row) : meanOf(row));
  result = weighting == 0 ? weight * off * sharpness : off;
}`,
});

/** Numbers of the gradients of the arrays: of the queries (part 0), keys (1), values (2), or of all three side by side (3). */
const arrayInts = ['part', 'width', 'tokens', 'headCount', 'items'];

const rows = [0, 1, 2, 3];
const each = (text: (row: number) => string) => rows.map(text).join('\n      ');

/**
 * Four tokens and four columns in each invocation: what is read of another token serves four, and a weight four columns. Before the scale
 * of the scores.
 */
export const arraySums = panelProgram({
  inputs: ['weights', 'g', 'query', 'key', 'vector', 'upstream'],
  ints: [...lengths, ...steps('query'), ...steps('key'), ...steps('upstream'), 'isAdditive', ...arrayInts],
  count: rows.length,
  body: `${cells}${rowOf('query')}${rowOf('key')}${rowOf('upstream')}
vec4 queries4(int at) { return vec4(query(at), query(at + 1), query(at + 2), query(at + 3)); }
vec4 keys4(int at) { return vec4(key(at), key(at + 1), key(at + 2), key(at + 3)); }
vec4 upstream4(int at) { return vec4(upstream(at), upstream(at + 1), upstream(at + 2), upstream(at + 3)); }
/** The derivative of the score of a cell by four columns of what is compared, without the scale. */
vec4 slope(vec4 own, vec4 other, vec4 along) {
  if (isAdditive == 0) return other;
  vec4 t = tanh(own + other);
  return along * (1.0 - t * t);
}
/** Of a cell that nothing comes back to the other token may hold anything. */
vec4 times(float back, vec4 by) {
  return back == 0.0 ? vec4(0.0) : back * by;
}
void compute(int i) {
  int quads = (width + 3) / 4;
  int rest = i / quads;
  int column = (i - rest * quads) * 4;
  int blocks = (tokens + 3) / 4;
  int matrix = rest / blocks;
  int token = (rest - matrix * blocks) * 4;
  int kind = part == 3 ? matrix / (items * headCount) : part;
  matrix -= part == 3 ? kind * items * headCount : 0;
  int item = matrix / headCount;
  int head = matrix - item * headCount;
  ${rows.map((row) => `sum${row} = vec4(0.0);`).join(' ')}
  vec4 along = isAdditive == 1 ? vec4(vector(column), vector(column + 1), vector(column + 2), vector(column + 3)) : vec4(0.0);
  ${rows.map((row) => `vec4 own${row} = vec4(0.0);`).join(' ')}
  if (kind == 0) {
    if (isAdditive == 1) {
      ${each((row) => `own${row} = queries4(queryRow(item, head, token + ${row}) + column);`)}
    }
    int cell = (matrix * queries + token) * keys;
    int other = keyRow(item, keyHeadOf(head), 0) + column;
    for (int k = 0; k < keys; k++, cell++, other += keyToken) {
      vec4 y = keys4(other);
      ${each((row) => `sum${row} += times(g(cell + ${row} * keys), slope(own${row}, y, along));`)}
    }
    return;
  }
  if (kind == 1 && isAdditive == 1) {
    ${each((row) => `own${row} = keys4(keyRow(item, head, token + ${row}) + column);`)}
  }
  int shared = heads / headCount;
  for (int from = head * shared; from < (head + 1) * shared; from++) {
    int cell = (item * heads + from) * queries * keys + token;
    if (kind == 1) {
      int other = queryRow(item, from, 0) + column;
      for (int q = 0; q < queries; q++, cell += keys, other += queryToken) {
        vec4 y = queries4(other);
        ${each((row) => `sum${row} += times(g(cell + ${row}), slope(own${row}, y, along));`)}
      }
    } else {
      int other = upstreamRow(item, from, 0) + column;
      for (int q = 0; q < queries; q++, cell += keys, other += upstreamToken) {
        vec4 y = upstream4(other);
        ${each((row) => `sum${row} += times(weights(cell + ${row}), y);`)}
      }
    }
  }
}`,
});

/** Invocations of that. */
export const arrayTimes = (arrays: number, items: number, headCount: number, tokens: number, width: number) =>
  arrays * items * headCount * Math.ceil(tokens / rows.length) * Math.ceil(width / 4);

/** Puts the sums where the arrays have them. */
export const toArrays = program({
  inputs: panelNames(rows.length),
  ints: ['isAdditive', 'isHeadsLast', ...arrayInts],
  floats: ['scale'],
  body: `${places}${fromPanels(rows.length)}
void compute(int i) {
  int kind = part;
  int at = i;
  if (part == 3) {
    int all = headCount * width;
    int row = i / all;
    kind = row % 3;
    at = row / 3 * all + i - row * all;
  }
  Place p = placeOf(at, headCount, tokens, width, part == 3 || isHeadsLast == 1);
  int matrix = ((part == 3 ? kind * items : 0) + p.item) * headCount + p.head;
  int place = (matrix * ((tokens + 3) / 4) + p.token / 4) * ((width + 3) / 4) + p.column / 4;
  float sum = fromPanels(p.token % 4, place, p.column % 4);
  result = kind < 2 && isAdditive == 0 ? scale * sum : sum;
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
