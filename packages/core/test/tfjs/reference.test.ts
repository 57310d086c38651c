import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTensorflow } from '../../src/tfjs/index.js';
import { attentionDifferences, train } from './cases.js';
import { casesOf, readCase } from './reference.js';

describe.each([false, true])('held to PyTorch on the cpu engine, SIMD %s', (simd) => {
  beforeAll(async () => {
    expect(await startTensorflow({ engine: 'cpu', simd })).toEqual({ engine: 'cpu', simd });
  });

  it.each(casesOf('attention'))('$file', async (description) => {
    const differences = await attentionDifferences(await readCase(description));
    expect(Object.keys(differences)).toContain('weights');
    for (const [name, value] of Object.entries(differences)) {
      expect(value, name).toBeLessThan(name.startsWith('grad') ? 2e-4 : 2e-5);
    }
  });

  it.each(casesOf('train-'))('$file: every step of the training', async (description) => {
    const before = memory().numTensors;
    const item = await readCase(description);
    const { early, all, after } = await train(item);
    expect(early).toBeLessThan(1e-4);
    expect(all).toBeLessThan(1e-3);
    for (const [name, value] of Object.entries(after)) expect(value, name).toBeLessThan(5e-3);
    expect(memory().numTensors).toBe(before);
  });
});
