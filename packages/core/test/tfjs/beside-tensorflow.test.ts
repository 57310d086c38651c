import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { attention, layerNorm, linear, startTensorflow } from '../../src/tfjs/index.js';
import { randomNumbers } from './against-math.js';

const random = randomNumbers(3);
const numbers = (...shape: number[]) => {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random() - 0.5),
    shape,
  );
};

/** The same model twice: of the operations of TensorFlow.js, and of ours among them. */
const weights = [numbers(16, 8), numbers(16, 8), numbers(16, 8), numbers(8), numbers(8)] as const;
const x = numbers(3, 5, 8);

function composed(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor): tf.Scalar {
  const project = (weight: tf.Tensor) =>
    tf.transpose(tf.reshape(tf.matMul(tf.reshape(x, [15, 8]), weight, false, true), [3, 5, 2, 8]), [0, 2, 1, 3]);
  const scores = tf.div(tf.matMul(project(q), project(k), false, true), Math.sqrt(8));
  const isLater = tf.sub(1, tf.linalg.bandPart(tf.ones([5, 5]), -1, 0));
  const output = tf.matMul(tf.softmax(tf.add(scores, tf.mul(isLater, -1e9))), project(v));
  const { mean, variance } = tf.moments(output, -1, true);
  const normal = tf.add(tf.mul(tf.div(tf.sub(output, mean), tf.sqrt(tf.add(variance, 1e-5))), gain), bias);
  return tf.mean(tf.square(normal));
}

function coarse(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor): tf.Scalar {
  const project = (weight: tf.Tensor) => tf.transpose(tf.reshape(linear(x, weight), [3, 5, 2, 8]), [0, 2, 1, 3]);
  const output = attention(project(q), project(k), project(v), { mask: { kind: 'causal' } });
  return tf.mean(tf.square(layerNorm(output, gain, bias)));
}

describe('among the operations of TensorFlow.js, on its own cpu backend', () => {
  beforeAll(() => startTensorflow({ engine: 'cpu', simd: false }));

  it('gives the loss and the gradients of the composed model', () => {
    expect(tf.findBackend('cpu').constructor.name).toContain('MathBackendCPU');
    const ours = tf.valueAndGrads(coarse as never)([...weights]);
    const theirs = tf.valueAndGrads(composed as never)([...weights]);
    expect(ours.value.dataSync()[0]).toBeCloseTo(theirs.value.dataSync()[0], 5);
    for (const [i, gradient] of ours.grads.entries()) {
      const expected = theirs.grads[i].dataSync();
      const found = gradient.dataSync();
      expect(found.length).toBe(expected.length);
      for (let at = 0; at < found.length; at++) expect(Math.abs(found[at] - expected[at])).toBeLessThan(2e-4);
    }
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      tf.valueAndGrads(coarse as never)([...weights]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
