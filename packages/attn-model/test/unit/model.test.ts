import { describe, expect, it } from 'vitest';
import type { ModelFacts, RunFacts } from '../../src/running/protocol.js';
import { arrayNames, partsOf, sourceOf } from '../../src/sources.js';
import { filled, headsIn, numbersIn, toggled } from '../../src/model.js';

const facts: ModelFacts = {
  modelType: 'marian',
  source: 'models/',
  parameters: 10,
  bytes: 40,
  width: 6,
  headWidth: 3,
  vocabulary: 5,
  maxTokens: 8,
  heads: { encoder: [2], decoder: [2, 2], cross: [2, 2] },
  takes: 'text',
  predicts: 'next',
  maskToken: null,
  patches: null,
};
const run: RunFacts = {
  run: 3,
  tokens: ['a', 'b', 'c'],
  special: [false, false, false],
  decoderTokens: ['<s>', 'd'],
  places: [],
};

describe('words of attributes', () => {
  it('name heads and tokens', () => {
    expect(headsIn('1.0 12.3')).toEqual([
      { layer: 1, head: 0 },
      { layer: 12, head: 3 },
    ]);
    expect(headsIn(null)).toEqual([]);
    expect(numbersIn('0 3')).toEqual([0, 3]);
  });

  it('come and go', () => {
    expect(toggled(null, '1.0')).toBe('1.0');
    expect(toggled('1.0', '0.2')).toBe('1.0 0.2');
    expect(toggled('1.0 0.2', '1.0')).toBe('0.2');
    expect(toggled('1.0', '1.0')).toBeNull();
  });

  it('take the place of a mask', () => {
    expect(filled('a [MASK] c [MASK]', '[MASK]', ' b', 0)).toBe('a b c [MASK]');
    expect(filled('a [MASK] c [MASK]', '[MASK]', '$&', 1)).toBe('a [MASK] c $&');
    expect(filled('the lam [MASK]', '[MASK]', '##p', 0)).toBe('the lamp');
    // A mask of the second text is not one of the first.
    expect(filled('a [MASK]', '[MASK]', 'b', 1)).toBe('a [MASK]');
  });
});

describe('arrays of a run', () => {
  const asked: unknown[] = [];
  const ask = async (one: unknown) => {
    asked.push(one);
    return { rows: 2, columns: 3, values: new Float32Array(6) };
  };

  it('are named by the part of the model, the decoder first', () => {
    expect(partsOf(facts)).toEqual(['decoder', 'cross', 'encoder']);
    expect(arrayNames(facts)).toContain('cross_attention');
    expect(arrayNames({ ...facts, heads: { self: [1] } })).toContain('queries');
  });

  it('have the tokens of either side', async () => {
    const cross = sourceOf(facts, { run, picture: null }, 'cross_attention', 'models/', ask);
    expect([cross.layers, cross.heads(1), cross.shape(0)]).toEqual([2, 2, [2, 3]]);
    expect([cross.queryTokens, cross.keyTokens]).toEqual([
      ['<s>', 'd'],
      ['a', 'b', 'c'],
    ]);
    await cross.slice(1, 0);
    expect(asked.at(-1)).toEqual({ run: 3, array: 'attention', part: 'cross', layer: 1, head: 0 });
    const keys = sourceOf(facts, { run, picture: null }, 'cross_keys', 'models/', ask);
    expect([keys.shape(0), keys.queryTokens, keys.keyTokens, keys.kind]).toEqual([
      [3, 3],
      ['a', 'b', 'c'],
      null,
      'values',
    ]);
  });

  it('are refused by name, and heads by number', async () => {
    expect(() => sourceOf(facts, { run, picture: null }, 'gradients', 'models/', ask)).toThrow(
      expect.objectContaining({ code: 'no-array', message: expect.stringContaining('encoder_hidden') }),
    );
    await expect(sourceOf(facts, { run, picture: null }, null, 'models/', ask).slice(2, 0)).rejects.toMatchObject({
      code: 'no-head',
    });
  });
});
