import { describe, expect, it } from 'vitest';
import references from '../../../core/test/math/fixtures/model-rope.json' with { type: 'json' };
import { encoding } from '../../src/kinds/index.js';
import { readRope } from '../../src/rope.js';
import { defaults, type PlotSettings } from '../../src/settings.js';
import { facets } from '../../src/views/index.js';
import { words } from './words.js';

const settings: PlotSettings = { ...defaults, length: 128, dModel: 64 };
const made = (rope: unknown, given: Partial<PlotSettings> = {}) =>
  encoding('rotary', { ...settings, ...given, rope }, null);
const notesOf = (rope: unknown, given: Partial<PlotSettings> = {}) =>
  facets('wavelengths', made(rope, given), words, { dimensions: null, apart: true, named: false })[0].notes.join(' ');

const refusal = (rope: unknown, given: Partial<PlotSettings> = {}) => {
  try {
    made(rope, given);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It was read.');
};

const yarn = { rope_type: 'yarn', factor: 4, original_max_position_embeddings: 4096 };

describe('a model’s configuration', () => {
  it.each(references.map((one) => [`${one.name}, ${one.length} positions`, one] as const))(
    'turns as its code does: %s',
    (_, { config, length, frequencies, attentionFactor }) => {
      // As text, and as an object; of `proportional` what does not turn is told apart.
      for (const rope of [JSON.stringify(config), config]) {
        const own = made(rope, { length });
        const turning = frequencies.filter((frequency) => frequency > 0);
        const computed = own.frequencies!();
        expect(computed).toHaveLength(turning.length);
        for (const [pair, frequency] of turning.entries()) {
          // What torch computes in float32.
          expect(Math.abs(computed[pair] / frequency - 1)).toBeLessThan(1e-6);
        }
        const { values, shape } = own.table!();
        expect(shape).toEqual([length, 2 * turning.length]);
        // The first position: cosines of 0, times the attention factor.
        expect(Math.max(...values.subarray(0, shape[1]))).toBeCloseTo(attentionFactor, 6);
      }
    },
  );

  it('tells which columns turn together, how many of a head, and how long the trained texts were', () => {
    const gptj = { model_type: 'gptj', n_embd: 4096, n_head: 16, n_positions: 2048, rotary_dim: 64 };
    const given = { width: 32, base: 10_000, trained: null };
    expect(readRope(gptj, given)).toMatchObject({
      pairing: 'interleaved',
      trained: 2048,
      rope: { headWidth: 256, share: 0.25 },
    });
    const neox = {
      model_type: 'gpt_neox',
      hidden_size: 2048,
      num_attention_heads: 8,
      rotary_pct: 0.25,
      rotary_emb_base: 20_000,
    };
    expect(readRope(neox, given)).toMatchObject({
      pairing: 'half-split',
      rope: { base: 20_000, headWidth: 256, share: 0.25 },
    });
    expect(notesOf(neox)).toContain('Of 256 columns of a head, 64 turn.');
    const nested = { model_type: 'llava', text_config: { model_type: 'llama', head_dim: 128, rope_theta: 5e5 } };
    expect(readRope(nested, given).rope).toMatchObject({ type: 'default', base: 5e5, headWidth: 128 });
    expect(readRope(yarn, given)).toMatchObject({
      pairing: null,
      trained: 4096,
      rope: { base: 10_000, headWidth: 32 },
    });
  });

  it('is said where it differs from the paper', () => {
    // Both computed by the formulas of the paper and of the authors' code, in NumPy: positions.json.
    const notes = notesOf({ ...yarn, factor: 16 }, { dModel: 128, length: 256 });
    expect(notes).toContain('The paper’s wavelengths are others by more than 1% in 25 of 64 pairs');
    expect(notes).toContain('Models multiply sines and cosines by 1.2773, and so scores by 1.6314.');
    expect(notesOf({ rope_type: 'default' })).not.toContain('paper');
    const { waves } = made({ ...yarn, factor: 16 }, { dModel: 128 });
    expect(waves!().lines.map(({ state }) => state)).toEqual(['unscaled', 'scaled', 'paper']);
  });

  it('of YaRN by name is that of models, beside the paper’s', () => {
    const own = encoding('rotary', { ...settings, dModel: 128, scaling: 'yarn', factor: 16, trained: 4096 }, null);
    const named = made({ ...yarn, factor: 16 }, { dModel: 128 });
    expect(own.frequencies!()).toEqual(named.frequencies!());
    expect(own.waves!().lines).toEqual(named.waves!().lines);
  });

  it.each([
    ['{"rope_type": "yarn", ', 'rope is {"rope_type": "yarn", : it must be an object of JSON'],
    ['[1, 2]', 'it must be an object of JSON'],
    [{ rope_type: 'yearn', factor: 2 }, 'rope_type is yearn: it is one of default, linear, dynamic, yarn'],
    [{ factor: 4 }, 'rope_type is null'],
    [{ rope_type: 'linear' }, 'factor is null: rope_type linear needs it'],
    [{ rope_type: 'linear', factor: '4' }, 'factor is 4: a number above 0 is needed'],
    [{ rope_type: 'linear', factor: -1 }, 'factor is -1: a number above 0 is needed'],
    [
      { rope_type: 'linear', factor: 2, beta_fast: 32 },
      'beta_fast is 32: rope_type linear has no such field; it has factor, rope_theta',
    ],
    [{ rope_type: 'dynamic', factor: 2 }, 'max_position_embeddings is null: rope_type dynamic needs it'],
    [{ rope_type: 'yarn', factor: 2 }, 'original_max_position_embeddings is null: rope_type yarn needs it'],
    [{ ...yarn, truncate: 'no' }, 'truncate is no: true or false is needed'],
    [{ ...yarn, partial_rotary_factor: 1.5 }, 'partial_rotary_factor is 1.5: a share of 1 at most is needed'],
    [
      {
        rope_type: 'llama3',
        factor: 8,
        low_freq_factor: 4,
        high_freq_factor: 1,
        original_max_position_embeddings: 8192,
      },
      'high_freq_factor is 1: a number above 4 is needed',
    ],
    [
      {
        rope_type: 'longrope',
        factor: 8,
        short_factor: [1, 1],
        long_factor: [2, 2],
        original_max_position_embeddings: 4096,
      },
      'short_factor is [1,1]: a list of 32 numbers is needed',
    ],
    [{ model_type: 'gpt2', n_embd: 768 }, 'model_type is gpt2: this model has no rotary encoding'],
    [
      {
        model_type: 'gemma3_text',
        rope_parameters: {
          full_attention: { rope_type: 'linear', factor: 8 },
          sliding_attention: { rope_type: 'default' },
        },
      },
      'it has several encodings, full_attention, sliding_attention: write one of them',
    ],
    [
      { model_type: 'llama', rope_scaling: { rope_type: 'linear', factor: 2, alpha: 3 } },
      'alpha is 3: rope_type linear has no such field',
    ],
  ])('is refused, and the field named: %j', (rope, sentence) => {
    expect(refusal(rope)).toContain(sentence);
  });

  it('takes what it does not say from attributes', () => {
    const own = made({ rope_type: 'yarn', factor: 2 }, { trained: 512, dModel: 16, base: 500 });
    expect(own).toMatchObject({ width: 16, trained: 512 });
    expect(own.waves!().lines[0].values[1]).toBeCloseTo(2 * Math.PI * 500 ** (1 / 8), 9);
  });
});
