import { defaultDevice, grad, init, jit, nn, numpy as np } from '@jax-js/jax';

let inputs;
let upstream;
let attend;
let gradients;

export async function prepare({ heads, tokens, width, causal, scale, query, key, value, upstream: given }) {
  await init('wasm');
  defaultDevice('wasm');
  const array = (values) => np.array(values).reshape([heads, tokens, width]);
  inputs = [query, key, value].map(array);
  upstream = array(given);
  const attention = (q, k, v) => {
    const products = np.matmul(q, np.swapaxes(k, -1, -2)).mul(scale);
    const scores = causal ? np.where(np.tri(tokens, tokens, 0, { dtype: np.bool }), products, -Infinity) : products;
    return np.matmul(nn.softmax(scores, -1), v);
  };
  attend = jit(attention);
  gradients = jit(grad((q, k, v, dy) => attention(q, k, v).mul(dy).sum(), { argnums: [0, 1, 2] }));
}

const borrowed = () => inputs.map((input) => input.ref);

export const forward = () => attend(...borrowed()).data();

export const gradient = () => Promise.all(gradients(...borrowed(), upstream.ref).map((one) => one.data()));
