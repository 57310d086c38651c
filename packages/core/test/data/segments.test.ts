import { describe, expect, it } from 'vitest';
import { load, type OpenOptions, openAttention } from '../../src/data/index.js';
import { englishSentences, fillSentence } from '../../src/errors.js';
import { placeNames } from '../../src/element/reading/place-names.js';
import { en } from '../../src/element/locales/en.js';

const text = { kind: 'text', start: 0, length: 2 } as const;
const image = { kind: 'image', start: 2, length: 6, rows: 2, columns: 3 } as const;

const matrix = (queries: number, keys: number) => Array.from({ length: queries }, () => Array(keys).fill(1 / keys));
const open = async (data: object) => openAttention(await load(data as never));
const sides = async (data: object) => (await open(data)).segments?.(0) ?? null;

describe('patches that the author places', () => {
  const placed = async (data: object, options: OpenOptions) =>
    (await openAttention(await load(data as never), options)).segments?.(0) ?? null;

  it('stand before the segments of the file', async () => {
    const data = { attention: matrix(9, 9), segments: [text, image] };
    const own = { kind: 'image', start: 1, length: 4, rows: 2, columns: 2 };
    expect(await placed(data, { span: [1, 4], grid: [2, 2] })).toEqual({ query: [own], key: [own] });
    expect(await placed(data, { span: [1, 4] })).toEqual({
      query: [{ kind: 'image', start: 1, length: 4 }],
      key: [{ kind: 'image', start: 1, length: 4 }],
    });
  });

  it('are all tokens, or all but a class token, where only their grid is named', async () => {
    const all = { kind: 'image', start: 0, length: 6, rows: 2, columns: 3 };
    expect(await placed({ attention: matrix(4, 6) }, { grid: [2, 3] })).toEqual({ query: null, key: [all] });
    const [classToken, after] = [
      { kind: 'class', start: 0, length: 1 },
      { ...all, start: 1 },
    ];
    expect(await placed({ attention: matrix(7, 7) }, { grid: [2, 3] })).toEqual({
      query: [classToken, after],
      key: [classToken, after],
    });
  });

  it('are of the side that they fill, and refused where they may be of either, or of none', async () => {
    const fills = await placed({ attention: matrix(9, 8) }, { span: [2, 6] });
    expect([fills?.query, fills?.key?.length]).toEqual([null, 1]);
    const fails = (data: object, options: OpenOptions, code: string) =>
      expect(placed(data, options)).rejects.toMatchObject({ code });
    await fails({ attention: matrix(20, 10) }, { span: [2, 6] }, 'segments-misfit');
    await fails({ attention: matrix(5, 5) }, { span: [2, 6] }, 'segments-misfit');
    await fails({ attention: matrix(5, 5) }, { grid: [3, 3] }, 'segments-misfit');
    await fails({ attention: matrix(9, 9) }, { span: [1, 4], grid: [3, 3] }, 'bad-option');
  });
});

describe('positions without tokens', () => {
  it('are measured in the author’s unit, beside words that stay what they are', async () => {
    const file = await load({ attention: matrix(2, 4), query_tokens: ['a', 'b'] });
    const measure = { unit: 's', start: -0.02, step: 0.02 };
    const source = await openAttention(file, { measure });
    expect([source.queryTokens, source.keyTokens]).toEqual([
      ['a', 'b'],
      ['−0.02 s', '0.00 s', '0.02 s', '0.04 s'],
    ]);
    const plain = await openAttention(await load({ attention: matrix(3, 3) }), {
      measure: { unit: null, start: 5, step: 10 },
    });
    expect(plain.queryTokens).toEqual(['5', '15', '25']);
  });
});

describe('segments', () => {
  it('are taken in the order of the sequence, as a list or as its text', async () => {
    for (const segments of [[image, text], JSON.stringify([image, text])]) {
      expect(await sides({ attention: matrix(9, 9), segments })).toEqual({ query: [text, image], key: [text, image] });
    }
    expect(await sides({ attention: matrix(9, 9) })).toBe(null);
  });

  it('are those of the side that they fill, else of the one that is long enough', async () => {
    const segments = [text, image];
    expect(await sides({ attention: matrix(9, 8), segments })).toEqual({ query: null, key: segments });
    expect(await sides({ attention: matrix(8, 20), segments })).toEqual({ query: segments, key: null });
    expect(await sides({ attention: matrix(3, 20), segments })).toEqual({ query: null, key: segments });
    expect(await sides({ attention: matrix(9, 20), query_segments: [text], key_segments: segments })).toEqual({
      query: [text],
      key: segments,
    });
  });

  it('are refused where they reach beyond the tokens, or may be of either side', async () => {
    const refused = { code: 'segments-misfit' };
    await expect(open({ attention: matrix(3, 7), segments: [text, image] })).rejects.toMatchObject(refused);
    await expect(open({ attention: matrix(9, 20), segments: [text, image] })).rejects.toMatchObject(refused);
    await expect(open({ attention: matrix(9, 20), query_segments: [{ ...image, start: 4 }] })).rejects.toMatchObject(
      refused,
    );
  });

  it.each([
    [[]],
    [[{ ...text, kind: 'words' }]],
    [[{ ...text, start: -1 }]],
    [[{ ...text, length: 0 }]],
    [[{ ...image, rows: 3 }]],
    [[{ ...image, columns: undefined }]],
    [[text, { ...image, start: 1 }]],
    ['35 576'],
  ])('are refused where they are none: %j', async (segments) => {
    await expect(open({ attention: matrix(9, 9), segments })).rejects.toMatchObject({ code: 'bad-segments' });
  });
});

describe('names of places', () => {
  const say = (name: string, details = {}) => fillSentence(en[name as keyof typeof englishSentences], details);
  const segments = [
    { kind: 'class', start: 0, length: 1 },
    { kind: 'register', start: 1, length: 2 },
    { kind: 'image', start: 3, length: 4, rows: 2, columns: 2 },
  ] as const;

  it('say what a position is, and leave words to their tokens', () => {
    const own = ['class token', 'register 0', 'register 1', 'patch 0,0', 'patch 0,1', 'patch 1,0', 'patch 1,1'];
    expect(placeNames(segments, null, 8, say as never)).toEqual([...own, null]);
    const second = { kind: 'image', start: 7, length: 2 } as const;
    expect(placeNames([...segments, second], null, 10, say as never).slice(6)).toEqual([
      'picture 0, patch 1,1',
      'picture 1, patch 0',
      'picture 1, patch 1',
      null,
    ]);
  });

  it('stand in the place of a token that is repeated for all patches, and of no other', () => {
    const repeated = ['[CLS]', 'r', 'r', '<i>', '<i>', '<i>', '<i>', 'cat'];
    expect(placeNames(segments, repeated, 8, say as never)).toEqual([
      ...Array(3).fill(null),
      'patch 0,0',
      'patch 0,1',
      'patch 1,0',
      'patch 1,1',
      null,
    ]);
    // One token for a whole picture is its name.
    expect(placeNames([{ kind: 'image', start: 1, length: 1 }], ['a', '<image>'], 2, say as never)).toEqual([
      null,
      null,
    ]);
    const codes = ['[CLS]', 'r', 'r', 'i17', 'i4', 'i17', 'i9', 'cat'];
    expect(placeNames(segments, codes, 8, say as never)).toEqual(Array(8).fill(null));
  });
});
