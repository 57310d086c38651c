/** Heads and width of one attention layer of BERT base and GPT-2. */
const HEADS = 12;
const WIDTH = 64;

/** Numbers that look random and are the same in every run (mulberry32), in [−2, 2]. */
function numbers(seed, count) {
  let state = seed;
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    values[i] = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 30 - 2;
  }
  return values;
}

/**
 * What everybody computes: attention of query, key and value, each [1, heads, tokens, width]; for gradients, `upstream` is
 * that of the output.
 */
export function makeProblem({ tokens, causal = false }) {
  const count = HEADS * tokens * WIDTH;
  const shape = [1, HEADS, tokens, WIDTH];
  const [query, key, value, upstream] = [1, 2, 3, 4].map((seed) => numbers(seed, count));
  return {
    heads: HEADS,
    tokens,
    width: WIDTH,
    shape,
    causal,
    scale: 1 / Math.sqrt(WIDTH),
    query,
    key,
    value,
    upstream,
  };
}

/** Weights of one query, in float64. */
function weightsOf({ tokens, width, scale, causal, query, key }, head, row) {
  const start = head * tokens * width;
  const weights = new Float64Array(tokens);
  const last = causal ? row : tokens - 1;
  let highest = -Infinity;
  for (let k = 0; k <= last; k++) {
    let score = 0;
    for (let c = 0; c < width; c++) score += query[start + row * width + c] * key[start + k * width + c];
    weights[k] = score * scale;
    highest = Math.max(highest, weights[k]);
  }
  let sum = 0;
  for (let k = 0; k <= last; k++) sum += weights[k] = Math.exp(weights[k] - highest);
  for (let k = 0; k <= last; k++) weights[k] /= sum;
  return weights;
}

/** The largest difference of a part of an array from the truth, Infinity where a value is not a number. */
function difference(values, start, truth) {
  let most = 0;
  for (let i = 0; i < truth.length; i++) {
    const apart = Math.abs(values[start + i] - truth[i]);
    most = apart >= 0 ? Math.max(most, apart) : Infinity;
  }
  return most;
}

/** How far an output is from the truth, in three rows of every head. */
export function outputError(problem, output) {
  const { heads, tokens, width, value } = problem;
  if (!(output instanceof Float32Array) || output.length !== heads * tokens * width) return Infinity;
  let most = 0;
  for (let head = 0; head < heads; head++) {
    for (const row of [0, (head * 37 + 11) % tokens, tokens - 1]) {
      const weights = weightsOf(problem, head, row);
      const truth = new Float64Array(width);
      for (let k = 0; k < tokens; k++)
        for (let c = 0; c < width; c++) truth[c] += weights[k] * value[(head * tokens + k) * width + c];
      most = Math.max(most, difference(output, (head * tokens + row) * width, truth));
    }
  }
  return most;
}

/** The gradients of one head, in float64. */
function gradientsOf(problem, head) {
  const { tokens, width, scale, query, key, value, upstream } = problem;
  const start = head * tokens * width;
  const gradients = [0, 1, 2].map(() => new Float64Array(tokens * width));
  const [ofQuery, ofKey, ofValue] = gradients;
  const ofWeights = new Float64Array(tokens);
  for (let row = 0; row < tokens; row++) {
    const weights = weightsOf(problem, head, row);
    let mean = 0;
    for (let k = 0; k < tokens; k++) {
      let sum = 0;
      for (let c = 0; c < width; c++) sum += upstream[start + row * width + c] * value[start + k * width + c];
      ofWeights[k] = sum;
      mean += weights[k] * sum;
    }
    for (let k = 0; k < tokens; k++) {
      const ofScore = weights[k] * (ofWeights[k] - mean) * scale;
      for (let c = 0; c < width; c++) {
        ofQuery[row * width + c] += ofScore * key[start + k * width + c];
        ofKey[k * width + c] += ofScore * query[start + row * width + c];
        ofValue[k * width + c] += weights[k] * upstream[start + row * width + c];
      }
    }
  }
  return gradients;
}

/** How far gradients of query, key and value are from the truth, in the first and the last head. */
export function gradientError(problem, given) {
  const { heads, tokens, width } = problem;
  if (given.some((values) => !(values instanceof Float32Array) || values.length !== heads * tokens * width))
    return Infinity;
  let most = 0;
  for (const head of [0, heads - 1])
    for (const [i, truth] of gradientsOf(problem, head).entries())
      most = Math.max(most, difference(given[i], head * tokens * width, truth));
  return most;
}
