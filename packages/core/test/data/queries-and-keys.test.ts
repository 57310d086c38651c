import { describe, expect, it } from 'vitest';
import { load, type OpenOptions, openAttention, openQueriesAndKeys, type Source } from '../../src/data/index.js';
import { elementCount } from '../../src/tensor.js';

/** An array of the shape whose elements count from 0. */
function counting(...shape: number[]) {
  return { shape, data: Float32Array.from({ length: elementCount(shape) }, (_, at) => at) };
}

const open = async (source: Source, options?: OpenOptions) => openQueriesAndKeys(await load(source), options);
const opened = async (source: Source, options?: OpenOptions) => {
  const found = await open(source, options);
  if (!found) throw new Error('no queries and keys');
  return found;
};
const fails = (promise: Promise<unknown>, code: string, message: RegExp) =>
  expect(promise).rejects.toMatchObject({ name: 'AttnError', code, message: expect.stringMatching(message) });

describe('queries and keys', () => {
  it('are what a file without attention is for', async () => {
    const pair = { queries: counting(5, 4), keys: counting(6, 4) };
    expect((await opened(pair)).shape(0)).toEqual([5, 6]);
    expect((await opened({ ...pair, values: counting(6, 3) })).shape(0)).toEqual([5, 6]);
    for (const name of ['attention', 'weights', 'scores', 'attention.0']) {
      expect(await open({ ...pair, [name]: counting(5, 6) }), name).toBe(null);
      expect(await open({ ...pair, [name]: counting(5, 6) }, { array: 'queries' }), name).not.toBe(null);
    }
    expect(await open({ ...pair, other: counting(5, 6) }, { array: 'other' })).toBe(null);
    expect(await open({ queries: counting(5, 4), other: counting(5, 6) })).toBe(null);
    await fails(open({ queries: counting(5, 4) }, { array: 'queries' }), 'no-array', /keys/);
  });

  it('have the axes of attention, with token and width in place of query and key', async () => {
    const source = await opened({ queries: counting(2, 3, 5, 4), keys: counting(2, 3, 6, 4) });
    expect([source.layers, source.heads(1), source.shape(1)]).toEqual([2, 3, [5, 6]]);
    const { query, key } = source.head(1, 2);
    expect([query.shape, query.float32()[0]]).toEqual([[5, 4], 60 + 2 * 20]);
    expect([key.shape, key.float32()[0]]).toEqual([[6, 4], 72 + 2 * 24]);
    const batch = await opened({ queries: counting(4, 2, 3, 5, 4), keys: counting(4, 2, 3, 6, 4) }, { batch: 1 });
    expect(batch.layers).toBe(4);
    expect(batch.head(3, 0).query.float32()[0]).toBe(3 * 120 + 60);
    // As a fused projection has them, before heads are brought in front of tokens.
    const fused = { queries: counting(5, 3, 4), keys: counting(6, 3, 4), axes: 'token head width' };
    expect((await opened(fused)).head(0, 1).query.float32().slice(0, 5)).toEqual(Float32Array.of(4, 5, 6, 7, 16));
    await fails(open(fused, { axes: 'query head key' }), 'wrong-shape', /token, width/);
  });

  it('come one array a layer where layers differ', async () => {
    const source = await opened({
      'queries.0': counting(2, 5, 4),
      'keys.0': counting(2, 5, 4),
      'queries.1': counting(3, 7, 2),
      'keys.1': counting(3, 7, 2),
    });
    expect(source.layers).toBe(2);
    expect([source.heads(1), source.shape(1)]).toEqual([3, [7, 7]]);
    expect(source.head(1, 2).key.float32()[0]).toBe(28);
  });

  it('share the keys of fewer heads', async () => {
    const source = await opened({ queries: counting(4, 5, 2), keys: counting(2, 5, 2) });
    expect([0, 1, 2, 3].map((head) => source.head(0, head).key.float32()[0])).toEqual([0, 0, 10, 10]);
    await fails(open({ queries: counting(4, 5, 2), keys: counting(3, 5, 2) }), 'wrong-shape', /do not divide the 4/);
  });

  it('come with tokens and a mask', async () => {
    const pair = {
      queries: counting(2, 2),
      keys: counting(3, 2),
      query_tokens: ['a', 'b'],
      key_tokens: ['x', 'y', 'z'],
    };
    const source = await opened({ ...pair, mask: [[true, false, true]] });
    expect([source.queryTokens, source.keyTokens]).toEqual([pair.query_tokens, pair.key_tokens]);
    expect(source.allowed(0, 0)).toEqual(Uint8Array.of(1, 0, 1, 1, 0, 1));
    expect((await opened(pair)).allowed(0, 0)).toBe(null);
    await fails(opened({ ...pair, mask: [[true, false]] }), 'wrong-shape', /mask/);
    await fails(opened({ ...pair, query_tokens: ['a'] }), 'wrong-token-count', /1 query/);
  });

  it('come with what learned scores multiply with', async () => {
    const pair = { queries: counting(5, 4), keys: counting(6, 3) };
    await fails(open(pair), 'wrong-shape', /the queries are 4 wide/);
    const bilinear = await opened({ ...pair, score_weight: counting(4, 3) });
    expect(bilinear.parameters.weight?.shape).toEqual([4, 3]);
    expect(bilinear.parameters.additive).toBe(null);
    expect(bilinear.isOneWidth).toBe(false);
    const additive = {
      score_query_weight: counting(4, 7),
      score_key_weight: counting(3, 7),
      score_vector: counting(7),
    };
    expect((await opened({ ...pair, ...additive })).parameters.additive?.vector.shape).toEqual([7]);
    await fails(open({ ...pair, score_weight: counting(3, 4) }), 'wrong-shape', /score_weight .*\[4, 3\] is needed/);
    await fails(
      open({ ...pair, ...additive, score_key_weight: counting(4, 7) }),
      'wrong-shape',
      /score_key_weight .*\[3, 7\] is needed/,
    );
    await fails(open({ ...pair, ...additive, score_vector: counting(7, 1) }), 'wrong-shape', /\[hidden\] is needed/);
    // None of them is taken for attention.
    const attention = await openAttention(await load({ weighed: counting(5, 6), ...additive }));
    expect(attention.shape(0)).toEqual([5, 6]);
  });

  it('that do not belong together are refused', async () => {
    await fails(open({ queries: counting(2, 1, 5, 4), keys: counting(3, 1, 5, 4) }), 'wrong-shape', /2 layers/);
    await fails(open({ queries: counting(4), keys: counting(4) }), 'wrong-shape', /two axes, token, width/);
    await fails(open({ queries: ['a', 'b'], keys: counting(2, 1) }), 'wrong-shape', /text/);
    const source = await opened({ queries: counting(2, 5, 4), keys: counting(2, 5, 4) });
    expect(() => source.head(0, 2)).toThrow(expect.objectContaining({ code: 'no-head' }));
    expect(() => source.allowed(1, 0)).toThrow(expect.objectContaining({ code: 'no-head' }));
  });
});
