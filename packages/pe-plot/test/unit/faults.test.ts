import { AttnError } from '@attn-elements/core/errors';
import { describe, expect, it } from 'vitest';
import { plotFaults } from '../../src/faults.js';
import { encoding } from '../../src/kinds/index.js';
import { defaults, type Kind, kinds, type PlotSettings } from '../../src/settings.js';
import { plotSentences } from '../../src/strings.js';

/** Why settings cannot be, in a sentence; null where they can. */
function refusal(kind: Kind, settings: Partial<PlotSettings>): AttnError | null {
  try {
    encoding(kind, { ...defaults, ...settings }, null);
    return null;
  } catch (error) {
    if (error instanceof AttnError && error.code === 'bad-option') return error;
    throw error;
  }
}

const many = 1_000_000_000;

describe('settings that cannot be', () => {
  const cases: [kinds: readonly Kind[], settings: Partial<PlotSettings>, sentence: RegExp][] = [
    [['rotary', 'sinusoidal-2d'], { dModel: 31 }, /^d-model is 31: columns come in pairs, so it must be even/],
    [['rotary', 'sinusoidal-2d'], { dModel: 0 }, /^d-model is 0: a whole number from 2 up/],
    [['sinusoidal'], { dModel: 0 }, /^d-model is 0: a whole number from 1 up/],
    [['sinusoidal', 'rotary', 'sinusoidal-2d'], { dModel: 2.5 }, /^d-model is 2.5: a whole number/],
    [['sinusoidal', 'rotary', 'sinusoidal-2d'], { dModel: -4 }, /^d-model is -4: a whole number/],
    [['sinusoidal', 'rotary', 'sinusoidal-2d'], { base: 0 }, /^base is 0: a number above 0/],
    [['sinusoidal', 'rotary', 'sinusoidal-2d'], { base: -2 }, /^base is -2: a number above 0/],
    [['sinusoidal', 'rotary', 'sinusoidal-2d'], { base: NaN }, /^base is NaN: a number above 0/],
    [['sinusoidal', 'rotary', 'sinusoidal-2d'], { base: Infinity }, /^base is Infinity: a number above 0/],
    [['sinusoidal', 'rotary', 'alibi', 't5'], { length: many }, /^length is 1000000000: .*16,777,216 is the most/],
    [['sinusoidal', 'rotary', 'alibi', 't5'], { length: Infinity }, /^length is Infinity: a whole number/],
    [['sinusoidal', 'rotary', 'alibi', 't5'], { length: NaN }, /^length is NaN: a whole number/],
    [['sinusoidal', 'rotary', 'alibi', 't5'], { length: 0 }, /^length is 0: a whole number from 1 up/],
    [['sinusoidal', 'rotary', 'alibi', 't5'], { length: 1.5 }, /^length is 1.5: a whole number/],
    [['sinusoidal', 'rotary'], { length: 100_000, dModel: 1000 }, /would have 100,000,000 values/],
    [['sinusoidal-2d'], { rows: 0 }, /^rows is 0: a whole number/],
    [['sinusoidal-2d'], { columns: NaN }, /^columns is NaN: a whole number/],
    [['sinusoidal-2d'], { rows: 5000, columns: 5000 }, /would have 800,000,000 values/],
    [['rotary'], { factor: 0 }, /^factor is 0: a number above 0/],
    [['rotary'], { factor: NaN, scaling: 'linear' }, /^factor is NaN: a number above 0/],
    [['alibi'], { heads: 0 }, /^heads is 0: a whole number from 1 up/],
    [['alibi'], { heads: 2.5 }, /^heads is 2.5: a whole number/],
    [['alibi'], { heads: 129 }, /^heads is 129: .*128 is the most/],
    // What is drawn is a number for each head and distance.
    [['alibi'], { heads: 128, length: 200_000 }, /^length is 200000: the table would have 25,600,000 values/],
    [['t5'], { buckets: 1 }, /^buckets is 1: a whole number from 2 up/],
    [['t5'], { buckets: 3, bidirectional: true }, /^buckets is 3: a whole number from 4 up/],
    [['t5'], { buckets: many }, /^max-distance is 128: .*it must be above 500,000,000/],
    [['t5'], { maxDistance: 16 }, /^max-distance is 16: half of the buckets hold one distance each.* above 16/],
    [['t5'], { maxDistance: 8, bidirectional: true }, /^max-distance is 8: .* above 8/],
    [['t5'], { maxDistance: Infinity }, /^max-distance is Infinity/],
    [['learned'], {}, /^src is empty: a table of positions is needed/],
    [kinds, { trained: 0 }, /^trained is 0: a whole number from 1 up/],
    [kinds, { trained: 2.5 }, /^trained is 2.5: a whole number/],
  ];
  for (const [list, settings, sentence] of cases) {
    it.each(list.map((kind) => ({ kind, settings })))('are refused for $kind: $settings', ({ kind }) =>
      expect(refusal(kind, settings)?.message).toMatch(sentence),
    );
  }

  it('say why by a name that every language has a sentence for, with the same blanks', () => {
    const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();
    for (const [name, text] of Object.entries(plotFaults))
      expect(plotSentences.en[name as keyof typeof plotFaults]).toBe(text);
    for (const [list, settings] of cases) {
      for (const kind of list) {
        const { details } = refusal(kind, settings)!;
        const text = plotSentences.en[details.fault as keyof typeof plotFaults];
        for (const blank of blanks(text)) expect(details, `${blank} of ${text}`).toHaveProperty(blank.slice(1, -1));
      }
    }
  });
});

describe('settings at their ends', () => {
  const cases: [Kind, Partial<PlotSettings>][] = [
    ['sinusoidal', { length: 1, dModel: 1 }],
    ['sinusoidal', { dModel: 7 }],
    ['sinusoidal', { length: 8192, dModel: 1024 }],
    ['sinusoidal', { base: 1e-3 }],
    ['rotary', { length: 1, dModel: 2 }],
    ['sinusoidal-2d', { rows: 1, columns: 1, dModel: 2 }],
    ['alibi', { heads: 1, length: 1 }],
    ['alibi', { heads: 128 }],
    ['t5', { buckets: 2, maxDistance: 2, length: 1 }],
    ['t5', { buckets: 4, maxDistance: 2, bidirectional: true }],
    ['rotary', { trained: 1, scaling: 'yarn' }],
  ];
  it.each(cases)('are taken for %s: %o', (kind, settings) => expect(refusal(kind, settings)).toBeNull());

  it('are not asked for where a kind does not use them', () => {
    expect(refusal('alibi', { dModel: 31, base: -1, buckets: 0 })).toBeNull();
    expect(refusal('sinusoidal', { heads: 0, factor: 0, rows: -1 })).toBeNull();
  });
});
