import { describe, expect, it } from 'vitest';
import { load, type OpenOptions, openAttention, openQueriesAndKeys, type Source } from '../../src/data/index.js';
import { elementCount } from '../../src/tensor.js';

/** An array of the shape whose elements count from 0. */
function counting(...shape: number[]) {
  return { shape, data: Float32Array.from({ length: elementCount(shape) }, (_, at) => at) };
}

const open = async (source: Source, options?: OpenOptions) => openAttention(await load(source), options);

/** Shape and first number of the values of a head. */
async function firstOf(source: Source, layer: number, head: number, options?: OpenOptions) {
  const values = await (await open(source, options)).values!(layer, head);
  return [values.shape, values.float32()[0]];
}

describe('values beside attention', () => {
  it('are those of a head, and shared where there are fewer heads', async () => {
    const attention = counting(2, 4, 3, 5);
    expect(await firstOf({ attention, values: counting(2, 4, 5, 6) }, 1, 3)).toEqual([[5, 6], 120 + 90]);
    expect(await firstOf({ attention, values: counting(2, 2, 5, 6) }, 0, 3)).toEqual([[5, 6], 30]);
    expect(await firstOf({ attention, values: counting(2, 1, 5, 6) }, 1, 3)).toEqual([[5, 6], 30]);
    const queries = { queries: counting(4, 3, 2), keys: counting(2, 5, 2), values: counting(2, 5, 6) };
    const source = await openQueriesAndKeys(await load(queries));
    expect((await source!.values!(0, 2)).float32()[0]).toBe(30);
  });

  it('have the axes and the batch of the attention', async () => {
    const axes = 'layer batch head query key';
    const batch = { attention: counting(3, 2, 1, 4, 4), values: counting(3, 2, 1, 4, 7) };
    expect(await firstOf(batch, 2, 0, { batch: 1, axes })).toEqual([[4, 7], (2 * 2 + 1) * 28]);
    // Of fewer axes than are named they are read by the general rule.
    expect(await firstOf({ attention: counting(1, 2, 1, 4, 4), values: counting(4, 7) }, 0, 0, { axes })).toEqual([
      [4, 7],
      0,
    ]);
  });

  it('are never taken for the attention where there is another', async () => {
    const source = await open({ heads: counting(2, 4, 4), values: counting(2, 4, 8) });
    expect(source.shape(0)).toEqual([4, 4]);
    expect((await open({ values: counting(4, 8), tokens: ['a', 'b', 'c', 'd'] })).shape(0)).toEqual([4, 8]);
    expect((await open({ values: counting(4, 8) })).values).toBe(undefined);
    expect((await open({ attention: counting(4, 4) })).values).toBe(undefined);
  });

  it('are refused where they do not fit', async () => {
    const refused = async (values: Source) =>
      expect(firstOf({ attention: counting(2, 4, 3, 5), values } as Source, 0, 0)).rejects.toMatchObject({
        code: 'wrong-shape',
        details: { name: 'values' },
      });
    await refused(counting(2, 4, 6, 6));
    await refused(counting(2, 3, 5, 6));
    await refused(counting(4, 5, 6));
  });
});
