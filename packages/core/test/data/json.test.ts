import { describe, expect, it } from 'vitest';
import { load, openAttention } from '../../src/data/index.js';
import { StringTensor, Tensor } from '../../src/tensor.js';

const get = async (text: string, name = 'attention') => (await load(text)).get(name) as Promise<Tensor>;
const fails = (text: string, code: string, message: RegExp, name = 'attention') =>
  expect(get(text, name)).rejects.toMatchObject({ name: 'AttnError', code, message: expect.stringMatching(message) });

describe('JSON', () => {
  it('is a nested list of any depth', async () => {
    const tensor = await get(' [[[1, 2.5], [-3e-2, null]]]');
    expect(tensor.shape).toEqual([1, 2, 2]);
    expect(tensor.float64()).toEqual(Float64Array.of(1, 2.5, -0.03, NaN));
  });

  it('is an object of arrays, text and numbers', async () => {
    const file = await load(
      '{"attention": [[1]], "tokens": ["a"], "kind": "scores", "scale": 2, "axes": ["query", "key"], "note": null, "more": {"a": 1}}',
    );
    expect(file.names).toEqual(['attention', 'tokens']);
    expect(Object.fromEntries(file.metadata)).toEqual({ kind: 'scores', scale: '2', axes: 'query key' });
    expect(await file.get('tokens')).toEqual(new StringTensor(['a']));
  });

  it('may hold what Python writes for numbers that JSON does not know', async () => {
    const text =
      '{"attention": [[NaN, Infinity, -Infinity, 1]], "tokens": ["NaN", "a \\"Infinity\\" NaN", "\\\\"], "x": "NaN"}';
    const file = await load(text);
    expect(((await file.get('attention')) as Tensor).float64()).toEqual(Float64Array.of(NaN, Infinity, -Infinity, 1));
    expect(await file.get('tokens')).toMatchObject({ values: ['NaN', 'a "Infinity" NaN', '\\'] });
    expect(file.metadata.get('x')).toBe('NaN');
    await fails('[[NaNo]]', 'damaged', /not JSON/);
    await fails('{"a": NaN, "b": "unclosed', 'damaged', /not JSON/);
  });

  it('says where lists are ragged or of different kinds', async () => {
    await fails('[[1, 2], [3]]', 'wrong-shape', /\[1\] has 1 values where others have 2/);
    await fails('[[[1, 2], [3, 4]], [[1, 2], 5]]', 'wrong-shape', /\[1\]\[1\] has no values/);
    await fails('[[1, 2], [3, [4]]]', 'damaged', /attention\[1\]\[1\] is not a number/);
    await fails('[[1, "2"]]', 'damaged', /attention\[0\]\[1\] is not a number/);
    await fails('[["a", 2]]', 'damaged', /attention\[0\]\[1\] is not text/);
    await fails('[[true, 2]]', 'damaged', /attention\[0\]\[1\] is not a truth value/);
    await fails('[[{"a": 1}]]', 'damaged', /is not a number/);
    await fails(`${'['.repeat(100)}1${']'.repeat(100)}`, 'damaged', /deep/);
  });

  it('fills up the sentences of a document, which differ in length', async () => {
    const text =
      '{"word_weights": [[0.5, 0.5], [], [1]], "tokens": [["a", "b"], [], ["c"]], "sentence_weights": [1, 0, 0]}';
    const weights = await get(text, 'word_weights');
    expect([weights.shape, [...weights.float32()]]).toEqual([
      [3, 2],
      [0.5, 0.5, NaN, NaN, 1, NaN],
    ]);
    expect(await get(text, 'tokens')).toEqual(new StringTensor(['a', 'b', '', '', 'c', ''], [3, 2]));
    const documents = await get('{"word_weights": [[[1]], [[0.25, 0.75], [1]]], "x": [1]}', 'word_weights');
    expect([documents.shape, [...documents.float32()]]).toEqual([
      [2, 2, 2],
      [1, NaN, NaN, NaN, 0.25, 0.75, 1, NaN],
    ]);
    expect((await get('{"word_weights": [1, 2], "x": [1]}', 'word_weights')).shape).toEqual([2]);
  });

  it('takes no memory for sentences that are filled up a millionfold', async () => {
    const rows = [new Array(50_000).fill(0), ...Array.from({ length: 50_000 }, () => [])];
    await fails(`{"word_weights": ${JSON.stringify(rows)}, "x": [1]}`, 'too-large', /word_weights/, 'word_weights');
  });

  it('reads typed arrays and nested lists with a shape', async () => {
    const typed = Object.assign(Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
    const nested = [Float32Array.of(1, 2), Float32Array.of(3, 4)];
    for (const source of [
      typed,
      { attention: typed },
      { shape: [2, 2], data: typed },
      { shape: [2, 2], data: [1, 2, 3, 4] },
      nested,
      { attention: nested },
    ]) {
      const tensor = (await (await load(source)).get('attention')) as Tensor;
      expect([tensor.shape, Array.from(tensor.float32())]).toEqual([
        [2, 2],
        [1, 2, 3, 4],
      ]);
    }
    const beside = await load({ shape: [1, 2], data: [1, 2], tokens: ['a', 'b'], kind: 'scores' });
    expect([beside.names, beside.metadata.get('kind')]).toEqual([['attention', 'tokens'], 'scores']);
    expect((await load(new Tensor('uint8', [1, 2], Uint8Array.of(1, 2)))).names).toEqual(['attention']);
    await expect(load({ shape: [3, 2], data: [1, 2, 3, 4] })).rejects.toMatchObject({ code: 'wrong-shape' });
    await expect(load(null as never)).rejects.toMatchObject({ code: 'damaged' });
    await expect(load(42 as never)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('does not copy the arrays of a script', async () => {
    const data = Float32Array.of(1, 2, 3, 4);
    const source = await openAttention(await load({ shape: [2, 2], data }));
    expect((await source.slice(0, 0)).buffer).toBe(data.buffer);
  });

  it('takes keys like members of Object for keys', async () => {
    const file = await load('{"__proto__": [[1, 2]], "constructor": [[3]], "toString": "x"}');
    expect(file.names).toEqual(['__proto__', 'constructor']);
    expect(((await file.get('__proto__')) as Tensor).shape).toEqual([1, 2]);
    expect(file.metadata.get('toString')).toBe('x');
    expect(Object.hasOwn(Object.prototype, '0')).toBe(false);
  });

  it('lets the last of keys that come twice count', async () => {
    expect((await get('{"attention": [[1]], "attention": [[2, 3]]}')).shape).toEqual([1, 2]);
  });
});

describe('what other tools write', () => {
  const attn = [
    [
      [
        [1, 0],
        [0.5, 0.5],
      ],
    ],
  ];

  it('BertViz: the head and model view’s list', async () => {
    const params = {
      attention: [{ name: null, attn, left_text: ['a', 'b'], right_text: ['c', 'd'] }],
      default_filter: '0',
      root_div_id: 'x',
      layer: null,
    };
    for (const data of [params, params.attention, params.attention[0]]) {
      const source = await openAttention(await load(JSON.stringify(data)));
      expect([source.layers, source.heads(0), source.queryTokens, source.keyTokens]).toEqual([
        1,
        1,
        ['a', 'b'],
        ['c', 'd'],
      ]);
      expect(await source.slice(0, 0)).toEqual(Float32Array.of(1, 0, 0.5, 0.5));
    }
  });

  it('BertViz: encoder, decoder and cross attention by their names', async () => {
    const cross = [
      [
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
      ],
    ];
    const data = [
      { name: 'Encoder', attn, left_text: ['a', 'b'], right_text: ['a', 'b'] },
      { name: 'Cross', attn: cross, left_text: ['x', 'y'], right_text: ['a', 'b', 'c'] },
    ];
    const file = await load({ attention: data });
    await expect(openAttention(file)).rejects.toMatchObject({ code: 'ambiguous-array' });
    const source = await openAttention(file, { array: 'Cross' });
    expect([source.shape(0), source.queryTokens, source.keyTokens]).toEqual([
      [2, 3],
      ['x', 'y'],
      ['a', 'b', 'c'],
    ]);
  });

  it('BertViz: the neuron view’s sentences, with queries and keys', async () => {
    const entry = { attn, left_text: ['a', 'b'], right_text: ['a', 'b'] };
    const all = { ...entry, queries: [[[[1], [2]]]], keys: [[[[1], [2]]]] };
    for (const data of [
      { attention: { all, ab: entry }, default_filter: 'all' },
      { all, ab: entry },
    ]) {
      const file = await load(JSON.stringify(data));
      expect(file.names).toContain('queries');
      expect((await openAttention(file)).queryTokens).toEqual(['a', 'b']);
      expect((await openAttention(file, { array: 'ab' })).keyTokens).toEqual(['a', 'b']);
    }
  });

  it('CircuitsVis: tokens and the heads of one layer', async () => {
    const source = await openAttention(
      await load('{"tokens": ["a", "b"], "attention": [[[1, 0], [0.5, 0.5]], [[1, 0], [0, 1]]]}'),
    );
    expect([source.layers, source.heads(0), source.keyTokens]).toEqual([1, 2, ['a', 'b']]);
  });
});
