import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load, openAttention } from '../../src/data/index.js';
import { weightRows } from '../../src/element/reading/weight-rows.js';
import { csvParts } from '../../src/data/write/index.js';

const bytes = (text: string) => new TextEncoder().encode(text);

/** What a table shows: its matrix row by row, and its tokens. */
async function shown(text: string, layer = 0, head = 0) {
  const source = await openAttention(await load(bytes(text)));
  const [queries, keys] = source.shape(layer);
  const values = Array.from(await source.slice(layer, head));
  return {
    rows: Array.from({ length: queries }, (_, row) => values.slice(row * keys, (row + 1) * keys)),
    queries: source.queryTokens,
    keys: source.keyTokens,
  };
}
const failure = (text: string) =>
  load(bytes(text)).then(
    () => null,
    (error) => error,
  );

const matrix = [
  [0.75, 0.25, 0],
  [0.5, 0.125, 0.375],
];
const bare = { rows: matrix, queries: null, keys: null };
const body = (separator: string) => matrix.map((row) => row.join(separator)).join('\n');

describe('a table of weights', () => {
  it.each([
    ['commas', body(',')],
    ['tabs', body('\t')],
    ['semicolons', body(';')],
    ['semicolons and decimal commas', body(';').replaceAll('.', ',')],
    ['spaces, as np.savetxt writes it', '# weights\n7.5e-01 2.5e-01 0.0e+00\n5.0e-01 1.25e-01 3.75e-01\n'],
    ['lines of Windows, a byte order mark, an empty line', `\ufeff${body(',').replaceAll('\n', '\r\n')}\r\n\r\n`],
    ['quotes', '"0.75","0.25","0"\n"0.5","0.125","0.375"'],
    ['the numbers of rows and columns, as pandas writes them', ',0,1,2\n0,0.75,0.25,0\n1,0.5,0.125,0.375'],
    ['counted columns of a spreadsheet', ',1,2,3\n1,0.75,0.25,0\n2,0.5,0.125,0.375'],
  ])('is read between %s', async (_, text) => {
    expect(await shown(text)).toEqual(bare);
  });

  const keys = ['the', 'cat', 'sat'];
  it.each([
    ['columns', `the,cat,sat\n${body(',')}`, null, keys],
    ['rows', 'a,0.75,0.25,0\nb,0.5,0.125,0.375', ['a', 'b'], null],
    ['both', ',the,cat,sat\na,0.75,0.25,0\nb,0.5,0.125,0.375', ['a', 'b'], keys],
    [
      'both, under a corner with text',
      'query\tthe\tcat\tsat\na\t0.75\t0.25\t0\nb\t0.5\t0.125\t0.375',
      ['a', 'b'],
      keys,
    ],
    ['both, as R writes it', '"the","cat","sat"\n"a",0.75,0.25,0\n"b",0.5,0.125,0.375', ['a', 'b'], keys],
    [
      'both, and numbers among them',
      ',the,2019,sat\n7,0.75,0.25,0\nb,0.5,0.125,0.375',
      ['7', 'b'],
      ['the', '2019', 'sat'],
    ],
    ['columns in brackets', `[CLS],cat,[SEP]\n${body(',')}`, null, ['[CLS]', 'cat', '[SEP]']],
    [
      'columns with separators and quotes',
      `",","say ""hi""","two\nlines"\n${body(',')}`,
      null,
      [',', 'say "hi"', 'two\nlines'],
    ],
  ])('takes tokens of %s', async (_, text, queryTokens, keyTokens) => {
    expect(await shown(text)).toEqual({ rows: matrix, queries: queryTokens, keys: keyTokens });
  });

  it('may have a header longer than what a format is told by', async () => {
    const tokens = Array.from({ length: 400 }, (_, i) => `token${i}`);
    const values = tokens.map((_, i) => i / 400);
    const found = await shown(`${tokens.join()}\n${values.join()}`);
    expect(found.keys).toEqual(tokens);
    expect(found.rows[0]).toEqual(values.map(Math.fround));
  });

  it('reads what is missing as NaN, and infinities', async () => {
    expect((await shown('1,,nan\n-inf,Infinity,NaN')).rows).toEqual([
      [1, Number.NaN, Number.NaN],
      [-Infinity, Infinity, Number.NaN],
    ]);
  });

  it('is read again as the elements save it: layers, heads, tokens, to the last bit', async () => {
    const any = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() !== '');
    const token = fc.oneof(any, fc.constantFrom('=1+1', "'=1+1", '-', '@a', "'", '-0.5', '＝x'));
    const anySize = fc.record({
      panels: fc.integer({ min: 1, max: 3 }),
      tokens: fc.array(token, { minLength: 2, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        anySize,
        fc.infiniteStream(fc.float({ noNaN: true, min: Math.fround(-2.9e38) })),
        async ({ panels, tokens }, numbers) => {
          const size = tokens.length;
          const made = Array.from({ length: panels }, (_, head) => ({
            layer: 0,
            head,
            raw: {
              rows: size,
              columns: size,
              values: Float32Array.from({ length: size * size }, () => numbers.next().value!),
            },
          }));
          const source = { kind: 'weights', queryTokens: tokens, keyTokens: tokens } as unknown as Parameters<
            typeof weightRows
          >[0];
          const text = [...csvParts(weightRows(source, made as unknown as Parameters<typeof weightRows>[1]))].join('');
          for (const { head, raw } of made) {
            const found = await shown(text, 0, head);
            expect(found.rows.flat().map((value) => value + 0)).toEqual([...raw.values].map((value) => value + 0));
            expect(found.queries).toEqual(tokens);
            expect(found.keys).toEqual(tokens);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of single weights has −∞ where one is masked, NaN where a row is missing, heads in their order', async () => {
    const text = 'layer,head,query,key,weight\n3,mean,0,0,1\n3,mean,1,0,\n5,mean,0,0,0.25\n5,mean,1,1,0.5\n';
    expect((await shown(text)).rows).toEqual([
      [1, Number.NaN],
      [-Infinity, Number.NaN],
    ]);
    expect((await shown(text, 1)).rows).toEqual([
      [0.25, Number.NaN],
      [Number.NaN, 0.5],
    ]);
  });

  it('may stand in the attribute itself', async () => {
    const file = await load(' the, cat\n0.5, 0.5\n');
    expect(Array.from(await (await openAttention(file)).slice(0, 0))).toEqual([0.5, 0.5]);
  });

  it('fails, where it fails, with an error of ours, whatever the text', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'0.5,;\t\n\r"- aquery[]{}<#'.split('')), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const code = await load(bytes(given)).then(
          () => null,
          (error) => [error.name, error.code],
        );
        if (code) expect(code[0]).toBe('AttnError');
        expect(code?.[1]).not.toBe('unexpected');
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['text without a number', 'Not found, sorry\nask, somebody', 'unknown-format', /CSV/],
    ['a word among numbers', '0.1,0.2\n0.3,many', 'damaged', /“many” in row 2/],
    ['rows of unlike length', '0.1,0.2\n0.3', 'damaged', /row 2 has 1 values, others 2|row 1/],
    ['a position that is none', 'query,key,weight\n0,-1,1', 'damaged', /key in row 2/],
    ['positions that ask for more than was written', 'query,key,weight\n0,99999999,1', 'too-large', /bytes/],
  ])('is refused with its reason: %s', async (_, text, code, sentence) => {
    const error = await failure(text);
    expect(error).toMatchObject({ code });
    expect(error.message).toMatch(sentence);
  });
});
