import { expect } from '@open-wc/testing';
import { tasks } from '../../../../scripts/testing/page/each-test.js';
import { attention as attentionGL, attentionWeights, type GLAttentionOptions, Stage } from '../../src/gl/index.js';
import {
  type AttentionOptions,
  attention,
  attentionScores,
  type Dense,
  dense,
  attentionWeights as weightsOf,
} from '../../src/math/index.js';
import { livingTextures } from './living-textures.js';
import { numbers, random, worstDifference } from './numbers.js';

async function expectSame(inputs: readonly Dense[], options: GLAttentionOptions, most = 2e-5): Promise<void> {
  const [query, key, value] = inputs;
  const truth = attention(query, key, value, options);
  const computed = await attentionGL(query, key, value, { weights: true, ...options });
  expect(worstDifference(computed.output, truth.output), 'output').to.be.at.most(most);
  expect(worstDifference(computed.weights!, truth.weights), 'weights').to.be.at.most(most);
}

const allowed = (...shape: number[]) =>
  dense(
    Uint8Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => Number(random() < 0.4)),
    shape,
  );

describe('attention weights on the stage', () => {
  const options: AttentionOptions = { weighting: { kind: 'softmax', temperature: 0.7 }, mask: { kind: 'causal' } };

  it('come from query and key', async () => {
    const [query, key] = [numbers(2, 4, 11, 6), numbers(2, 2, 15, 6)];
    const weights = await attentionWeights({ query, key }, options);
    expect(worstDifference(weights, weightsOf(attentionScores(query, key), options))).to.be.at.most(2e-5);
  });

  it('come from scores', async () => {
    for (const scores of [numbers(11, 14), numbers(2, 3, 11, 15)]) {
      for (const more of [options, { ...options, memory: 1 }]) {
        const weights = await attentionWeights({ scores }, more);
        expect(worstDifference(weights, weightsOf(scores, options))).to.be.at.most(2e-5);
      }
    }
  });
});

describe('attention on the stage', () => {
  const scores: Record<string, () => AttentionOptions> = {
    'scaled dot': () => ({}),
    dot: () => ({ score: { kind: 'dot' } }),
    'a given scale': () => ({ score: { kind: 'scaled-dot', scale: 0.3 } }),
    cosine: () => ({ score: { kind: 'cosine' } }),
    bilinear: () => ({ score: { kind: 'bilinear', weight: numbers(10, 10) } }),
    additive: () => ({
      score: { kind: 'additive', queryWeight: numbers(10, 7), keyWeight: numbers(10, 7), vector: numbers(7) },
    }),
  };
  for (const [name, options] of Object.entries(scores)) {
    it(`computes ${name} scores as core/math does`, async () => {
      await expectSame([numbers(2, 3, 13, 10), numbers(2, 3, 21, 10), numbers(2, 3, 21, 6)], options());
    });
  }

  const masks: Record<string, () => AttentionOptions> = {
    causal: () => ({ mask: { kind: 'causal' } }),
    'padding lengths': () => ({ mask: { kind: 'padding', lengths: [9, 0] } }),
    'a window': () => ({ mask: { kind: 'window', size: 2 } }),
    'a window and global tokens': () => ({ mask: { kind: 'window-global', size: 1, globals: 3 } }),
    blocks: () => ({ mask: { kind: 'block', size: 5 } }),
    'an array': () => ({ mask: { kind: 'array', allowed: allowed(13, 21) } }),
    'an array for every head': () => ({ mask: { kind: 'array', allowed: allowed(1, 3, 13, 21) } }),
    'several at once': () => ({
      mask: [{ kind: 'causal' }, { kind: 'window', size: 4 }, { kind: 'padding', lengths: [17, 21] }],
    }),
  };
  for (const [name, options] of Object.entries(masks)) {
    it(`masks by ${name}`, async () => {
      await expectSame([numbers(2, 3, 13, 8), numbers(2, 3, 21, 8), numbers(2, 3, 21, 5)], options());
      // More queries than keys: the first queries stand before the first key.
      const flipped = options();
      if (!name.startsWith('an array')) {
        await expectSame([numbers(2, 3, 25, 8), numbers(2, 3, 21, 8), numbers(2, 3, 21, 5)], flipped);
      }
    });
  }

  const biases: Record<string, () => AttentionOptions> = {
    ALiBi: () => ({ bias: { kind: 'alibi', slopes: [0.5, 0.25, 0.1] } }),
    "T5's table": () => ({ bias: { kind: 't5', table: numbers(8, 3), maxDistance: 16 } }),
    'an array': () => ({ bias: { kind: 'array', values: numbers(13, 21) } }),
    'an array for every head': () => ({ bias: { kind: 'array', values: numbers(2, 3, 13, 21) } }),
  };
  for (const [name, options] of Object.entries(biases)) {
    it(`adds ${name}`, async () => {
      const inputs = [numbers(2, 3, 13, 8), numbers(2, 3, 21, 8), numbers(2, 3, 21, 5)];
      await expectSame(inputs, options());
      await expectSame(inputs, { ...options(), mask: { kind: 'causal' } });
    });
  }

  const weightings: Record<string, AttentionOptions> = {
    'softmax, cold': { weighting: { kind: 'softmax', temperature: 0.1 } },
    'softmax, hot': { weighting: { kind: 'softmax', temperature: 30 } },
    sparsemax: { weighting: { kind: 'sparsemax' } },
    hard: { weighting: { kind: 'hard' } },
  };
  for (const [name, options] of Object.entries(weightings)) {
    it(`weighs by ${name}`, async () => {
      const inputs = [numbers(3, 50, 8), numbers(3, 50, 8), numbers(3, 50, 5)];
      await expectSame(inputs, options);
      await expectSame(inputs, { ...options, mask: { kind: 'causal' } });
      await expectSame(inputs, { ...options, mask: { kind: 'array', allowed: allowed(50, 50) } });
    });
  }

  it('lets query heads share key heads', async () => {
    await expectSame([numbers(2, 6, 9, 8), numbers(2, 2, 9, 8), numbers(2, 2, 9, 8)], {});
    await expectSame([numbers(6, 9, 8), numbers(1, 9, 8), numbers(1, 9, 8)], { mask: { kind: 'causal' } });
  });

  it('computes in as many turns as the memory asks for, with the same result', async () => {
    const inputs = [numbers(2, 4, 70, 16), numbers(2, 2, 70, 16), numbers(2, 2, 70, 12)];
    for (const memory of [1, 20_000, 2 ** 26]) {
      await expectSame(inputs, { memory, mask: { kind: 'padding', lengths: [70, 33] } });
    }
  });

  it('gives 0 where a query may attend to nothing', async () => {
    const { output, weights } = await attentionGL(numbers(4, 8), numbers(4, 8), numbers(4, 8), {
      weights: true,
      mask: { kind: 'array', allowed: dense(new Uint8Array(16), [4, 4]) },
    });
    expect([...output.values, ...weights!.values].every((value) => value === 0)).to.equal(true);
  });

  it('keeps its head with scores in the thousands', async () => {
    const large = (...shape: number[]) => ({ shape, values: numbers(...shape).values.map((value) => value * 100) });
    await expectSame([large(9, 8), large(9, 8), numbers(9, 8)], {}, 1e-3);
  });

  it('computes in float16 where it must, to three digits', async () => {
    const inputs = [numbers(2, 40, 16), numbers(2, 40, 16), numbers(2, 40, 8)];
    await expectSame(inputs, { half: true, mask: { kind: 'causal' } }, 4e-3);
  });

  it('refuses what core/math refuses, with the same error', async () => {
    const wrong: [Dense[], AttentionOptions][] = [
      [[numbers(4, 8), numbers(4, 6), numbers(4, 6)], {}],
      [[numbers(4, 8), numbers(4, 8), numbers(5, 6)], {}],
      [[numbers(4, 8), numbers(4, 8), numbers(4, 6)], { weighting: { kind: 'softmax', temperature: 0 } }],
      [[numbers(4, 8), numbers(4, 8), numbers(4, 6)], { score: { kind: 'bilinear', weight: numbers(7, 8) } }],
      [[numbers(4, 8), numbers(4, 8), numbers(4, 6)], { bias: { kind: 'array', values: numbers(3, 4) } }],
    ];
    for (const [[query, key, value], options] of wrong) {
      let expected: unknown;
      try {
        attention(query, key, value, options);
      } catch (error) {
        expected = error;
      }
      const error = await attentionGL(query, key, value, options).then(
        () => null,
        (reason: Error) => reason,
      );
      expect(error?.message).to.equal((expected as Error).message);
    }
  });

  it('rejects when the context is lost on the way, and works once it is back', async () => {
    const stage = new Stage();
    const inputs = [numbers(8, 64, 16), numbers(8, 64, 16), numbers(8, 64, 16)] as const;
    await attentionGL(...inputs, { stage });
    const gl = stage.gl!;
    const loss = gl.getExtension('WEBGL_lose_context')!;
    const told = new Promise((resolve) => gl.canvas.addEventListener('webglcontextlost', resolve, { once: true }));
    const computing = attentionGL(...inputs, { stage });
    loss.loseContext();
    const error = await computing.then(
      () => null,
      (reason: { code: string }) => reason,
    );
    expect(error?.code).to.equal('context-lost');
    // While the next computation waits for it.
    void told.then(() => tasks(5)).then(() => loss.restoreContext());
    const { output } = await attentionGL(...inputs, { stage });
    expect(worstDifference(output, attention(...inputs).output)).to.be.at.most(2e-5);
  });

  it('leaves no texture behind', async () => {
    const alive = await livingTextures(async () => {
      for (const options of [{}, scores['additive'](), masks['padding lengths'](), biases['ALiBi']()]) {
        await attentionGL(numbers(2, 3, 13, 10), numbers(2, 3, 21, 10), numbers(2, 3, 21, 6), options);
      }
    });
    expect(alive).to.equal(0);
  });
});
