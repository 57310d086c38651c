import { describe, expect, it } from 'vitest';
import {
  type ModelRope,
  modelRopeAttentionFactor,
  modelRopeFrequencies,
  paperRopeFrequencies,
} from '../../../src/math/index.js';
import references from '../fixtures/model-rope.json' with { type: 'json' };

const factors = (from: number, to: (i: number) => number) =>
  Array.from({ length: 48 }, (_, i) => Number(to(i).toFixed(from)));

/** The models of the references, as the operations take them. */
const ropes: Readonly<Record<string, ModelRope>> = {
  'Llama 3.1': {
    type: 'llama3',
    base: 500_000,
    headWidth: 128,
    factor: 8,
    lowFreqFactor: 1,
    highFreqFactor: 4,
    originalLength: 8192,
  },
  'DeepSeek V3': {
    type: 'yarn',
    base: 10_000,
    headWidth: 64,
    factor: 40,
    originalLength: 4096,
    mscale: 1,
    mscaleAllDim: 0.8,
  },
  'gpt-oss': { type: 'yarn', base: 150_000, headWidth: 64, factor: 32, originalLength: 4096, truncate: false },
  'Phi 3, long': {
    type: 'longrope',
    base: 10_000,
    headWidth: 96,
    factor: 32,
    originalLength: 4096,
    shortFactor: factors(2, (i) => 1 + 0.02 * i),
    longFactor: factors(3, (i) => 1.05 * 1.08 ** i),
  },
  dynamic: { type: 'dynamic', base: 10_000, headWidth: 128, factor: 2, maxLength: 2048 },
  proportional: { type: 'proportional', base: 1e6, headWidth: 512, share: 0.25 },
};

describe('rotary encodings of models', () => {
  it.each(references.filter(({ name }) => name in ropes).map((one) => [one.name, one.length, one] as const))(
    'are those of their code: %s, %d positions',
    (name, length, { frequencies, attentionFactor }) => {
      const computed = modelRopeFrequencies(ropes[name], length);
      expect(computed).toHaveLength(frequencies.length);
      // What PyTorch computes in float32.
      for (const [pair, value] of frequencies.entries()) {
        expect(Math.abs(computed[pair] - value)).toBeLessThanOrEqual(1e-6 * value);
      }
      expect(modelRopeAttentionFactor(ropes[name])).toBeCloseTo(attentionFactor, 9);
    },
  );

  it('differ from the paper where their code does', () => {
    expect(paperRopeFrequencies(ropes['Llama 3.1'], 64)).toBe(null);
    const dynamic = ropes.dynamic as ModelRope & { type: 'dynamic' };
    // By the paper, twice the trained length counts as two; by the code 2 × 2 − 1.
    const slowest = (values: Float64Array) => values[63] / 10_000 ** (-126 / 128);
    expect(1 / slowest(paperRopeFrequencies(dynamic, 4096)!)).toBeCloseTo(2, 9);
    expect(1 / slowest(modelRopeFrequencies(dynamic, 4096))).toBeCloseTo(3, 9);
  });

  it('refuse what cannot be', () => {
    expect(() => modelRopeFrequencies({ type: 'default', base: 10, headWidth: 6, share: 0.5 }, 8)).toThrow(
      /width is 3/,
    );
    const short = { ...ropes['Phi 3, long'], headWidth: 64 } as ModelRope;
    expect(() => modelRopeFrequencies(short, 8)).toThrow(/there must be 32 factors/);
  });
});
