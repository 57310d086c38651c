/**
 * Writes alignment.json and heads-1.json, heads-4.json: queries, keys and parameters of learned scores, fitted until they
 * give the attention that the translator has in translation-1.safetensors. `npm run build` first, then
 * `node stories/article/data/fit.mjs`; the numbers are the same in every run.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { load } from '@attn-elements/core/data';
import { attention, attentionGradients, dense } from '@attn-elements/core/math';

const file = await load(readFileSync(new URL('translation-1.safetensors', import.meta.url)));
const tensor = async (name, ...place) => (await file.get(name)).slice(...place).float64();
const words = (name) => JSON.parse(file.metadata.get(name));

/** Normal numbers that are the same in every run (mulberry32, Box–Muller), as an array of this shape. */
let state = 1;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
function normal(shape, deviation) {
  const count = shape.reduce((a, b) => a * b);
  const one = () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return dense(Float64Array.from({ length: count }, one), shape);
}

/** As many identity matrices as there are heads: with them for values the output is the weights. */
function identities(heads, size) {
  const at = (i) => Number(Math.floor(i / size) % size === i % size);
  return dense(Float64Array.from({ length: heads * size * size }, (_, i) => at(i)), [heads, size, size]);
}

/** Adam (Kingma & Ba 2015, algorithm 1) on arrays that gradients are given for, in place. */
function adam(rate) {
  const moments = new Map();
  let step = 0;
  return (pairs) => {
    step++;
    for (const [{ values }, { values: gradient }] of pairs) {
      if (!moments.has(values)) moments.set(values, [new Float64Array(values.length), new Float64Array(values.length)]);
      const [mean, square] = moments.get(values);
      for (let i = 0; i < values.length; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
        square[i] = 0.999 * square[i] + 0.001 * gradient[i] ** 2;
        values[i] -= (rate * mean[i]) / (1 - 0.9 ** step) / (Math.sqrt(square[i] / (1 - 0.999 ** step)) + 1e-8);
      }
    }
  };
}

/**
 * Moves arrays until the weights come near the target: cross entropy, with weights that decay a little.
 * @param learned gives [array, gradient] of what is learned
 */
function fit(name, query, key, target, score, learned, steps) {
  const [heads, , keys] = target.shape;
  const value = identities(heads, keys);
  const step = adam(0.02);
  for (let i = 0; i < steps; i++) {
    const { weights } = attention(query, key, value, { score });
    const upstream = target.values.map((wanted, at) => -wanted / Math.max(weights.values[at], 1e-9));
    step(learned(attentionGradients(query, key, value, dense(upstream, target.shape), { score })));
  }
  const { weights } = attention(query, key, value, { score });
  const apart = Math.max(...weights.values.map((weight, i) => Math.abs(weight - target.values[i])));
  console.log(`${name}: weights at most ${apart.toFixed(3)} from the translator's`);
}

/** The gradient of an array, and a pull towards 0 that keeps scores from growing without need. */
const decayed = (array, gradient, decay = 0.004) => [
  array,
  dense(gradient.values.map((value, i) => value + decay * array.values[i]), array.shape),
];

/** Numbers of three decimals, nested as JSON has them. */
function nested({ values, shape }, at = 0, depth = 0) {
  const size = shape.slice(depth + 1).reduce((a, b) => a * b, 1);
  return Array.from({ length: shape[depth] }, (_, i) =>
    depth === shape.length - 1 ? Number(values[at + i].toFixed(3)) : nested({ values, shape }, at + i * size, depth + 1),
  );
}

/** One line for each row of numbers: a file that can be read. */
function write(name, content) {
  const text = JSON.stringify(content, null, 1).replace(/\[[^[\]]*\]/g, (row) => row.replace(/\s+/g, ' '));
  writeFileSync(new URL(name, import.meta.url), `${text}\n`);
}

// One head of the cross-attention: what a Chinese word about to be written looks for among English words.
{
  const target = dense(await tensor('cross', 1, 0), [1, 10, 11]);
  const [query, key] = [normal([1, 10, 8], 0.5), normal([1, 11, 8], 0.5)];
  fit('scaled-dot', query, key, target, { kind: 'scaled-dot' }, (found) => [
    decayed(query, found.query), decayed(key, found.key),
  ], 3000);
  const weight = normal([8, 8], 0.1);
  fit('bilinear', query, key, target, { kind: 'bilinear', weight }, ({ score }) => [decayed(weight, score.weight)], 3000);
  const [queryWeight, keyWeight, vector] = [normal([8, 12], 0.4), normal([8, 12], 0.4), normal([12], 0.4)];
  fit('additive', query, key, target, { kind: 'additive', queryWeight, keyWeight, vector }, ({ score }) => [
    decayed(queryWeight, score.queryWeight), decayed(keyWeight, score.keyWeight), decayed(vector, score.vector),
  ], 6000);
  write('alignment.json', {
    description: 'Queries and keys of one head of a small translator',
    query_tokens: words('next_tokens'),
    key_tokens: words('source_tokens'),
    queries: nested(query)[0],
    keys: nested(key)[0],
    score_weight: nested(weight),
    score_query_weight: nested(queryWeight),
    score_key_weight: nested(keyWeight),
    score_vector: nested(vector),
  });
}

// Four heads of the encoder. Cut into heads they are [head, token, 8], left in one they are [token, 32].
{
  const target = dense(await tensor('encoder', 0), [4, 11, 11]);
  const [query, key] = [normal([4, 11, 8], 0.5), normal([4, 11, 8], 0.5)];
  fit('heads', query, key, target, { kind: 'scaled-dot' }, (found) => [
    decayed(query, found.query), decayed(key, found.key),
  ], 3000);
  const joined = (array) =>
    dense(Float64Array.from({ length: 11 * 32 }, (_, i) => array.values[(Math.floor((i % 32) / 8) * 11 + Math.floor(i / 32)) * 8 + (i % 8)]), [11, 32]);
  const about = { tokens: words('source_tokens') };
  write('heads-4.json', { description: 'Four heads of width 8', ...about, queries: nested(query), keys: nested(key) });
  write('heads-1.json', { description: 'The same as one head of width 32', ...about, queries: nested(joined(query)), keys: nested(joined(key)) });
}
