import { expect } from '@open-wc/testing';
import * as tf from '@tensorflow/tfjs-core';
import { type AttentionOptions, attention, attentionGradients, type Dense, dense } from '../../../src/math/index.js';
import { attentionWithWeights, packedAttention, attention as run, startTensorflow } from '../../../src/tfjs/index.js';
import { livingTextures } from '../living-textures.js';
import { numbers, random, worstDifference } from '../numbers.js';

type Four = [number, number, number, number];
const tensorOf = ({ values, shape }: Dense) => tf.tensor4d(values as Float32Array, shape as Four);
const denseOf = (tensor: tf.Tensor) => dense(tensor.dataSync() as Float32Array, tensor.shape);

/** [batch, heads, tokens, width] with the heads moved behind the tokens: [batch, tokens, heads × width]. */
function headsLast({ values, shape }: Dense): Dense<Float32Array> {
  const [batch, heads, tokens, width] = shape;
  const moved = new Float32Array(values.length);
  for (let at = 0; at < moved.length; at++) {
    const column = at % width;
    const head = Math.floor(at / width) % heads;
    const token = Math.floor(at / width / heads) % tokens;
    const item = Math.floor(at / width / heads / tokens);
    moved[at] = values[((item * heads + head) * tokens + token) * width + column];
  }
  return dense(moved, [batch, tokens, heads * width]);
}

describe('large attention on the webgl engine', () => {
  before(() => startTensorflow({ engine: 'webgl' }));

  const allowed = dense(
    Uint8Array.from({ length: 70 * 81 }, () => Number(random() < 0.5)),
    [70, 81],
  );
  const cases: Record<string, Pick<AttentionOptions, 'mask' | 'weighting' | 'score'>> = {
    'every key': {},
    'a causal mask': { mask: { kind: 'causal' } },
    'a window': { mask: { kind: 'window', size: 5 } },
    'padding and an array': {
      mask: [
        { kind: 'padding', lengths: [81, 40] },
        { kind: 'array', allowed },
      ],
    },
    'a temperature': { weighting: { kind: 'softmax', temperature: 0.5 }, score: { kind: 'dot' } },
    sparsemax: { weighting: { kind: 'sparsemax' }, mask: { kind: 'causal' } },
    'hard weights': { weighting: { kind: 'hard' } },
  };
  for (const [name, options] of Object.entries(cases)) {
    it(`computes and differentiates ${name} as core/math does`, () => {
      const inputs = [numbers(2, 3, 70, 18), numbers(2, 3, 81, 18), numbers(2, 3, 81, 10)] as const;
      const upstream = numbers(2, 3, 70, 10);
      const truth = attention(...inputs, options);
      const gradients = attentionGradients(...inputs, upstream, options);
      tf.tidy(() => {
        const [query, key, value] = inputs.map(tensorOf);
        const { output, weights } = attentionWithWeights(query, key, value, options as object);
        expect(worstDifference(denseOf(output), truth.output), 'output').to.be.at.most(2e-5);
        expect(worstDifference(denseOf(weights), truth.weights), 'weights').to.be.at.most(2e-5);
        const backward = tf.grads((q: tf.Tensor, k: tf.Tensor, v: tf.Tensor) => run(q, k, v, options as object));
        const [toQuery, toKey, toValue] = backward([query, key, value], tensorOf(upstream));
        expect(worstDifference(denseOf(toQuery), gradients.query), 'query').to.be.at.most(2e-4);
        expect(worstDifference(denseOf(toKey), gradients.key), 'key').to.be.at.most(2e-4);
        expect(worstDifference(denseOf(toValue), gradients.value), 'value').to.be.at.most(2e-4);
      });
    });
  }

  it('takes and gives heads last, and packed', () => {
    const inputs = [numbers(2, 3, 66, 12), numbers(2, 3, 66, 12), numbers(2, 3, 66, 12)] as const;
    const upstream = numbers(2, 3, 66, 12);
    const options = { mask: { kind: 'causal' }, heads: 3 } as const;
    const truth = headsLast(attention(...inputs, options).output);
    const { query, key, value } = attentionGradients(...inputs, upstream, options);
    const parts = inputs.map(headsLast);
    const expected = [query, key, value].map(headsLast);
    tf.tidy(() => {
      const tensors = parts.map(({ values, shape }) => tf.tensor3d(values, shape as [number, number, number]));
      const dy = tf.tensor3d(headsLast(upstream).values, [2, 66, 36]);
      expect(worstDifference(denseOf(run(tensors[0], tensors[1], tensors[2], options)), truth)).to.be.at.most(2e-5);
      const backward = tf.grads((q: tf.Tensor, k: tf.Tensor, v: tf.Tensor) => run(q, k, v, options));
      backward(tensors, dy).forEach((gradient, i) => {
        expect(worstDifference(denseOf(gradient), expected[i])).to.be.at.most(2e-4);
      });
      // Side by side, as one projection gives them.
      const rows = Array.from({ length: 2 * 66 }, (_, row) =>
        parts.map((part) => part.values.subarray(row * 36, row * 36 + 36)),
      );
      const packed = tf.tensor3d(
        Float32Array.from(rows.flatMap((row) => row.flatMap((part) => [...part]))),
        [2, 66, 108],
      );
      expect(worstDifference(denseOf(packedAttention(packed, options)), truth)).to.be.at.most(2e-5);
      const gradient = denseOf(tf.grad((x: tf.Tensor) => packedAttention(x, options))(packed, dy));
      expected.forEach((part, which) => {
        for (let row = 0; row < 2 * 66; row++) {
          for (let column = 0; column < 36; column++) {
            const found = gradient.values[row * 108 + which * 36 + column];
            expect(found).to.be.closeTo(part.values[row * 36 + column], 2e-4);
          }
        }
      });
    });
  });

  it('leaves no texture behind', async () => {
    const compute = () =>
      tf.tidy(() => {
        const tensors = [numbers(1, 2, 80, 8), numbers(1, 2, 80, 8), numbers(1, 2, 80, 8)].map(tensorOf);
        const options = { mask: { kind: 'padding', lengths: [33] } } as const;
        const backward = tf.grads((q: tf.Tensor, k: tf.Tensor, v: tf.Tensor) => run(q, k, v, options));
        for (const gradient of backward(tensors)) gradient.dataSync();
      });
    compute();
    const alive = await livingTextures(() => {
      for (let turn = 0; turn < 3; turn++) compute();
    });
    expect(alive).to.equal(0);
    expect(tf.memory().numTensors).to.equal(0);
  });
});
