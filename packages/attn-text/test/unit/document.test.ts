import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '@attn-elements/core/data';
import type { Tensor } from '@attn-elements/core/tensor';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../../src/open-document.js';
import { composeText } from '../../src/model.js';
import { shade } from '../../src/shading.js';

const say = (name: string) => name;

const folder = process.env.ATTN_REFERENCE_DIR!;
const { cases } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
  cases: { kind: string; file: string }[];
};
const found = cases.filter(
  ({ kind, file }) => kind === 'train-hierarchical-attention' && existsSync(join(folder, file)),
);
const asTheyAre = { scale: 'linear', exponent: 0.5, domain: null, normalization: 'none' } as const;
const plain = { level: 'both', scale: asTheyAre, shared: null } as const;

const json = {
  tokens: [['very', 'good'], ['the', 'room'], ['.']],
  word_weights: [[0.25, 0.75], [0.5, 0.5], [1]],
  sentence_weights: [0.5, 0.25, 0.25],
};
const open = async (data: object, batch = 0, tokens: (string | string[])[] | null = null) =>
  openDocument(await load(JSON.stringify(data)), batch, tokens);

describe('a document', () => {
  it.each(found)('of $file has, in each of its sentences, the weights of the file', async ({ file }) => {
    const arrays = await load(new Blob([readFileSync(join(folder, file))]));
    const [words, sentences, mask] = await Promise.all(
      ['word_weights', 'sentence_weights', 'mask'].map(async (name) => (await arrays.get(name)) as Tensor),
    );
    const [documents, count, width] = words.shape;
    const at = { words: words.float32(), sentences: sentences.float32(), mask: mask.float32() };
    for (let batch = 0; batch < documents; batch++) {
      const source = await openDocument(arrays, batch, null);
      const raw = { rows: 1, columns: source.shape(0)[1], values: await source.slice(0, 0) };
      const composition = composeText(
        source,
        { layer: 0, raw },
        { pieces: 'sum', hideFirstToken: false, normalization: 'none', say },
      );
      const expected: number[][] = [];
      for (let sentence = 0; sentence < count; sentence++) {
        for (let word = 0; word < width; word++) {
          const cell = (batch * count + sentence) * width + word;
          if (at.mask[cell]) expected.push([at.words[cell], at.sentences[batch * count + sentence]]);
        }
      }
      const shown = (level: 'both' | 'word' | 'sentence') => [...shade(composition, null, { ...plain, level }).values];
      expect(shown('word')).toEqual(expected.map(([word]) => word));
      expect(shown('sentence')).toEqual(expected.map(([, sentence]) => sentence));
      expect(shown('both')).toEqual(expected.map(([word, sentence]) => Math.fround(word * sentence)));
      expect(shown('both').reduce((sum, value) => sum + value)).toBeCloseTo(1, 5);
    }
  });

  it('is read from nested lists, from a file with lengths, and from one with padding alone', async () => {
    const [nested, lengths, padded] = await Promise.all([
      open(json),
      open({ ...json, tokens: json.tokens.flat(), sentence_lengths: [2, 2, 1] }),
      open({
        ...json,
        tokens: undefined,
        word_weights: [
          [0.25, 0.75],
          [0.5, 0.5],
          [1, 0],
        ],
      }),
    ]);
    for (const { levels } of [nested, lengths, padded]) {
      expect(levels.lengths).toEqual([2, 2, 1]);
      expect([...levels.words]).toEqual([0.25, 0.75, 0.5, 0.5, 1]);
    }
    expect(nested.keyTokens).toEqual(json.tokens.flat());
    expect(lengths.keyTokens).toEqual(json.tokens.flat());
    expect(padded.keyTokens).toBe(null);
    expect(Array.from(await nested.slice(0, 0))).toEqual([0.125, 0.375, 0.125, 0.125, 0.25]);
  });

  it('takes the author’s tokens before the file’s, nested or in one list', async () => {
    expect((await open(json, 0, [['a', 'b'], ['c'], ['d']])).levels.lengths).toEqual([2, 1, 1]);
    expect((await open(json, 0, ['a', 'b', 'c', 'd', 'e'])).keyTokens).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('is one of several', async () => {
    const several = {
      word_weights: [json.word_weights, [[1], [0.25, 0.75], [0.5, 0.5]]],
      sentence_weights: [
        [1, 0, 0],
        [0.25, 0.25, 0.5],
      ],
      tokens: [json.tokens, [['x'], ['y', 'z'], ['u', 'v']]],
    };
    const second = await open(several, 1);
    expect(second.keyTokens).toEqual(['x', 'y', 'z', 'u', 'v']);
    expect([...second.levels.sentences]).toEqual([0.25, 0.25, 0.5]);
    await expect(open(several, 2)).rejects.toMatchObject({
      code: 'wrong-shape',
      message: expect.stringMatching(/item 2/),
    });
  });

  it('says what does not fit', async () => {
    const fails = (data: object, code: string, tokens: (string | string[])[] | null = null) =>
      expect(open(data, 0, tokens)).rejects.toMatchObject({ code });
    await fails({ ...json, sentence_weights: [1, 0] }, 'wrong-shape');
    await fails({ ...json, sentence_weights: undefined }, 'no-array');
    await fails({ ...json, word_weights: [0.5, 0.5] }, 'wrong-shape');
    await fails(json, 'wrong-token-count', ['a', 'b']);
    await fails(json, 'wrong-token-count', [['a', 'b', 'c'], ['d'], ['e']]);
    await fails(json, 'wrong-shape', [['a'], ['b']]);
    await fails({ ...json, word_weights: [['a']] }, 'wrong-shape');
    await fails({ ...json, tokens: undefined, sentence_lengths: [3, 1, 1] }, 'wrong-token-count');
  });

  it('joins the pieces of words within a sentence', async () => {
    const source = await open({ ...json, tokens: [['un', '##do'], ['##x', 'y'], ['z']] });
    const raw = { rows: 1, columns: 5, values: await source.slice(0, 0) };
    const { keys, sentences, wordWeights, weights } = composeText(
      source,
      { layer: 0, raw },
      { pieces: 'sum', hideFirstToken: false, normalization: 'none', say },
    );
    expect(keys.map(({ text }) => text)).toEqual(['undo', 'x', 'y', 'z']);
    expect(sentences).toEqual([
      { weight: 0.5, first: 0, end: 1 },
      { weight: 0.25, first: 1, end: 3 },
      { weight: 0.25, first: 3, end: 4 },
    ]);
    expect([...wordWeights!]).toEqual([1, 0.5, 0.5, 1]);
    expect([...weights.values]).toEqual([0.5, 0.125, 0.125, 0.25]);
  });
});
