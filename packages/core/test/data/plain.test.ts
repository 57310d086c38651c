import { describe, expect, it } from 'vitest';
import { openAttention as openAny } from '../../src/data/attention.js';
import { load, type OpenOptions, openAttention, type Source } from '../../src/data/index.js';
import { openPlain } from '../../src/data/plain.js';
import { TensorFile } from '../../src/data/tensor-file.js';
import { AttnError } from '../../src/errors.js';
import { Tensor } from '../../src/tensor.js';
import type { TensorSource } from '../../src/data/tensor-source.js';

/** Everything that a source says, or the error that opening it gives. */
async function told(open: Promise<TensorSource>) {
  try {
    const source = await open;
    const layers = [...Array(source.layers).keys()];
    const slices = layers.flatMap((layer) => [...Array(source.heads(layer)).keys()].map((head) => [layer, head]));
    const beyond = await source.slice(source.layers, 0).catch(({ code, message }) => ({ code, message }));
    return {
      kind: source.kind,
      layers: layers.map((layer) => [source.heads(layer), source.shape(layer)]),
      none: [source.heads(-1), source.shape(source.layers)],
      tokens: [source.queryTokens, source.keyTokens],
      description: source.description,
      values: await Promise.all(slices.map(([layer, head]) => source.slice(layer, head))),
      beyond,
    };
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
}

const one = [
  [0.1, 0.9, 1e-9],
  [1 / 3, null, -2],
];
const square = [
  [1, 0],
  [0.25, 0.75],
];
const words = ['a', 'b', 'c'];

const plain: Record<string, [Source, OpenOptions?]> = {
  'a bare matrix': [one as Source],
  'text of a bare matrix': ['[[0.5, NaN], [Infinity, -Infinity]]'],
  heads: [[one, one] as Source],
  'layers of heads': [{ attention: [[one, one]] }],
  tokens: [{ attention: square, tokens: ['x', 'y'] }],
  'tokens of both sides': [{ attention: one, query_tokens: ['x', 'y'], key_tokens: words }],
  'common tokens that fit one side': [{ attention: one, tokens: words }],
  'common tokens beside those of one side': [{ attention: one, tokens: words, query_tokens: ['x', 'y'] }],
  'what the author says of tokens': [{ attention: square, tokens: ['x', 'y'] }, { tokens: ['v', 'w'] }],
  'what the author says of one side': [{ attention: one, tokens: words }, { queryTokens: ['v', 'w'] }],
  'scores, and a description': [{ attention: one, kind: 'scores', description: 'of a test', model: 'none', seed: 7 }],
  'floats with a shape': [{ attention: { shape: [1, 2], data: Float32Array.of(1, 2) }, tokens: ['a', 'b'] }],
  'doubles of heads': [{ attention: { shape: [1, 2, 2], data: Float64Array.of(0.1, NaN, -Infinity, 1e-9) } }],
  'an array of floats itself': [{ shape: [2, 1], data: Float32Array.of(1, 2), tokens: ['a', 'b'] } as never],
  'an array that has its shape': [Object.assign(Float32Array.of(1, 2, 3, 4), { shape: [2, 2] }) as never],
  'what is absent': [{ attention: one, tokens: null, mask: undefined } as never],
};

const others: Record<string, [Source, OpenOptions?]> = {
  'a mask': [{ attention: square, mask: [[1, 0]] }],
  axes: [{ attention: square, axes: 'key query' }],
  'axes of the author': [{ attention: square }, { axes: 'key query' }],
  'a batch': [[[[[1]], [[2]]]] as Source, { batch: 1 }],
  'a scale': [{ attention: square, scale: 0.5 }],
  'five axes': [[[[[[1]]]]] as Source],
  'one axis': [[1, 2] as Source],
  'no values': [[[]] as Source],
  'lists of two lengths': [[[1, 2], [3]] as Source],
  'lists of two depths': [[[1, 2], 3] as Source],
  'a truth value among numbers': [[[1, true]] as never],
  text: [[['1', '2']] as never],
  'another array': [{ attention: square, cross: square }],
  'another name': [{ weights: square }],
  'the name of an array': [{ attention: square }, { array: 'attention' }],
  'tokens that are numbers': [{ attention: square, tokens: [1, 2] }],
  'too few tokens': [{ attention: one, tokens: ['x'] }],
  'too few tokens of one side': [{ attention: one, tokens: words, query_tokens: ['x'] }],
  'too few tokens of the author': [{ attention: one, tokens: words }, { keyTokens: ['x'] }],
  'BertViz’ names': [{ attn: square, left_text: ['x', 'y'] }],
  'names of JavaScript': [{ attention: square, queryTokens: ['x', 'y'] }],
  'a list of views': [[{ attn: square }] as never],
  'numbers with a shape': [{ attention: { shape: [1, 2], data: [1, 2] } }],
  'bytes, which are parts of 255': [{ attention: { shape: [1, 2], data: Uint8Array.of(0, 255) } }],
  'floats of one axis': [{ attention: { shape: [2], data: Float32Array.of(1, 2) } }],
  'floats without a shape': [{ attention: Float32Array.of(1, 2) } as never],
  'too few floats': [{ attention: { shape: [2, 2], data: Float32Array.of(1, 2) } }],
  'no floats': [{ attention: { shape: [0, 2], data: Float32Array.of() } }],
  'a shape that is none': [{ attention: { shape: [1.5, 2], data: Float32Array.of(1, 2, 3) } }],
  'floats with a mask': [{ attention: { shape: [1, 2], data: Float32Array.of(1, 2) }, mask: [[1, 0]] }],
  'typed rows': [[Float32Array.of(1, 2), Float32Array.of(3, 4)] as never],
  'no attention': [{ tokens: words }],
};

describe('plain attention', () => {
  it.each(Object.entries(plain))('is what is read in full of %s', async (_, [data, options]) => {
    const file = await load(data);
    expect(file.plain).not.toBeNull();
    const found = await told(openAttention(file, options));
    expect(found).not.toHaveProperty('code');
    expect(found).toEqual(await told(openAny(file, options)));
  });

  it.each(Object.entries(others))('is not taken for %s', async (_, [data, options]) => {
    const opened = async () => {
      const file = await load(data);
      expect(openPlain(file, options ?? {})).toBeNull();
      return openAttention(file, options);
    };
    const inFull = async () => openAny(await load(data), options);
    expect(await told(opened())).toEqual(await told(inFull()));
  });

  it('is as exact, as an array, as the numbers of the text', async () => {
    const file = await load('{"attention": [[0.1, 1e300, null]], "tokens": ["a", "b", "c"]}');
    expect(file.names).toEqual(['attention', 'tokens']);
    const array = await file.get('attention');
    expect(array).toMatchObject({ dtype: 'float64', shape: [1, 3] });
    expect(array.dtype !== 'string' && array.float64()).toEqual(Float64Array.of(0.1, 1e300, NaN));
    expect(await file.get('tokens')).toMatchObject({ dtype: 'string', values: ['a', 'b', 'c'] });
  });

  it('is asked for again, as an array, after what reads it was missing', async () => {
    let isThere = false;
    const file = new TensorFile('a file', {
      arrays: new Map([
        [
          'attention',
          () => {
            if (!isThere) throw new AttnError('not-loaded', { what: 'formats' });
            return Tensor.of(Float64Array.of(1));
          },
        ],
      ]),
    });
    await expect(file.get('attention')).rejects.toMatchObject({ code: 'not-loaded' });
    isThere = true;
    expect(await file.get('attention')).toMatchObject({ dtype: 'float64', shape: [1] });
  });

  it('takes no memory for rows that it was not given', async () => {
    const row = new Array(10_000).fill(0);
    const few = Array.from({ length: 100_000 }, (_, i) => (i === 0 ? row : []));
    await expect(load(few as never)).rejects.toMatchObject({ code: 'wrong-shape' });
  });

  it('is a copy: what a script does to its lists later changes nothing', async () => {
    const data = [[0.5, 0.5]];
    const source = await openAttention(await load(data));
    data[0][0] = 7;
    expect(await source.slice(0, 0)).toEqual(Float32Array.of(0.5, 0.5));
    (await source.slice(0, 0))[0] = 9;
    expect(await source.slice(0, 0)).toEqual(Float32Array.of(0.5, 0.5));
  });
});
