import { describe, expect, it } from 'vitest';
import { type DataObject, load, type OpenOptions, openAttention, type Source } from '../../src/data/index.js';
import { elementCount, Tensor } from '../../src/tensor.js';

/** An array of the shape whose elements count from 0. */
function counting(...shape: number[]) {
  return { shape, data: Float32Array.from({ length: elementCount(shape) }, (_, at) => at) };
}

const open = async (source: Source, options?: OpenOptions) => openAttention(await load(source), options);
const fails = (promise: Promise<unknown>, code: string, message?: RegExp) =>
  expect(promise).rejects.toMatchObject({ name: 'AttnError', code, message: expect.stringMatching(message ?? /./) });

async function layout(source: Source, options?: OpenOptions) {
  const opened = await open(source, options);
  const last = opened.layers - 1;
  const values = await opened.slice(last, opened.heads(last) - 1);
  return {
    layers: opened.layers,
    heads: opened.heads(0),
    shape: opened.shape(0),
    last: values.at(-1),
    first: values[0],
  };
}

describe('axes', () => {
  it('are key, query, head, layer from the right', async () => {
    expect(await layout(counting(5, 6))).toEqual({ layers: 1, heads: 1, shape: [5, 6], first: 0, last: 29 });
    expect(await layout(counting(3, 5, 6))).toEqual({ layers: 1, heads: 3, shape: [5, 6], first: 60, last: 89 });
    expect(await layout(counting(2, 3, 5, 6))).toEqual({ layers: 2, heads: 3, shape: [5, 6], first: 150, last: 179 });
  });

  it('of one alone is refused, or read as the weights of one query where the view asks for it', async () => {
    await fails(open(counting(7)), 'wrong-shape', /at least two axes/);
    await fails(open({ axes: 'key', attention: counting(7) }, { vectors: true }), 'wrong-shape');
    const expected = { layers: 1, heads: 1, shape: [1, 7], first: 0, last: 6 };
    expect(await layout(counting(7), { vectors: true })).toEqual(expected);
    expect(await layout({ saliency: counting(7), description: 'x' }, { vectors: true })).toEqual(expected);
    expect(await layout(counting(5, 6), { vectors: true })).toMatchObject({ shape: [5, 6] });
  });

  it('of five: the first or second that is 1 is the batch', async () => {
    expect(await layout(counting(1, 2, 3, 5, 6))).toMatchObject({ layers: 2, heads: 3, first: 150, last: 179 });
    expect(await layout(counting(2, 1, 3, 5, 6))).toMatchObject({ layers: 2, heads: 3, first: 150, last: 179 });
    expect(await layout(counting(1, 1, 3, 5, 6))).toMatchObject({ layers: 1, heads: 3 });
  });

  it('of five without a 1: layer, batch, head, query, key, as stacking layers gives them', async () => {
    // Element [layer, batch, head, 0, 0] is 180 layer + 90 batch + 30 head.
    expect(await layout(counting(4, 2, 3, 5, 6))).toMatchObject({ layers: 4, heads: 3, first: 3 * 180 + 60 });
    expect(await layout(counting(4, 2, 3, 5, 6), { batch: 1 })).toMatchObject({ layers: 4, first: 3 * 180 + 90 + 60 });
    await fails(open(counting(4, 2, 3, 5, 6), { batch: 2 }), 'wrong-shape', /batch item 2/);
    await fails(open(counting(3, 5, 6), { batch: 1 }), 'wrong-shape');
  });

  it('follow the names that the author or the file gives', async () => {
    const array = counting(2, 3, 5, 6);
    expect(await layout(array, { axes: 'batch head query key', batch: 1 })).toMatchObject({
      layers: 1,
      heads: 3,
      first: 150,
    });
    // As [query, key, layer, head]: element [0, 0, 4, 5] is 4 × 6 + 5.
    expect(await layout(array, { axes: ['query', 'key', 'layer', 'head'] })).toMatchObject({
      layers: 5,
      heads: 6,
      shape: [2, 3],
      first: 29,
    });
    expect(await layout({ attention: array, axes: ['head', 'layer', 'query', 'key'] })).toMatchObject({
      layers: 3,
      heads: 2,
    });
    expect(await layout({ attention: array, axes: '["head", "layer", "key", "query"]' })).toMatchObject({
      layers: 3,
      heads: 2,
      shape: [6, 5],
    });
    expect(
      await layout({ attention: array, axes: ['head', 'layer', 'query', 'key'] }, { axes: 'layer,head,query,key' }),
    ).toMatchObject({ layers: 2 });
    for (const axes of [
      'head query key',
      'layer head query query',
      'layer head query width',
      'batch layer head query',
    ]) {
      await fails(open(array, { axes }), 'wrong-shape', /axes says/);
    }
  });

  it('must be at least two, at most five, and none empty', async () => {
    await fails(open(counting(5)), 'wrong-shape', /at least two/);
    await fails(open(counting(1, 1, 1, 1, 5, 6)), 'wrong-shape', /axes/);
    await fails(open(counting(2, 0, 6)), 'wrong-shape', /no values/);
    await fails(open([[]]), 'wrong-shape');
  });

  it('of column-major arrays are the same', async () => {
    const data = new Uint8Array(Float32Array.from({ length: 24 }, (_, at) => at).buffer);
    const source = await open({ attention: new Tensor('float32', [2, 3, 4], data, { fortran: true }) });
    // Element [head, query, key] lies at head + 2 query + 6 key.
    expect(Array.from(await source.slice(0, 1))).toEqual([1, 7, 13, 19, 3, 9, 15, 21, 5, 11, 17, 23]);
  });
});

describe('arrays', () => {
  it('are attention, or the only one, or the one that is named', async () => {
    expect((await open({ attention: counting(2, 2), other: counting(3, 3) })).shape(0)).toEqual([2, 2]);
    expect((await open({ attention: counting(2, 2), other: counting(3, 3) }, { array: 'other' })).shape(0)).toEqual([
      3, 3,
    ]);
    expect(
      (
        await open({ other: counting(3, 3), tokens: ['a', 'b', 'c'], queries: counting(3, 8), keys: counting(3, 8) })
      ).shape(0),
    ).toEqual([3, 3]);
    expect((await open({ keys: counting(3, 8) })).shape(0)).toEqual([3, 8]);
  });

  it('are asked for by name where there are several, and listed where there is none', async () => {
    await fails(open({ first: counting(2, 2), second: counting(2, 2) }), 'ambiguous-array', /first, second/);
    await fails(open({ first: counting(2, 2) }, { array: 'atention' }), 'no-array', /atention .*: first/);
    await fails(open({ tokens: ['a'] }), 'no-array');
    await fails(open({ tokens: ['a'] }, { array: 'tokens' }), 'wrong-shape', /text/);
    await fails(open({ first: counting(2, 2) }, { array: '__proto__' }), 'no-array');
    await fails(open({ first: counting(2, 2) }, { array: 'constructor' }), 'no-array');
  });

  it('may be a tuple of layers of different sizes', async () => {
    const source = await open({
      'attention.0': counting(2, 4, 4),
      'attention.1': counting(3, 2, 4),
      'attention.2': counting(1, 2, 6, 6),
      tokens: ['a', 'b', 'c', 'd'],
    });
    expect([0, 1, 2].map((layer) => [source.heads(layer), ...source.shape(layer)])).toEqual([
      [2, 4, 4],
      [3, 2, 4],
      [2, 6, 6],
    ]);
    expect((await source.slice(1, 2))[0]).toBe(16);
    expect((await source.slice(2, 1))[0]).toBe(36);
    expect(source.queryTokens).toEqual(['a', 'b', 'c', 'd']);
    expect(source.keyTokens).toEqual(['a', 'b', 'c', 'd']);
    await fails(
      open({ 'attention.0': counting(4, 4), 'attention.1': counting(5, 5), tokens: ['a'] }),
      'wrong-token-count',
      /4, 5/,
    );
  });

  it('are scores where they say so', async () => {
    expect((await open({ scores: counting(2, 2) })).kind).toBe('scores');
    expect((await open({ attention: counting(2, 2), scores: counting(2, 2) })).kind).toBe('weights');
    expect(
      (await open({ attention: counting(2, 2), scores_scaled: counting(2, 2) }, { array: 'scores_scaled' })).kind,
    ).toBe('scores');
    expect((await open({ attention: counting(2, 2), kind: 'scores' })).kind).toBe('scores');
  });

  it('keep what the file says of itself', async () => {
    expect((await open({ attention: [[1]], description: 'A map.' })).description).toBe('A map.');
    expect(
      (
        await open([
          [1, 0],
          [0, 1],
        ])
      ).description,
    ).toBeNull();
  });
});

describe('values', () => {
  it('of uint8 weights are 255ths, unless a scale says otherwise', async () => {
    const attention = { shape: [1, 3], data: Uint8Array.of(0, 51, 255) };
    expect(await (await open({ attention })).slice(0, 0)).toEqual(Float32Array.of(0, 0.2, 1));
    expect(await (await open({ attention, scale: 0.5 })).slice(0, 0)).toEqual(Float32Array.of(0, 25.5, 127.5));
    expect(await (await open({ attention, scale: [2] })).slice(0, 0)).toEqual(Float32Array.of(0, 102, 510));
    expect(await (await open({ scores: attention })).slice(0, 0)).toEqual(Float32Array.of(0, 51, 255));
    await fails(open({ attention, scale: 'big' }), 'damaged', /scale/);
  });

  it('that the mask forbids are −∞: by truth values, integers, or what is added to scores', async () => {
    const attention = counting(2, 2, 3);
    const expected = Float32Array.of(6, -Infinity, -Infinity, 9, 10, -Infinity);
    for (const mask of [
      [
        [true, false, false],
        [true, true, false],
      ],
      [
        [1, 0, 0],
        [1, 1, 0],
      ],
      { shape: [1, 2, 3], data: Int32Array.of(1, 0, 0, 1, 7, 0) },
      { shape: [2, 3], data: Float32Array.of(0, -Infinity, -3.4e38, 0, -1, -1e9) },
      { shape: [1, 1, 2, 3], data: Uint8Array.of(1, 0, 0, 1, 1, 0) },
    ]) {
      const source = await open({ attention, mask });
      expect(await source.slice(0, 1)).toEqual(expected);
      // The file itself is not written to.
      expect(attention.data[7]).toBe(7);
    }
    const row = await open({ attention, mask: [1, 1, 0] });
    expect(await row.slice(0, 0)).toEqual(Float32Array.of(0, 1, -Infinity, 3, 4, -Infinity));
    const none = await open({ attention, mask: { shape: [2, 3], data: new Float32Array(6) } });
    expect(await none.slice(0, 0)).toEqual(Float32Array.of(0, 1, 2, 3, 4, 5));
    await fails(
      open({
        attention,
        mask: [
          [1, 1],
          [1, 1],
        ],
      }),
      'wrong-shape',
      /mask/,
    );
  });

  it('choose the mask of the batch item, the layer and the head', async () => {
    const attention = counting(2, 2, 2, 1, 2);
    const mask = { shape: [2, 2, 2, 1, 2], data: Uint8Array.from({ length: 16 }, (_, at) => Number(at !== 14)) };
    expect(await (await open({ attention, mask }, { batch: 1 })).slice(1, 1)).toEqual(Float32Array.of(-Infinity, 15));
    expect(await (await open({ attention, mask }, { batch: 0 })).slice(1, 1)).toEqual(Float32Array.of(10, 11));
  });

  it('of a tuple are masked too', async () => {
    const tuple = { 'attention.0': counting(2, 1, 2), 'attention.1': counting(3, 1, 2), mask: [[1, 0]] };
    const source = await open(tuple);
    expect(await source.slice(1, 2)).toEqual(Float32Array.of(4, -Infinity));
    expect(await source.slice(0, 1)).toEqual(Float32Array.of(2, -Infinity));
    await fails(open({ ...tuple, mask: [[1, 0, 1]] }), 'wrong-shape', /mask/);
    // A mask is the attention's; another array has it where it fits.
    expect(await (await open({ ...tuple, other: [[1, 2, 3]] }, { array: 'other' })).slice(0, 0)).toEqual(
      Float32Array.of(1, 2, 3),
    );
  });

  it('need not sum to 1, and may be NaN', async () => {
    const values = await (await open('[[0.2, null], [NaN, 7]]')).slice(0, 0);
    expect(values).toEqual(Float32Array.of(0.2, NaN, NaN, 7));
  });

  it('of a head that is not there are refused', async () => {
    const source = await open(counting(2, 3, 4, 4));
    for (const [layer, head] of [
      [2, 0],
      [0, 3],
      [-1, 0],
      [0.5, 0],
      [0, 1.5],
      [0, NaN],
    ]) {
      await fails(source.slice(layer, head), 'no-head', /2 layers of up to 3 heads/);
    }
    await expect(source.slice(0, 0, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('tokens', () => {
  const attention = counting(2, 3);
  const tokensOf = async (source: DataObject, options?: OpenOptions) => {
    const { queryTokens, keyTokens } = await open(source, options);
    return [queryTokens, keyTokens];
  };

  it('are those of each side', async () => {
    expect(await tokensOf({ attention })).toEqual([null, null]);
    expect(await tokensOf({ attention, query_tokens: ['q', 'r'], key_tokens: ['a', 'b', 'c'] })).toEqual([
      ['q', 'r'],
      ['a', 'b', 'c'],
    ]);
    expect(await tokensOf({ attention, keyTokens: ['a', 'b', 'c'] })).toEqual([null, ['a', 'b', 'c']]);
    expect(await tokensOf({ attention: counting(2, 2), tokens: ['a', 'b'] })).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(await tokensOf({ attention, tokens: ['a', 'b', 'c'] })).toEqual([null, ['a', 'b', 'c']]);
    expect(await tokensOf({ attention, tokens: ['a', 'b', 'c'], query_tokens: ['q', 'r'] })).toEqual([
      ['q', 'r'],
      ['a', 'b', 'c'],
    ]);
    expect(await tokensOf({ attention: counting(2, 2), tokens: [464, 2068] })).toEqual([
      ['464', '2068'],
      ['464', '2068'],
    ]);
  });

  it('are the author’s before the file’s', async () => {
    const file = { attention, query_tokens: ['q', 'r'], key_tokens: ['a', 'b', 'c'] };
    expect(await tokensOf(file, { queryTokens: ['x', 'y'] })).toEqual([
      ['x', 'y'],
      ['a', 'b', 'c'],
    ]);
    expect(await tokensOf({ attention: counting(2, 2), tokens: ['a', 'b'] }, { tokens: ['x', 'y'] })).toEqual([
      ['x', 'y'],
      ['x', 'y'],
    ]);
  });

  it('are counted', async () => {
    await fails(open({ attention, key_tokens: ['a', 'b'] }), 'wrong-token-count', /2 key tokens for 3/);
    await fails(open({ attention, tokens: ['a'] }), 'wrong-token-count', /1 query token for 2/);
    await fails(open({ attention }, { queryTokens: ['a'] }), 'wrong-token-count');
    await fails(open({ attention }, { tokens: [] }), 'wrong-token-count');
  });

  it('of another array than attention are its own, or the file’s where they fit', async () => {
    const cross = counting(2, 3);
    const named = { attention: counting(4, 4), cross, tokens: ['a', 'b', 'c', 'd'] };
    expect(await tokensOf(named, { array: 'cross' })).toEqual([null, null]);
    expect(await tokensOf({ ...named, query_tokens: ['q', 'r'] }, { array: 'cross' })).toEqual([['q', 'r'], null]);
    const own = { ...named, 'cross.query_tokens': ['q', 'r'], 'cross.key_tokens': ['x', 'y', 'z'] };
    expect(await tokensOf(own, { array: 'cross' })).toEqual([
      ['q', 'r'],
      ['x', 'y', 'z'],
    ]);
    await fails(open({ ...named, 'cross.key_tokens': ['x'] }, { array: 'cross' }), 'wrong-token-count');
    await fails(open(named, { array: 'cross', tokens: ['a'] }), 'wrong-token-count');
  });
});

describe('axes beyond those of attention', () => {
  it('are refused where two of them may be a picture’s, and read as their author names them', async () => {
    // Cross attention of a model that draws: [prompt, head, row, column, token]; element [b, h, r, c, t] counts.
    const drawn = counting(2, 4, 3, 3, 7);
    await fails(open({ attention: drawn }), 'wrong-shape', /batch, head, rows, columns, key: name them in axes/);
    await fails(open({ attention: counting(1, 4, 3, 3, 7) }), 'wrong-shape', /rows, columns/);
    const read = await open({ attention: drawn }, { axes: 'batch head rows columns key', batch: 1 });
    expect([read.layers, read.heads(0), read.shape(0)]).toEqual([1, 4, [9, 7]]);
    expect((await read.slice(0, 2))[4 * 7 + 3]).toBe((((1 * 4 + 2) * 3 + 1) * 3 + 1) * 7 + 3);
    const image = { kind: 'image', start: 0, length: 9, rows: 3, columns: 3 };
    expect(read.segments?.(0)).toEqual({ query: [image], key: null });
  });

  it.each([
    ['_ head rows columns key', [2, 4, 3, 5, 7], [1, 4, 15, 7]],
    ['query rows columns', [5, 3, 4], [1, 1, 5, 12]],
    ['columns key rows', [3, 5, 4], [1, 1, 12, 5]],
    ['rows columns', [3, 4], [1, 1, 1, 12]],
    ['step head query key', [6, 2, 3, 4], [6, 2, 3, 4]],
    ['step layer batch head query key', [6, 2, 1, 5, 3, 4], [2, 5, 3, 4]],
  ])('are %s', async (axes, shape, [layers, heads, queries, keys]) => {
    const source = await open({ attention: counting(...shape) }, { axes });
    expect([source.layers, source.heads(0), ...source.shape(0)]).toEqual([layers, heads, queries, keys]);
  });

  it('stand in any order', async () => {
    const source = await open({ attention: counting(3, 5, 4) }, { axes: 'columns key rows' });
    // Query (row 1, column 2), key 3 is element [2, 3, 1].
    expect((await source.slice(0, 0))[(1 * 3 + 2) * 5 + 3]).toBe((2 * 5 + 3) * 4 + 1);
  });

  it('say which names there are', async () => {
    await fails(open({ attention: counting(2, 2, 2, 2, 3, 4) }), 'wrong-shape', /rows and columns.*step.*_ for one/);
    await fails(
      open({ attention: counting(2, 3, 4) }, { axes: 'rows query key' }),
      'wrong-shape',
      /rows and columns stand together/,
    );
  });

  it('are said where heads may be rows', async () => {
    const source = await open({ attention: counting(16, 16, 7) });
    expect(source.remarks).toEqual([{ code: 'read-axes', details: { axes: ['head', 'query', 'key'] } }]);
  });
});
