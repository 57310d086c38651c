import { describe, expect, it } from 'vitest';
import { load, openAttention } from '../../src/data/index.js';
import { englishSentences, fillSentence } from '../../src/errors.js';
import { placeNames } from '../../src/element/reading/place-names.js';
import { en } from '../../src/element/locales/en.js';

const text = { kind: 'text', start: 0, length: 2 } as const;
const image = { kind: 'image', start: 2, length: 6, rows: 2, columns: 3 } as const;

const matrix = (queries: number, keys: number) => Array.from({ length: queries }, () => Array(keys).fill(1 / keys));
const open = async (data: object) => openAttention(await load(data as never));
const sides = async (data: object) => (await open(data)).segments?.(0) ?? null;

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
    const codes = ['[CLS]', 'r', 'r', 'i17', 'i4', 'i17', 'i9', 'cat'];
    expect(placeNames(segments, codes, 8, say as never)).toEqual(Array(8).fill(null));
  });
});
