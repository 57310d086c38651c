import * as tf from '@tensorflow/tfjs';
import { causalMask } from './mask.js';

/** Attention as one writes it with TensorFlow.js. Its tensors are on the device before. */
export function composed(backend) {
  let inputs;
  let upstream;
  let attend;
  return {
    async prepare({ shape, tokens, causal, scale, query, key, value, upstream: given }) {
      if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no ${backend}`);
      inputs = [query, key, value].map((values) => tf.tensor4d(values, shape));
      upstream = tf.tensor4d(given, shape);
      const mask = causal ? tf.tensor2d(causalMask(tokens), [tokens, tokens]) : null;
      attend = (q, k, v) => {
        const scores = tf.matMul(q, k, false, true).mul(scale);
        return tf.matMul(tf.softmax(mask ? scores.add(mask) : scores), v);
      };
    },
    async forward() {
      const output = tf.tidy(() => attend(...inputs));
      const values = await output.data();
      output.dispose();
      return values;
    },
    async gradient() {
      const gradients = tf.tidy(() => tf.grads(attend)(inputs, upstream));
      const values = await Promise.all(gradients.map((gradient) => gradient.data()));
      tf.dispose(gradients);
      return values;
    },
  };
}
