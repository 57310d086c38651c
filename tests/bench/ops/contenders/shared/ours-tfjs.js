import { attention, startTensorflow } from '@attn-elements/core/tfjs';
import { grads, tensor4d, tidy } from '@tensorflow/tfjs-core';

/** `attention` of core/tfjs: one kernel forward, one backward. Its tensors are made before. */
export function coarse(engine) {
  let inputs;
  let upstream;
  let attend;
  return {
    async prepare({ shape, causal, query, key, value, upstream: given }) {
      await startTensorflow(engine);
      inputs = [query, key, value].map((values) => tensor4d(values, shape));
      upstream = tensor4d(given, shape);
      const mask = causal ? { kind: 'causal' } : undefined;
      attend = (q, k, v) => attention(q, k, v, { mask });
    },
    async forward() {
      const output = attend(...inputs);
      const values = await output.data();
      output.dispose();
      return values;
    },
    async gradient() {
      const gradients = tidy(() => grads(attend)(inputs, upstream));
      const values = await Promise.all(gradients.map((gradient) => gradient.data()));
      for (const gradient of gradients) gradient.dispose();
      return values;
    },
  };
}
