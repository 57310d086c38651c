import { lax, nn, numpy as np, tree } from '@jax-js/jax';

/**
 * A parameter, to be used once more: jax-js counts who holds an array, and every operation lets go of what it is given.
 */
const held = (p, name) => p[name].ref;

const linear = (p, name, x) => np.dot(x, held(p, `${name}.weight`)).add(held(p, `${name}.bias`));

/** Rows of a table, as the examples of jax-js have it. */
const embedding = (ids, table) => np.dot(lax.stopGradient(nn.oneHot(ids, table.shape[0])), table);

const norm = (p, name, x) =>
  nn
    .standardize(x, -1, { epsilon: 1e-5 })
    .mul(held(p, `${name}.weight`))
    .add(held(p, `${name}.bias`));

function crossEntropy(logits, labels) {
  const [count, classes] = [labels.size, logits.shape.at(-1)];
  const target = lax.stopGradient(nn.oneHot(labels, classes));
  return nn
    .logSoftmax(logits)
    .mul(target)
    .sum()
    .mul(-1 / count);
}

function encoderLoss({ batch, tokens, width, heads, layers }, p, { tokens: ids, labels }) {
  let x = embedding(ids, held(p, 'transformer.wte.weight')).add(held(p, 'transformer.wpe.weight'));
  for (let i = 0; i < layers; i++) {
    const block = `transformer.h.${i}`;
    const packed = linear(p, `${block}.attn.c_attn`, x.ref);
    const [query, key, value] = np
      .split(packed, 3, -1)
      .map((part) => part.reshape([batch, tokens, heads, width / heads]));
    const attended = nn.dotProductAttention(query, key, value).reshape([batch, tokens, width]);
    x = norm(p, `${block}.ln_1`, x.add(linear(p, `${block}.attn.c_proj`, attended)));
    const inner = nn.relu(linear(p, `${block}.mlp.c_fc`, x.ref));
    x = norm(p, `${block}.ln_2`, x.add(linear(p, `${block}.mlp.c_proj`, inner)));
  }
  return crossEntropy(linear(p, 'lm_head', x), labels);
}

function digitsLoss({ batch, side, channels, width }, p, { images, labels }) {
  // Channels first. There is one, so that nothing moves.
  let maps = images.reshape([batch, channels, side, side]);
  for (const name of ['conv1', 'conv2']) {
    const convolved = lax.convGeneralDilated(maps, held(p, `${name}.weight`), [1, 1], 'SAME');
    const features = convolved.shape[1];
    const raw = nn.relu(convolved.add(held(p, `${name}.bias`).reshape([features, 1, 1])));
    maps = lax.reduceWindow(raw, np.max, [2, 2], [2, 2]);
  }
  const positions = np.swapaxes(maps.reshape([batch, 2 * width, -1]), 1, 2);
  const weights = nn.softmax(linear(p, 'att', positions.ref), 1);
  return crossEntropy(linear(p, 'fc', weights.mul(positions).sum(1)), labels);
}

/** Attention over the axis before the last of x; `mask` is 1 where there is one. */
function pooled(p, layer, context, x, mask) {
  const hidden = np.tanh(linear(p, layer, x.ref));
  const scores = np.dot(hidden, held(p, `${context}.weight`));
  const weights = nn.softmax(mask ? np.where(np.expandDims(mask, -1).equal(1), scores, -1e9) : scores, -2);
  return weights.mul(x).sum(-2);
}

function hierarchyLoss(_, p, { words, mask, labels }) {
  const sentences = pooled(p, 'ww', 'uw', embedding(words, held(p, 'emb.weight')), mask);
  return crossEntropy(linear(p, 'fc', pooled(p, 'ws', 'us', sentences)), labels);
}

const losses = { encoder: encoderLoss, digits: digitsLoss, hierarchy: hierarchyLoss };

/** The loss of a batch: a scalar. Lets go of the parameters and the batch. */
export function lossOf(kind, sizes, parameters, batch) {
  const loss = losses[kind](sizes, parameters, batch);
  tree.dispose(parameters);
  return loss;
}
