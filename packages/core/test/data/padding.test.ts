import { describe, expect, it } from 'vitest';
import { type DataObject, load, openAttention, openQueriesAndKeys, type OpenOptions } from '../../src/data/index.js';

/** Attention [items, heads, 4, 4] whose weight is even over the keys that are tokens, as a model gives it. */
function attended(lengths: readonly number[], heads = 2) {
  const data = lengths.flatMap((length) =>
    Array.from({ length: heads * 4 }, () => [0, 1, 2, 3].map((key) => (key < length ? 1 / length : 0))).flat(),
  );
  return { shape: [lengths.length, heads, 4, 4], data: Float32Array.from(data) };
}

const paddingOf = async (data: DataObject, options: OpenOptions = {}, layer = 0) => {
  const source = await openAttention(await load(data), options);
  return source.padding?.(layer);
};

describe('padding among the keys', () => {
  const attention = attended([2, 4, 3]);
  const axes = 'batch head query key';
  const mask = [
    [1, 1, 0, 0],
    [1, 1, 1, 1],
    [1, 1, 1, 0],
  ];

  it('is what the attention mask of the item hides', async () => {
    const data = { attention, attention_mask: mask };
    for (const [batch, keys] of [[2, 3], [], [3]].entries()) {
      expect(await paddingOf(data, { axes, batch })).toEqual({ array: 'attention_mask', keys });
      expect(await paddingOf(data, { batch })).toEqual({ array: 'attention_mask', keys });
    }
  });

  it('is what `key_padding_mask` marks, as PyTorch has it', async () => {
    const marked = mask.map((row) => row.map((allowed) => allowed === 0));
    expect(await paddingOf({ attention, key_padding_mask: marked }, { axes })).toEqual({
      array: 'key_padding_mask',
      keys: [2, 3],
    });
  });

  it('is what is hidden from every query, and not from some', async () => {
    const added = Array.from({ length: 16 }, (_, cell) =>
      cell % 4 > Math.floor(cell / 4) || cell % 4 === 2 ? -1e9 : 0,
    );
    const data = {
      attention: attended([4], 1),
      attention_mask: { shape: [1, 1, 4, 4], data: Float32Array.from(added) },
    };
    expect(await paddingOf(data)).toEqual({ array: 'attention_mask', keys: [2] });
  });

  it('is told by a `mask` too; a model’s own stands before it, and has a sense of its own', async () => {
    const one = attended([3], 1);
    expect(await paddingOf({ attention: one, mask: [1, 1, 1, 0] })).toEqual({ array: 'mask', keys: [3] });
    const both = { attention: one, mask: [1, 0, 0, 0], attention_mask: [1, 1, 1, 0] };
    expect(await paddingOf(both, { maskSense: 'hidden' })).toEqual({ array: 'attention_mask', keys: [3] });
  });

  it('goes with queries and keys', async () => {
    const part = { shape: [1, 1, 4, 2], data: Float32Array.from({ length: 8 }, (_, at) => at) };
    const file = await load({ queries: part, keys: part, attention_mask: [0, 1, 1, 1] });
    expect(await (await openQueriesAndKeys(file))!.padding!(0)).toEqual({ array: 'attention_mask', keys: [0] });
  });

  it('is refused where nearly all weight would be on it, unless the author says so', async () => {
    const data = { attention: attended([3], 1), attention_mask: [0, 0, 0, 1] };
    await expect(paddingOf(data)).rejects.toMatchObject({ code: 'mask-contradicts' });
    expect(await paddingOf(data, { maskSense: 'allowed' })).toEqual({ array: 'attention_mask', keys: [0, 1, 2] });
    expect(await paddingOf(data, { maskSense: 'hidden' })).toEqual({ array: 'attention_mask', keys: [3] });
  });

  it('is refused by the name of the array where that does not fit, and unknown without any', async () => {
    const data = { attention: attended([3], 1), attention_mask: [1, 1, 1, 0, 0] };
    await expect(paddingOf(data)).rejects.toMatchObject({ code: 'wrong-shape', details: { name: 'attention_mask' } });
    expect(await paddingOf({ attention: attended([3], 1) })).toBeUndefined();
  });
});
