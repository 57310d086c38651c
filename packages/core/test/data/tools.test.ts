import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { load, type OpenOptions, openAttention, type Source } from '../../src/data/index.js';

const open = async (source: Source, options?: OpenOptions) => openAttention(await load(source), options);
const fails = (promise: Promise<unknown>, code: string, message: RegExp) =>
  expect(promise).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
const bytesOf = (text: string) => new TextEncoder().encode(text).buffer;
const packed = (data: string | Uint8Array) => Uint8Array.from(gzipSync(data)).buffer;

const one = { attention: [[0.25, 0.75]], key_tokens: ['a', 'b'] };
const other = { attention: [[0.5, 0.25, 0.25]], key_tokens: ['x', 'y', 'z'] };

describe('files that gzip packed', () => {
  it.each([
    ['JSON', JSON.stringify(one)],
    ['a table', 'query,a,b\nq,0.25,0.75\n'],
    ['a packed file', gzipSync(JSON.stringify(one))],
  ])('are told by their first bytes: %s', async (_, data) => {
    const source = await open(packed(data));
    expect(source.keyTokens).toEqual(['a', 'b']);
    expect(await source.slice(0, 0)).toEqual(Float32Array.of(0.25, 0.75));
  });

  it('are refused where they are torn, larger than allowed, empty, or hold something else', async () => {
    await fails(load(packed(JSON.stringify(one)).slice(0, 30)), 'damaged', /gzip/);
    await fails(load(packed(new Uint8Array(5000)), { limit: 1000 }), 'too-large', /1,?000/);
    await fails(load(packed('')), 'empty', /empty/);
    await fails(load(packed('GGUF\x03\0\0\0')), 'foreign-format', /GGUF/);
  });
});

describe('several examples', () => {
  it.each<[string, Source]>([
    ['JSON lines', bytesOf(`${JSON.stringify(one)}\n${JSON.stringify(other)}\n`)],
    ['a list', JSON.stringify([one, other])],
    ['LIT’s examples', JSON.stringify([one, other].map((data, id) => ({ id: String(id), meta: {}, data })))],
    ['a script’s', [one, other]],
  ])('are items, each with its own size and tokens: %s', async (_, data) => {
    const first = await open(data);
    expect([first.keyTokens, first.remarks]).toEqual([
      ['a', 'b'],
      [{ code: 'batch-item', details: { item: 0, count: 2 } }],
    ]);
    for (const batch of [1, -1]) {
      const source = await open(data, { batch });
      expect(source.keyTokens).toEqual(['x', 'y', 'z']);
      expect(await source.slice(0, 0)).toEqual(Float32Array.of(0.5, 0.25, 0.25));
    }
    await fails(open(data, { batch: 2 }), 'bad-option', /batch is 2.*2 examples/);
  });

  it('are LIT’s predictions: layers by names of their own, beside embeddings', async () => {
    const layer = (value: number) => [
      [
        [1, 0],
        [1 - value, value],
      ],
    ];
    const fields = { tokens: ['[CLS]', 'hi'], cls_emb: [0.1, 0.2], 'layer_0/avg_emb': [0.3], probas: [0.4, 0.6] };
    const source = await open(
      JSON.stringify([{ ...fields, 'layer_0/attention': layer(0.5), 'layer_1/attention': layer(0.25) }]),
    );
    expect([source.layers, source.queryTokens]).toEqual([2, ['[CLS]', 'hi']]);
    expect(await source.slice(1, 0)).toEqual(Float32Array.of(1, 0, 0.75, 0.25));
  });

  it('are none where lines are the rows of one matrix', async () => {
    expect((await open(bytesOf('[0.1, 0.9]\n[0.5, 0.5]\n'))).shape(0)).toEqual([2, 2]);
  });
});

describe('attributions of inseq', () => {
  const tokens = (text: string) => text.split(' ').map((token, id) => ({ token, id }));

  it('are turned: a row for each token that was written', async () => {
    const attribution = {
      source: tokens('a b'),
      target: tokens('a b c d'),
      source_attributions: null,
      target_attributions: [
        [0.1, 0.2],
        [0.9, 0.3],
        [null, 0.5],
        [null, null],
      ],
      attr_pos_start: 2,
      attr_pos_end: 4,
      step_scores: { probability: [0.5, 0.25] },
    };
    const source = await open(
      JSON.stringify({ sequence_attributions: [attribution], step_attributions: null, info: {} }),
    );
    expect([source.queryTokens, source.keyTokens]).toEqual([
      ['c', 'd'],
      ['a', 'b', 'c', 'd'],
    ]);
    expect(await source.slice(0, 0)).toEqual(Float32Array.of(0.1, 0.9, NaN, NaN, 0.2, 0.3, 0.5, NaN));
  });

  it('have layers and heads behind their tokens, and are refused with other axes', async () => {
    // [input, written, layer, head]: each number names its place.
    const cells = (...sizes: number[]): unknown =>
      sizes.length === 0 ? 0 : Array.from({ length: sizes[0] }, () => cells(...sizes.slice(1)));
    const places = [0, 1, 2].map((i) =>
      [0, 1].map((j) => [0, 1].map((l) => [0, 1, 2, 3].map((h) => 1000 * i + 100 * j + 10 * l + h))),
    );
    const saved = (source_attributions: unknown, dims?: object) =>
      JSON.stringify({
        sequence_attributions: [
          {
            source: tokens('a b c'),
            target: tokens('x y'),
            source_attributions,
            attr_pos_start: 0,
            attr_pos_end: 2,
            _attribution_dim_names: dims,
          },
        ],
      });
    const source = await open(saved(places));
    expect([source.layers, source.heads(0), source.queryTokens]).toEqual([2, 4, ['x', 'y']]);
    expect(await source.slice(1, 3)).toEqual(Float32Array.of(13, 1013, 2013, 113, 1113, 2113));
    await fails(
      open(saved(cells(3, 2, 5), { source_attributions: { 2: 'Embedding Dimension' } })),
      'wrong-shape',
      /aggregate/,
    );
  });
});

describe('pages that BertViz saved', () => {
  const view = {
    name: null,
    attn: [
      [
        [
          [0.25, 0.75],
          [1, 0],
        ],
      ],
    ],
    left_text: ['a', '}"\\'],
    right_text: ['a', '}"\\'],
  };
  const page = (...views: object[]) =>
    bytesOf(
      `<script src="d3.js"></script><div id="v"></div>${views
        .map(
          (each) =>
            `<script>require(['d3'], function (d3) {\nconst params = ${JSON.stringify({ attention: [each], root_div_id: 'v' })}; // HACK {\nrender(params)})</script>`,
        )
        .join('')}`,
    );

  it('give what they show; of several views each is an item', async () => {
    const source = await open(page(view));
    expect([source.queryTokens, source.remarks]).toEqual([['a', '}"\\'], []]);
    expect(await source.slice(0, 0)).toEqual(Float32Array.of(0.25, 0.75, 1, 0));
    const second = await open(
      page(view, {
        ...view,
        attn: [
          [
            [
              [0.5, 0.5],
              [0, 1],
            ],
          ],
        ],
      }),
      { batch: 1 },
    );
    expect((await second.slice(0, 0))[0]).toBe(0.5);
  });

  it('are other pages where they show nothing', async () => {
    await fails(load(bytesOf('<!doctype html><script>const params = {"a": 1};</script>')), 'html', /web page/);
    await fails(load(bytesOf('<p>params = {')), 'html', /web page/);
  });
});

describe('tables of shares', () => {
  it('may be in per cent', async () => {
    const source = await open(bytesOf('query,a,b\nx,12.5%,87.5 %\ny,50%,50%\n'));
    expect(await source.slice(0, 0)).toEqual(Float32Array.of(0.125, 0.875, 0.5, 0.5));
    await fails(open(bytesOf('query,a,b\nx,12%%,1%\n')), 'damaged', /12%%/);
  });
});
