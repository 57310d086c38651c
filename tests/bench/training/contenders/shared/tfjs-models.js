import * as tf from '@tensorflow/tfjs';

const whole = ({ values, shape }) => tf.tensor(values, shape, 'int32');

/** As `tf.layers.dense` does it. */
const linear = (p, name, x) => tf.fused.matMul({ a: x, b: p[`${name}.weight`], bias: p[`${name}.bias`] });

/** Rows of a table: learned through `gather` they take far longer on every engine, and tfjs-wasm has no gradient of it. */
const embedding = (ids, table) => tf.oneHot(ids, table.shape[0]).matMul(table);

function norm(p, name, x) {
  const { mean, variance } = tf.moments(x, -1, true);
  const standard = x.sub(mean).div(variance.add(1e-5).sqrt());
  return standard.mul(p[`${name}.weight`]).add(p[`${name}.bias`]);
}

const crossEntropy = (logits, labels) =>
  tf.losses.softmaxCrossEntropy(tf.oneHot(whole(labels).flatten(), logits.shape[1]), logits);

/** Matrices throughout: a linear layer of a batch of them has no gradient. */
function encoderLoss({ batch, tokens, width, heads, layers }, p, { tokens: ids, labels }) {
  const embedded = embedding(whole(ids).flatten(), p['transformer.wte.weight']);
  let x = embedded
    .reshape([batch, tokens, width])
    .add(p['transformer.wpe.weight'])
    .reshape([batch * tokens, width]);
  const split = (part) => part.reshape([batch, tokens, heads, width / heads]).transpose([0, 2, 1, 3]);
  for (let i = 0; i < layers; i++) {
    const block = `transformer.h.${i}`;
    const [query, key, value] = tf.split(linear(p, `${block}.attn.c_attn`, x), 3, 1).map(split);
    const weights = query
      .matMul(key, false, true)
      .div(Math.sqrt(width / heads))
      .softmax();
    const attended = weights
      .matMul(value)
      .transpose([0, 2, 1, 3])
      .reshape([batch * tokens, width]);
    x = norm(p, `${block}.ln_1`, x.add(linear(p, `${block}.attn.c_proj`, attended)));
    const inner = linear(p, `${block}.mlp.c_fc`, x).relu();
    x = norm(p, `${block}.ln_2`, x.add(linear(p, `${block}.mlp.c_proj`, inner)));
  }
  return crossEntropy(linear(p, 'lm_head', x), labels);
}

function digitsLoss(_, p, { images, labels }) {
  let maps = tf.tensor(images.values, images.shape);
  for (const name of ['conv1', 'conv2']) {
    maps = maps.conv2d(p[`${name}.weight`], 1, 'same').add(p[`${name}.bias`]).relu().maxPool(2, 2, 'valid');
  }
  const [batch, rows, columns, features] = maps.shape;
  const positions = maps.reshape([batch * rows * columns, features]);
  const weights = linear(p, 'att', positions)
    .reshape([batch, 1, rows * columns])
    .softmax();
  const pooled = weights.matMul(positions.reshape([batch, rows * columns, features])).reshape([batch, features]);
  return crossEntropy(linear(p, 'fc', pooled), labels);
}

/** Attention over the second axis of x [groups, members, width]; `mask` is 1 where there is one. */
function pooled(p, layer, context, x, mask) {
  const [groups, members, width] = x.shape;
  const hidden = linear(p, layer, x.reshape([groups * members, width])).tanh();
  const scores = hidden.matMul(p[`${context}.weight`]).reshape([groups, members]);
  const weights = (mask ? scores.add(mask.sub(1).mul(1e9)) : scores).softmax();
  return weights.reshape([groups, 1, members]).matMul(x).reshape([groups, width]);
}

function hierarchyLoss({ batch, sentences, words, width }, p, { words: ids, mask, labels }) {
  const embedded = embedding(whole(ids).flatten(), p['emb.weight']).reshape([batch * sentences, words, width]);
  const isWord = tf.tensor(mask.values, [batch * sentences, words], 'float32');
  const ofSentences = pooled(p, 'ww', 'uw', embedded, isWord).reshape([batch, sentences, width]);
  return crossEntropy(linear(p, 'fc', pooled(p, 'ws', 'us', ofSentences)), labels);
}

const losses = { encoder: encoderLoss, digits: digitsLoss, hierarchy: hierarchyLoss };

/** The loss of a batch: a scalar. */
export const lossOf = ({ kind, sizes }, parameters, batch) => losses[kind](sizes, parameters, batch);
