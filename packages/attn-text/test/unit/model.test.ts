import { load, openAttention } from '@attn-elements/core/data';
import { describe, expect, it } from 'vitest';
import type { TextChoice } from '../../src/choices.js';
import { composeText } from '../../src/model.js';
import { linearShades, shadeOf, type ShadeScale } from '@attn-elements/core/element';
import { shade } from '../../src/shading.js';

const say = (name: string) => name;

const asTheyAre = { scale: 'linear', exponent: 0.5, domain: null, normalization: 'none' } as const;
const plain = { level: 'both', scale: asTheyAre, shared: null } as const;

async function composed(data: object, options: Partial<Parameters<typeof composeText>[2]> = {}) {
  const source = await openAttention(await load(JSON.stringify(data)), { vectors: true });
  const [rows, columns] = source.shape(0);
  const raw = { rows, columns, values: await source.slice(0, 0) };
  return composeText(
    source,
    { layer: 0, raw },
    { pieces: 'sum', hideFirstToken: false, normalization: 'none', say, ...options },
  );
}

const self = {
  attention: [
    [1, 0, 0],
    [0.5, 0.5, 0],
    [0.25, 0.25, 0.5],
  ],
  tokens: ['a', 'b', 'c'],
};
const cross = {
  attention: [
    [0.25, 0.75],
    [1, 0],
  ],
  query_tokens: ['x', 'y'],
  key_tokens: ['u', 'v'],
};

describe('which texts there are', () => {
  it.each([
    ['one that attends to itself', self, 'self', ['key']],
    ['one, whose tokens one side has', { ...cross, key_tokens: undefined }, 'self', ['key']],
    ['two', cross, 'cross', ['query', 'key']],
    ['one beside patches of a picture', { attention: [[0.5, 0.25, 0.25]], query_tokens: ['x'] }, 'cross', ['query']],
    [
      'positions where no side has tokens',
      {
        attention: [
          [0.5, 0.25, 0.25],
          [1, 0, 0],
        ],
      },
      'cross',
      ['query', 'key'],
    ],
    ['one, of weights without queries', { attention: [0.5, 0.25, 0.25], tokens: ['a', 'b', 'c'] }, 'vector', ['key']],
  ])('%s', async (_, data, arrangement, texts) => {
    expect(await composed(data)).toMatchObject({ arrangement, texts });
  });
});

describe('shades', () => {
  const values = async (data: object, choice: TextChoice | null) => {
    const { side, values } = shade(await composed(data), choice, plain);
    return [side, ...values];
  };

  it('are what a query attends to, or who attends to a key', async () => {
    expect(await values(self, { side: 'query', word: 2 })).toEqual(['key', 0.25, 0.25, 0.5]);
    expect(await values(self, { side: 'key', word: 0 })).toEqual(['query', 1, 0.5, 0.25]);
    expect(await values(cross, { side: 'key', word: 1 })).toEqual(['query', 0.75, 0]);
  });

  it('are the mean over all queries where nothing is chosen, what is masked counted as 0', async () => {
    expect(await values(cross, null)).toEqual(['key', 0.625, 0.375]);
    const masked = {
      ...cross,
      mask: [
        [true, true],
        [true, false],
      ],
    };
    expect(await values(masked, null)).toEqual(['key', 0.625, 0.375]);
    expect(
      await values(
        {
          ...cross,
          mask: [
            [true, false],
            [true, false],
          ],
        },
        null,
      ),
    ).toEqual(['key', 0.625, -Infinity]);
  });

  it('reach from 0 to the largest value shown, or as the author or the group says', async () => {
    const composition = await composed(self);
    const domain = (options: object) =>
      shade(composition, { side: 'query', word: 1 }, { ...plain, ...options }).scale.domain;
    expect(domain({})).toEqual([0, 0.5]);
    expect(domain({ shared: [0, 1] })).toEqual([0, 1]);
    expect(domain({ shared: [0, 1], scale: { ...asTheyAre, domain: [0.25, 0.75] } })).toEqual([0.25, 0.75]);
    expect(domain({ shared: [-2, 1] })).toEqual([-2, 2]);
  });

  it('grow with the weight, and tell apart what is negative, masked, or no number', () => {
    expect(shadeOf(0.25, linearShades(0, 0.5))).toEqual({ strength: 0.5, kind: 'positive' });
    expect(shadeOf(2, linearShades(0, 0.5))).toEqual({ strength: 1, kind: 'positive' });
    expect(shadeOf(0.1, linearShades(0.2, 0.5))).toEqual({ strength: 0, kind: 'positive' });
    expect(shadeOf(-1, linearShades(-2, 2))).toEqual({ strength: 0.5, kind: 'negative' });
    expect(shadeOf(1, linearShades(-2, 2))).toEqual({ strength: 0.5, kind: 'positive' });
    expect(shadeOf(NaN, linearShades(0, 1)).kind).toBe('nan');
    expect(shadeOf(-Infinity, linearShades(0, 1)).kind).toBe('masked');
  });

  // Places by NumPy.
  it('grow as the scale has it, away from 0 on both sides', () => {
    const strength = (value: number, scale: Partial<ShadeScale>) =>
      shadeOf(value, { ...linearShades(0, 0.6), ...scale }).strength;
    expect(strength(0.2, { kind: 'power', exponent: 0.3 })).toBeCloseTo(0.7192231, 6);
    expect(strength(0.2, { kind: 'log', domain: [0.05, 0.6] })).toBeCloseTo(0.5578859, 6);
    expect(strength(0, { kind: 'log', domain: [0.05, 0.6] })).toBe(0);
    const signed = { kind: 'power', exponent: 0.3, domain: [-0.6, 0.6] } as const;
    expect(strength(-0.2, signed)).toBeCloseTo(0.7192231, 6);
    expect(strength(0.2, signed)).toBeCloseTo(0.7192231, 6);
  });

  it('are of values divided within queries, keys or all, and the weights stay', async () => {
    const shades = async (normalization: 'row' | 'column' | 'matrix', choice: Parameters<typeof shade>[1]) => {
      const scale = { ...asTheyAre, normalization };
      const shading = shade(await composed(self, { normalization }), choice, { ...plain, scale });
      expect([shading.side, ...shading.values]).toEqual(await values(self, choice));
      return [...shading.colored];
    };
    expect(await shades('row', { side: 'query', word: 2 })).toEqual([0.5, 0.5, 1]);
    expect(await shades('column', { side: 'query', word: 2 })).toEqual([0.25, 0.5, 1]);
    expect(await shades('row', { side: 'key', word: 0 })).toEqual([1, 1, 0.5]);
  });

  it('leave out the first token where it is hidden, and keep the weights as they are', async () => {
    const composition = await composed(self, { hideFirstToken: true });
    expect([...composition.shown.values].slice(6)).toEqual([-Infinity, Math.fround(1 / 3), Math.fround(2 / 3)]);
    expect([...composition.weights.values]).toEqual(self.attention.flat());
  });
});

describe('patches among words', () => {
  it('are words of their own, and pieces beside them join as they do', async () => {
    const image = { kind: 'image', start: 2, length: 2, rows: 1, columns: 2 };
    const tokens = ['ĠA', 'cat', '<image>', '<image>', 'Ġpur', 'rs'];
    const attention = tokens.map(() => tokens.map(() => 1 / 6));
    const { keys, arrangement } = await composed({ attention, tokens, segments: [image] });
    expect(arrangement).toBe('self');
    expect(keys.map(({ name }) => name)).toEqual(['Acat', 'patchAt', 'patchAt', 'purrs']);
  });
});
