/** GPT-2 small without its output layer, and with few tokens: nobody computes predictions, all hand out attention. */
export const sizes = { layers: 12, heads: 12, width: 768, inner: 3072, vocabulary: 1000, longest: 256, epsilon: 1e-5 };

/** Numbers that look random and are the same in every run, in [−reach, reach] about a middle. */
function numbers(seed, count, reach, middle) {
  let state = seed;
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = (state / 2 ** 31 - 1) * reach + middle;
  }
  return values;
}

/** Shapes of all weights by their names in a checkpoint; maps are [inputs, outputs]. */
function shapes() {
  const { layers, width, inner, vocabulary, longest } = sizes;
  const norm = (name) => [
    [`${name}.weight`, [width]],
    [`${name}.bias`, [width]],
  ];
  const map = (name, inputs, outputs) => [
    [`${name}.weight`, [inputs, outputs]],
    [`${name}.bias`, [outputs]],
  ];
  const all = [['wte.weight', [vocabulary, width]], ['wpe.weight', [longest, width]], ...norm('ln_f')];
  for (let layer = 0; layer < layers; layer++) {
    const of = (name) => `h.${layer}.${name}`;
    all.push(...norm(of('ln_1')), ...norm(of('ln_2')));
    all.push(...map(of('attn.c_attn'), width, 3 * width), ...map(of('attn.c_proj'), width, width));
    all.push(...map(of('mlp.c_fc'), width, inner), ...map(of('mlp.c_proj'), inner, width));
  }
  return all;
}

/** What everybody computes: the weights by name, and the tokens. */
export function makeProblem({ tokens }) {
  const weights = new Map();
  for (const [at, [name, shape]] of shapes().entries()) {
    const count = shape.reduce((product, length) => product * length, 1);
    const isNorm = /ln_\w\.weight$/.test(name);
    // Rows of unit variance stay such, roughly: so scores are far from even.
    const reach = isNorm ? 0.1 : shape.length > 1 ? 0.06 : 0.02;
    weights.set(name, { shape, values: numbers(at + 1, count, reach, isNorm ? 1 : 0) });
  }
  const ids = Array.from({ length: tokens }, (_, at) => (at * 37 + 11) % sizes.vocabulary);
  return { tokens, weights, ids };
}
