import { beforeAll, describe, expect, it } from 'vitest';
import { startTensorflow } from '../../src/tfjs/index.js';
import { hidingMasks, mathDifferences, optionCases, packedDifferences, survivesUnseen } from './against-math.js';

describe.each([false, true])('attention on the cpu engine, SIMD %s', (simd) => {
  beforeAll(() => startTensorflow({ engine: 'cpu', simd }));

  it.each(optionCases)('agrees with core/math: $name', async (item) => {
    for (const [name, off] of Object.entries(await mathDifferences(item))) {
      expect(off, name).toBeLessThan(name.startsWith('gradient') ? 1e-4 : 1e-5);
    }
  });

  it.each(['scaled-dot', 'cosine'] as const)('is the same over a packed array: %s', async (score) => {
    for (const [name, off] of Object.entries(await packedDifferences(score))) expect(off, name).toBeLessThan(1e-6);
  });

  it.each(Object.entries(hidingMasks))('asks nothing of what no query may attend to: %s', async (_, mask) => {
    expect(await survivesUnseen(mask)).toBe(true);
  });
});
