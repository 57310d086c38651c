import { describe, expect, it } from 'vitest';
import { load, type OpenOptions, openAttention, type Source, tokensOf } from '../../src/data/index.js';
import { elementCount } from '../../src/tensor.js';
import { npy, zip } from './archive.js';

/** An array of the shape whose elements count from 0. */
function counting(...shape: number[]) {
  return { shape, data: Float32Array.from({ length: elementCount(shape) }, (_, at) => at) };
}

const open = async (source: Source, options?: OpenOptions) => openAttention(await load(source), options);
const fails = (promise: Promise<unknown>, code: string, message: RegExp) =>
  expect(promise).rejects.toMatchObject({ code, message: expect.stringMatching(message) });

const letters = 'a b c d e f g'.split(' ');

describe('layers in arrays of their own', () => {
  it('may be named by any stem and a number', async () => {
    for (const [first, second] of [
      ['arr_0', 'arr_1'],
      ['attentions.0', 'attentions.1'],
      ['attention_0', 'attention_1'],
      ['blocks.0.attn.hook_pattern', 'blocks.1.attn.hook_pattern'],
      ['layer00', 'layer01'],
    ]) {
      const source = await open({
        [first]: counting(1, 2, 5, 5),
        [second]: counting(1, 2, 5, 5),
        tokens: letters.slice(0, 5),
      });
      expect([source.layers, source.heads(1), source.shape(1)], first).toEqual([2, 2, [5, 5]]);
      expect((await source.slice(1, 1))[0]).toBe(25);
      expect(
        source.remarks?.map(({ code }) => code),
        first,
      ).toEqual(['numbered-layers']);
    }
  });

  it('are in order of their numbers, not of their names', async () => {
    const arrays = Array.from({ length: 11 }, (_, at) => [
      `arr_${10 - at}`,
      { shape: [1, 1], data: Float32Array.of(10 - at) },
    ]);
    const source = await open(Object.fromEntries(arrays));
    expect(Array.from(await source.slice(10, 0))).toEqual([10]);
    expect(Array.from(await source.slice(2, 0))).toEqual([2]);
  });

  it('are asked for by their stem where there are several', async () => {
    const names = ['encoder.0', 'encoder.1', 'decoder.0', 'decoder.1'];
    const file = Object.fromEntries(names.map((name, at) => [name, counting(at + 1, 2, 2)]));
    await fails(open(file), 'ambiguous-array', /array: encoder\.\*, decoder\.\*\.$/);
    expect((await open(file, { array: 'decoder' })).heads(1)).toBe(4);
    await fails(
      open({ 'h.0.a': counting(2, 2), 'h.0.b': counting(2, 2), 'h.1.a': counting(2, 2) }, { array: 'h' }),
      'ambiguous-array',
      /h\.\*\.a, h\.0\.b/,
    );
  });

  it('are told from other groups of numbered names by words of theirs, or a pattern', async () => {
    const names = (pattern: string) => [0, 1].map((layer) => pattern.replace('*', String(layer)));
    const arrays = (pattern: string, ...shape: number[]) =>
      Object.fromEntries(names(pattern).map((name) => [name, counting(...shape)]));
    const ids = { shape: [1, 4], data: BigInt64Array.of(1n, 2n, 3n, 4n) };
    const three = {
      ...arrays('encoder_attentions.*', 1, 2, 4, 4),
      ...arrays('decoder_attentions.*', 1, 2, 3, 3),
      ...arrays('cross_attentions.*', 1, 2, 3, 4),
      input_ids: ids,
      tokens: letters.slice(0, 4),
    };
    const offered = /array: encoder_attentions\.\*, decoder_attentions\.\*, cross_attentions\.\*\.$/;
    await fails(open(three), 'ambiguous-array', offered);
    expect((await open(three, { array: 'cross_attentions.*' })).shape(1)).toEqual([3, 4]);
    const inside = { ...arrays('layers.*.self_attn', 2, 4, 4), ...arrays('layers.*.cross_attn', 2, 4, 3) };
    await fails(open(inside), 'ambiguous-array', /layers\.\*\.self_attn, layers\.\*\.cross_attn/);
    expect((await open(inside, { array: 'cross_attn' })).shape(0)).toEqual([4, 3]);
    const cache = {
      ...arrays('blocks.*.attn.hook_q', 1, 4, 2, 8),
      ...arrays('blocks.*.attn.hook_attn_scores', 1, 2, 4, 4),
      ...arrays('blocks.*.attn.hook_pattern', 1, 2, 4, 4),
      ...arrays('blocks.*.hook_resid_pre', 1, 4, 16),
    };
    const pattern = await open(cache);
    expect([pattern.kind, pattern.layers, pattern.shape(1)]).toEqual(['weights', 2, [4, 4]]);
    expect(pattern.remarks).toEqual([{ code: 'read-array', details: { name: 'blocks.*.attn.hook_pattern' } }]);
    expect((await open(cache, { array: 'hook_attn_scores' })).kind).toBe('scores');
    expect((await open({ attn_weights: counting(2, 4, 4), input_ids: ids })).heads(0)).toBe(2);
  });

  it('have heads in arrays of their own where the names say so', async () => {
    for (const name of ['layer1_head2', 'L1H2', 'layers.1.heads.2']) {
      const [before, between] = name.split(/\d/);
      const all = [0, 1].flatMap((layer) =>
        [0, 1, 2].map((head) => [
          `${before}${layer}${between}${head}`,
          { shape: [2, 2], data: Float32Array.of(layer, head, 0, 0) },
        ]),
      );
      const source = await open(Object.fromEntries(all));
      expect([source.layers, source.heads(1)], name).toEqual([2, 3]);
      expect((await source.slice(1, 2)).subarray(0, 2)).toEqual(Float32Array.of(1, 2));
    }
    const heads = await open({ head_1: counting(2, 2), head_0: { shape: [2, 2], data: Float32Array.of(7, 0, 0, 0) } });
    expect([heads.layers, heads.heads(0), (await heads.slice(0, 0))[0]]).toEqual([1, 2, 7]);
  });

  it('that were written step by step are rows of one map, keys that were not there yet masked', async () => {
    // generate(): of each step, of each layer [batch, head, query, key]; the first is the prompt's.
    const step = (at: number, layer: number) => {
      const shape = at === 0 ? [1, 2, 3, 3] : [1, 2, 1, 3 + at];
      return { shape, data: new Float32Array(elementCount(shape)).fill(10 * layer + at + 1) };
    };
    const nested = [0, 1, 2].map((at) => [0, 1].map((layer) => step(at, layer)));
    const lists = ({ shape: [, heads, rows, keys], data }: ReturnType<typeof step>) => [
      Array.from({ length: heads }, () => Array.from({ length: rows }, () => new Array(keys).fill(data[0]))),
    ];
    const named = (name: (at: number, layer: number) => string) =>
      Object.fromEntries(nested.flatMap((each, at) => each.map((array, layer) => [name(at, layer), array])));
    const dumps: Source[] = [
      { attentions: nested },
      JSON.stringify({ attention: nested.map((each) => each.map(lists)) }),
      named((at, layer) => `attentions.${at}.${layer}`),
      named((at, layer) => `step${at}_layer${layer}`),
      named((at, layer) => `layer_${layer}.step_${at}`),
    ];
    const _ = -Infinity;
    for (const dump of dumps) {
      // The token that was written last has been no key yet.
      const source = await open(dump, { tokens: letters.slice(0, 6) });
      expect([source.layers, source.heads(1), source.shape(1)]).toEqual([2, 2, [5, 5]]);
      expect([source.queryTokens, source.keyTokens]).toEqual([letters.slice(0, 5), letters.slice(0, 5)]);
      const rows = [11, 11, 11, _, _, 11, 11, 11, _, _, 11, 11, 11, _, _, 12, 12, 12, 12, _, 13, 13, 13, 13, 13];
      expect(Array.from(await source.slice(1, 1))).toEqual(rows);
      expect(source.remarks?.map(({ code }) => code)).toContain('joined-steps');
    }
    const one = await open({ step_0: counting(2, 3, 3), step_1: counting(2, 1, 4) });
    expect([one.layers, one.shape(0)]).toEqual([1, [4, 4]]);
  });

  it('keep their numbers where some have no attention', async () => {
    const source = await open({ 'attention.1': counting(2, 4, 4), 'attention.5': counting(3, 4, 4) });
    expect(source.layers).toBe(6);
    expect([0, 1, 2, 5].map((layer) => source.heads(layer))).toEqual([0, 2, 0, 3]);
    expect((await source.slice(5, 2))[0]).toBe(32);
    await fails(source.slice(0, 0), 'no-head', /no layer 0/);
    const typed = await open({ attention: [null, counting(2, 4, 4), counting(3, 4, 4)] });
    expect([0, 1, 2].map((layer) => typed.heads(layer))).toEqual([0, 2, 3]);
    const json = await open({ attention: [null, [[[0.25, 0.75]]], null, [[[1, 0]]]] });
    expect([0, 1, 2, 3].map((layer) => json.heads(layer))).toEqual([0, 1, 0, 1]);
    expect(await json.slice(3, 0)).toEqual(Float32Array.of(1, 0));
  });

  it('of unlike size may be lists in one list', async () => {
    const source = await open({
      attention: [
        [
          [
            [0.5, 0.5],
            [1, 0],
          ],
        ],
        [[[0.25, 0.25, 0.5]]],
      ],
    });
    expect([source.shape(0), source.shape(1)]).toEqual([
      [2, 2],
      [1, 3],
    ]);
    await fails(open({ attention: [[0.5, 0.5], [1]] }), 'wrong-shape', /\[1\] has 1 values/);
  });

  it('that grow by a key have the first tokens as keys, and the last of these as queries', async () => {
    const source = await open({
      'attention.0': counting(1, 2, 4, 4),
      'attention.1': counting(1, 2, 1, 5),
      'attention.2': counting(1, 2, 1, 7),
      tokens: letters,
    });
    expect([0, 1, 2].map((layer) => tokensOf(source, layer))).toEqual([
      { query: ['a', 'b', 'c', 'd'], key: ['a', 'b', 'c', 'd'] },
      { query: ['e'], key: ['a', 'b', 'c', 'd', 'e'] },
      { query: ['g'], key: letters },
    ]);
    expect(source.remarks?.map(({ code }) => code)).toEqual(['grown-tokens']);
  });

  it('of another size than the tokens have none', async () => {
    const source = await open({
      'attention.0': counting(4, 4),
      'attention.1': counting(6, 6),
      tokens: letters.slice(0, 4),
    });
    expect(tokensOf(source, 0).key).toEqual(['a', 'b', 'c', 'd']);
    expect(tokensOf(source, 1)).toEqual({ query: null, key: null });
  });
});

describe('arrays of Python objects', () => {
  const floats = (values: readonly number[]) => new Uint8Array(Float32Array.from(values).buffer);
  const plain = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }\n", floats([1, 0, 0.5, 0.5]));
  const objects = npy("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }\n", Uint8Array.of(0x80, 4));
  const archive = (members: Record<string, Uint8Array>) =>
    zip(Object.entries(members).map(([name, data]) => ({ name: `${name}.npy`, data }))).buffer as ArrayBuffer;

  it('do not keep the plain ones beside them from being read', async () => {
    const tokens = await open(archive({ attention: plain, tokens: objects }));
    expect(await tokens.slice(0, 0)).toEqual(Float32Array.of(1, 0, 0.5, 0.5));
    expect(tokens.keyTokens).toBeNull();
    expect(tokens.remarks).toEqual([{ code: 'unread-array', details: { name: 'tokens' } }]);
    const other = await open(archive({ map: plain, extra: objects }));
    expect(other.remarks).toEqual([{ code: 'unread-array', details: { name: 'extra' } }]);
  });

  it('are named where they are what is to be shown', async () => {
    await fails(open(archive({ attention: objects, tokens: plain })), 'pickled-array', /array attention of/);
    await fails(open(archive({ attention: plain, mask: objects })), 'pickled-array', /array mask of/);
  });
});

describe('numbers that float32 does not hold', () => {
  it.each([
    ['a whole number beyond 2⁵³', BigInt64Array.of(2n ** 53n + 1n, 1n)],
    ['a whole number beyond 2²⁴', Int32Array.of(2 ** 24 + 1, 1)],
    ['a whole number beyond 2⁵³ that text was rounded to', Float64Array.of(2 ** 53, 1)],
    ['1e39', Float64Array.of(1e39, 1)],
    ['1e−50', Float64Array.of(1e-50, 1)],
  ])('are said: %s', async (_, data) => {
    const source = await open({ attention: { shape: [1, 2], data } });
    await source.slice(0, 0);
    expect(source.remarks?.map(({ code }) => code)).toEqual(['beyond-float32']);
  });

  it('are not all that have more digits', async () => {
    for (const data of [Float64Array.of(0.1, 1 / 3), Int32Array.of(2 ** 24, -7)]) {
      const source = await open({ attention: { shape: [1, 2], data } });
      await source.slice(0, 0);
      expect(source.remarks).toEqual([]);
    }
  });
});
