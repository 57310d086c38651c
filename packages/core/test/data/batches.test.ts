import { describe, expect, it } from 'vitest';
import {
  type DataObject,
  load,
  type OpenOptions,
  openAttention,
  openQueriesAndKeys,
  type Source,
} from '../../src/data/index.js';
import { elementCount } from '../../src/tensor.js';

/** An array of the shape whose elements count from 0. */
function counting(...shape: number[]) {
  return { shape, data: Float32Array.from({ length: elementCount(shape) }, (_, at) => at) };
}

const open = async (source: Source, options?: OpenOptions) => openAttention(await load(source), options);
const fails = (promise: Promise<unknown>, code: string, message: RegExp) =>
  expect(promise).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
const codesOf = async (source: Source, options?: OpenOptions) =>
  (await open(source, options)).remarks?.map(({ code }) => code);

// As many layers as items, so that one could be taken for the other: [layer, batch, head, query, key], and element
// [1, b, 0, 0, 0] is 18 + 9 b.
const attention = counting(2, 2, 1, 3, 3);
const allowedKeys = async (source: DataObject, batch: number) => {
  const values = await (await open({ attention, ...source }, { batch, maskSense: 'allowed' })).slice(1, 0);
  return Array.from(values.subarray(0, 3), (value) => value > -Infinity);
};

describe('a batch', () => {
  it('has masks [batch, 1, 1, key], as models are given them', async () => {
    const mask = { shape: [2, 1, 1, 3], data: Int32Array.of(1, 1, 1, 1, 0, 0) };
    expect(await allowedKeys({ mask }, 0)).toEqual([true, true, true]);
    expect(await allowedKeys({ mask }, 1)).toEqual([true, false, false]);
    // Added to scores, with as many axes as the attention.
    const added = { shape: [1, 2, 1, 1, 3], data: Float32Array.of(0, 0, 0, 0, -1e4, -1e4) };
    expect(await allowedKeys({ mask: added }, 0)).toEqual([true, true, true]);
    expect(await allowedKeys({ mask: added }, 1)).toEqual([true, false, false]);
  });

  it('has masks [batch, key] and [batch, query, key]', async () => {
    const row = { shape: [2, 3], data: Uint8Array.of(1, 1, 1, 1, 0, 0) };
    expect(await allowedKeys({ mask: row }, 0)).toEqual([true, true, true]);
    expect(await allowedKeys({ mask: row }, 1)).toEqual([true, false, false]);
    expect(await codesOf({ attention, mask: row }, { maskSense: 'allowed' })).toContain('mask-axes');
    const cells = Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1);
    expect(await allowedKeys({ mask: { shape: [2, 3, 3], data: cells } }, 1)).toEqual([false, true, false]);
  });

  it('has masks [batch · head, query, key], as nn.MultiheadAttention takes them', async () => {
    const weights = counting(2, 3, 2, 2, 2);
    // Of item b and head h the mask hides key 1 where 2 b + h is 3.
    const mask = {
      shape: [6, 2, 2],
      data: Uint8Array.from({ length: 24 }, (_, at) => Number(at % 2 === 0 || at >> 2 !== 3)),
    };
    const hides = async (batch: number, head: number) =>
      (await (await open({ attention: weights, mask }, { batch })).slice(0, head)).includes(-Infinity);
    expect([await hides(1, 0), await hides(1, 1), await hides(0, 1), await hides(2, 1)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('has lists of tokens of unlike length, segments, and items counted from the end', async () => {
    const tokens = [
      ['a', 'b', 'c'],
      ['d', 'e'],
    ];
    const given = await open({ attention }, { tokens, batch: -1 });
    expect(given.keyTokens).toEqual(['d', 'e', '']);
    const sides = await open(
      { attention },
      {
        queryTokens: tokens,
        keyTokens: [
          ['k', 'l', 'm'],
          ['n', 'o', 'p'],
        ],
        batch: 1,
      },
    );
    expect([sides.queryTokens, sides.keyTokens]).toEqual([
      ['d', 'e', ''],
      ['n', 'o', 'p'],
    ]);
    const image = { kind: 'image', start: 1, length: 2 };
    const segments = [[{ kind: 'text', start: 0, length: 3 }], [image]];
    expect((await open({ attention, segments }, { batch: 1 })).segments?.(0).key).toEqual([image]);
  });

  it('has masks that say nothing of the item', async () => {
    const mask = { shape: [3, 3], data: Uint8Array.of(0, 1, 1, 1, 1, 1, 1, 1, 1) };
    for (const batch of [0, 1]) expect(await allowedKeys({ mask }, batch)).toEqual([false, true, true]);
  });

  it('is not guessed where a mask fits in two ways', async () => {
    const square = { attention: counting(4, 3, 1, 3, 3), mask: { shape: [3, 3], data: new Uint8Array(9).fill(1) } };
    await fails(open(square), 'wrong-shape', /\[batch, 1, 1, key\] or \[1, 1, query, key\]/);
    const cube = { attention: counting(4, 2, 2, 3, 3), mask: { shape: [2, 3, 3], data: new Uint8Array(18).fill(1) } };
    await fails(open(cube), 'wrong-shape', /batch or the head/);
  });

  it('has tokens for each item, as lists, ids, and text in a safetensors header', async () => {
    const lists = [
      ['a', 'b', 'c'],
      ['d', 'e'],
    ];
    const tokensOf = async (source: DataObject, options: OpenOptions) => {
      const { queryTokens, keyTokens } = await open({ attention, ...source }, options);
      return [queryTokens, keyTokens];
    };
    expect(await tokensOf({ tokens: lists }, { batch: 0 })).toEqual([lists[0], lists[0]]);
    expect((await tokensOf({ tokens: lists }, { batch: 1 }))[1]).toEqual(['d', 'e', '']);
    expect((await tokensOf({ key_tokens: lists }, { batch: 0 }))[1]).toEqual(lists[0]);
    expect((await tokensOf({}, { batch: 1, tokens: [lists[0], ['x', 'y', 'z']] }))[0]).toEqual(['x', 'y', 'z']);
    // An id that float64 does not hold.
    const ids = { shape: [2, 3], data: BigInt64Array.of(1n, 2n, 3n, 4n, 5n, 2n ** 53n + 1n) };
    expect((await tokensOf({ tokens: ids }, { batch: 1 }))[0]).toEqual(['4', '5', '9007199254740993']);
    // One list in a list is one list.
    expect((await tokensOf({ tokens: [lists[0]] }, { batch: 1 }))[0]).toEqual(lists[0]);
  });

  it('is told by its tokens where attention is that of one layer', async () => {
    const tokens = ['a b c', 'd e f'].map((text) => text.split(' '));
    const source = await open({ attention: counting(2, 4, 3, 3), tokens }, { batch: 1 });
    expect([source.layers, source.heads(0), source.queryTokens]).toEqual([1, 4, tokens[1]]);
    expect((await source.slice(0, 0))[0]).toBe(36);
    expect(source.remarks).toEqual([
      { code: 'read-axes', details: { axes: ['batch', 'head', 'query', 'key'] } },
      { code: 'batch-item', details: { item: 1, count: 2 } },
    ]);
  });

  it('is told by a mask of padding, which layers cannot have each for itself', async () => {
    const one = counting(2, 4, 3, 3);
    const read = async (shape: number[], mask: number[]) => {
      const data = { attention: one, mask: { shape, data: Uint8Array.from(mask) } };
      const { layers, remarks } = await open(data, { maskSense: 'allowed' });
      return [layers, remarks!.map(({ code }) => code)];
    };
    const axes = ['read-axes', 'batch-item'];
    expect(await read([2, 1, 1, 3], [1, 1, 1, 1, 1, 0])).toEqual([1, axes]);
    expect(await read([2, 3], [1, 1, 0, 1, 1, 1])).toEqual([1, [...axes, 'mask-axes']]);
    // Causal, and of the second item the last key is padding.
    expect(await read([2, 1, 3, 3], [1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0])).toEqual([1, axes]);
    const padded = {
      attention: one,
      attention_mask: [
        [1, 1, 1],
        [1, 1, 0],
      ],
    };
    expect(await codesOf(padded)).toEqual(axes);
    // The same for both, or a window of some layers, says nothing of a batch.
    expect(await read([2, 1, 1, 3], [1, 1, 0, 1, 1, 0])).toEqual([2, []]);
    expect(await read([2, 1, 3, 3], [1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1])).toEqual([2, []]);
  });

  it('has queries and keys, with their mask and tokens', async () => {
    const file = await load({
      queries: counting(2, 2, 1, 3, 4),
      keys: counting(2, 2, 1, 3, 4),
      mask: { shape: [2, 1, 1, 3], data: Uint8Array.of(1, 1, 1, 1, 1, 0) },
      tokens: ['a b c', 'd e f'].map((text) => text.split(' ')),
    });
    const opened = (await openQueriesAndKeys(file, { batch: 1 }))!;
    expect(opened.head(1, 0).query.float32()[0]).toBe(24 + 12);
    expect(opened.allowed(1, 0)!.subarray(0, 3)).toEqual(Uint8Array.of(1, 1, 0));
    expect(opened.keyTokens).toEqual(['d', 'e', 'f']);
    expect(opened.remarks.map(({ code }) => code)).toContain('batch-item');
  });

  it('is said where it was supposed, and not where the author named the axes', async () => {
    expect((await open(counting(4, 2, 3, 5, 6))).remarks).toEqual([
      { code: 'read-axes', details: { axes: ['layer', 'batch', 'head', 'query', 'key'] } },
      { code: 'batch-item', details: { item: 0, count: 2 } },
    ]);
    expect(await codesOf(counting(4, 2, 3, 5, 6), { axes: 'layer batch head query key' })).toEqual([]);
    expect(await codesOf(counting(4, 1, 3, 5, 6))).toEqual([]);
    await fails(open(counting(2, 2, 2, 1, 5, 6)), 'wrong-shape', /axes/);
  });
});
