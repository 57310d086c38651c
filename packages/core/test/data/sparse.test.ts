import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load, type OpenOptions, openAttention, type Source } from '../../src/data/index.js';

interface ScipyFile {
  readonly name: string;
  readonly base64: string;
  /** [query, key, value] of the cells that SciPy says are stored; null where its format is refused. */
  readonly cells: readonly [number, number, number][] | null;
}

const scipyFiles: ScipyFile[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/sparse-files.json'), 'utf8'),
);
const open = async (source: Source, options?: OpenOptions) => openAttention(await load(source), options);
const bytesOf = ({ base64 }: ScipyFile) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)).buffer;
const { NaN: none } = Number;

/** Row-major values of a matrix of which only these cells are stored. */
function matrix(queries: number, keys: number, cells: readonly (readonly [number, number, number])[]): number[] {
  const values = new Array<number>(queries * keys).fill(none);
  for (const [query, key, value] of cells) values[query * keys + key] = value;
  return values;
}

describe('cells stored one by one', () => {
  it.each(scipyFiles.filter(({ cells }) => cells))('are read as SciPy has them: $name', async (file) => {
    const source = await open(bytesOf(file));
    expect([source.isSparse, source.shape(0)]).toEqual([true, [4, 5]]);
    expect(Array.from(await source.slice(0, 0))).toEqual(matrix(4, 5, file.cells!));
    expect(source.remarks).toEqual([{ code: 'stored-cells', details: { stored: 5, total: 20 } }]);
  });

  it('refuses a format of SciPy that it does not know by its name', async () => {
    await expect(open(bytesOf(scipyFiles.find(({ cells }) => !cells)!))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/format bsr.*tocsr/),
    });
  });

  const tokens = ['a', 'b', 'c'];
  const written = matrix(3, 3, [
    [0, 0, 1],
    [2, 0, 0.25],
    [2, 1, 0],
  ]);
  it.each<[string, Source]>([
    ['query · keys + key, as large as its tokens', { indices: [0, 6, 7], values: [1, 0.25, 0], tokens }],
    ['the same in bytes', JSON.stringify({ shape: [3, 3], indices: [0, 6, 7], values: [1, 0.25, 0], tokens })],
    [
      'coordinates of torch',
      {
        size: [3, 3],
        indices: [
          [0, 2, 2],
          [0, 0, 1],
        ],
        values: [1, 0.25, 0],
        tokens,
      },
    ],
    [
      'coordinates of a cell each',
      {
        n: 3,
        indices: [
          [0, 0],
          [2, 0],
          [2, 1],
        ],
        data: [1, 0.25, 0],
        tokens,
      },
    ],
  ])('are placed: %s', async (_, data) => {
    const source = await open(data);
    expect(source.queryTokens).toEqual(tokens);
    expect(Array.from(await source.slice(0, 0))).toEqual(written);
  });

  it('are the edges of a graph, whose target is the query, with a value for each head', async () => {
    const source = await open({
      edge_index: [
        [0, 1, 2],
        [1, 2, 0],
      ],
      alpha: [
        [1, 0.5],
        [0.25, 0.75],
        [0, 1],
      ],
    });
    expect([source.heads(0), source.shape(0)]).toEqual([2, [3, 3]]);
    const of = (head: number, ...values: number[]) =>
      expect(source.slice(0, head).then((slice) => Array.from(slice))).resolves.toEqual(
        matrix(3, 3, [
          [1, 0, values[0]],
          [2, 1, values[1]],
          [0, 2, values[2]],
        ]),
      );
    await of(0, 1, 0.25, 0);
    await of(1, 0.5, 0.75, 1);
    expect(source.remarks).toContainEqual({ code: 'read-edges', details: { nodes: 3 } });
  });

  it('leaves a file alone whose attention is whole, or of which another array is asked for', async () => {
    const whole = { attention: [[0.5, 0.5]], indices: [4, 5], key_tokens: ['x', 'y'] };
    expect((await open(whole)).isSparse).toBeUndefined();
    expect((await open({ ...whole, values: [[1], [2]] })).values).toBeDefined();
    const both = { edge_index: [[0], [1]], alpha: [0.5], other: [[0.25, 0.75]] };
    expect(Array.from(await (await open(both, { array: 'other' })).slice(0, 0))).toEqual([0.25, 0.75]);
  });

  it.each<[string, Source, RegExp]>([
    ['a position outside', { shape: [2, 2], indices: [4], values: [1] }, /outside 2 queries and 2 keys/],
    ['a negative one', { shape: [2, 2], indices: [[-1], [0]], values: [1] }, /outside/],
    ['one too few', { shape: [2, 2], indices: [0, 1], values: [1] }, /2 positions/],
    ['a cell twice', { shape: [2, 2], indices: [1, 1], values: [1, 2] }, /twice/],
    ['no size', { indices: [1], values: [1] }, /add shape/],
    ['a size of a fraction', { shape: [1.5, 2], indices: [1], values: [1] }, /numbers of queries and keys/],
    [
      'coordinates that could be turned',
      {
        shape: [2, 2],
        indices: [
          [0, 1],
          [1, 0],
        ],
        values: [1, 2],
      },
      /\[2, cell\]/,
    ],
    ['edges of three', { edge_index: [[0, 1, 2]], alpha: [1, 1, 1] }, /\[2, edge\]/],
    ['more than memory holds', { shape: [2 ** 20, 2 ** 20], indices: [0], values: [1] }, /bytes/],
  ])('is refused in a sentence: %s', async (_, data, message) => {
    await expect(open(data)).rejects.toMatchObject({ message: expect.stringMatching(message) });
  });
});
