/** What TensorFlow.js does that models must not run into. */
import {
  env,
  getGradient,
  getKernelsForBackend,
  tensor,
  tidy,
  train,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Adam, embedding, linear, meanSquaredError, download, startTensorflow } from '../../src/tfjs/index.js';

const start = () => tidy(() => variable(tensor([1, -2, 3e-4], [3])));
const zeros = () => tensor([0, 0, 0], [3]);

describe('traps of TensorFlow.js', () => {
  it('has no gradient or kernel but those of what was run', async () => {
    expect(getGradient('MatMul')).toBeUndefined();
    expect(getGradient('AttnLinear')).toBeUndefined();
    await startTensorflow({ engine: 'cpu' });
    linear(tensor([1], [1, 1]), tensor([1], [1, 1]));
    expect(getGradient('AttnLinear')).toBeDefined();
    expect(getGradient('AttnAttention')).toBeUndefined();
    expect(getGradient('MatMul')).toBeUndefined();
    const names = getKernelsForBackend('cpu').map(({ kernelName }) => kernelName);
    expect(names.sort()).toEqual(['Add', 'AttnLinear', 'Cast', 'Identity', 'Reshape']);
  });

  describe('in training', () => {
    beforeAll(() => startTensorflow({ engine: 'cpu' }));

    // Its own takes 1e-7, or 1e-4 where textures hold half floats: a step for every runtime.
    it("Adam's epsilon is PyTorch's wherever it runs", async () => {
      const tiny = start();
      const gradient = tensor([1e-9, 1e-8, -1e-7], [3]);
      const adam = new Adam([tiny], { learningRate: 0.1 });
      adam.apply([gradient]);
      // The first step is rate × g / (|g| + epsilon).
      const expected = [1 - 0.1 / 11, -2 - 0.1 / 2, 3e-4 + 0.1 / 1.1];
      for (const [i, value] of (await download(tiny)).entries()) expect(value).toBeCloseTo(expected[i], 6);
      expect((train.adam(0.1) as unknown as { epsilon: number }).epsilon).not.toBe(1e-8);
    });

    it('what a step makes is a new array: what was copied before it stays as it was', async () => {
      const weights = start();
      const before = weights.clone();
      const adam = new Adam([weights], { learningRate: 0.1 });
      adam.minimize(() => meanSquaredError(weights, zeros())).dispose();
      expect([...(await download(before))]).toEqual([...Float32Array.of(1, -2, 3e-4)]);
      expect([...(await download(weights))]).not.toEqual([...(await download(before))]);
    });

    // Where classes become numbers nothing is one-hot: wasm's oneHot to float32 writes the bits of integers.
    it('the gradient of an embedding is of float32, not of the bits of integers', async () => {
      const table = tidy(() => variable(tensor([1, 2, 3, 4, 5, 6], [3, 2])));
      const adam = new Adam([table], { learningRate: 1 });
      const ids = tensor(Int32Array.of(2, 2), [2], 'int32');
      adam.minimize(() => meanSquaredError(embedding(ids, table), tensor([0, 0, 0, 0], [2, 2]))).dispose();
      expect(table.dtype).toBe('float32');
      const values = await download(table);
      for (const [i, value] of [1, 2, 3, 4, 4, 5].entries()) expect(values[i]).toBeCloseTo(value, 5);
    });

    it('a parameter that the loss does not reach stays as it is', async () => {
      const [reached, other] = [start(), start()] as [Variable, Variable];
      const adam = new Adam([reached, other], { learningRate: 0.1 });
      adam.minimize(() => meanSquaredError(reached, zeros())).dispose();
      expect([...(await download(other))]).toEqual([...Float32Array.of(1, -2, 3e-4)]);
    });

    // It makes TensorFlow.js compile programs and run none, so that the outputs of a live step are zeros.
    it('no step is taken with ENGINE_COMPILE_ONLY', async () => {
      const flags = env() as unknown as { flagRegistry: Record<string, unknown> };
      expect(Object.keys(flags.flagRegistry)).not.toContain('ENGINE_COMPILE_ONLY');
    });
  });
});
