import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readNpy } from '../../src/data/formats/npy.js';
import { readArchive } from '../../src/data/formats/zip.js';
import { load, openAttention, type TensorSource } from '../../src/data/index.js';
import { regionsBetween } from '../../src/data/zarr/chunk-grid.js';
import { crc32c } from '../../src/data/zarr/codecs.js';
import type { Tensor } from '../../src/tensor.js';

// Hierarchies that zarr-python wrote, and what NumPy has in them: fixtures/make_zarr_files.py.
const files = new Map<string, Uint8Array>();
const expected = new Map<string, Tensor>();

let server: Server;
let base: string;
let requests: { path: string; range: string | undefined; sent: number }[] = [];
/** Answers in place of the server; true where it did. */
let instead: (path: string, request: IncomingMessage, response: ServerResponse) => boolean;

beforeAll(async () => {
  const context = { url: 'zarr.zip', limit: 2 ** 30 };
  const archive = readArchive(readFileSync(new URL('./fixtures/zarr.zip', import.meta.url)), context);
  for (const [name, unpack] of archive) {
    const data = await unpack();
    if (name.startsWith('files/')) files.set(name.slice(6), data);
    else expected.set(name.slice(7, -4), readNpy(data, context) as Tensor);
  }
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://x').pathname).slice(1).replace('.zarr', '');
    const file = files.get(path);
    const { range } = request.headers;
    const sent = { path, range, sent: 0 };
    requests.push(sent);
    if (instead(path, request, response)) return;
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const [from, end] = range ? [Number(first), Math.min(Number(last) + 1, file.length)] : [0, file.length];
    sent.sent = end - from;
    const common = { ETag: '"1"', 'Content-Length': end - from };
    if (range) response.writeHead(206, { ...common, 'Content-Range': `bytes ${from}-${end - 1}/${file.length}` });
    else response.writeHead(200, common);
    response.end(file.subarray(from, end));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  requests = [];
  instead = () => false;
});

let tries = 0;
/** Each its own address: files are kept. */
const addressOf = (name: string) => `${base}${name}.zarr?try=${++tries}`;
const open = async (name: string) => openAttention(await load(addressOf(name)));

const valuesOf = (name: string) => expected.get(name.startsWith('wide-') ? 'wide-lz4' : name)!;

async function expectValues(source: TensorSource, name: string): Promise<void> {
  const all = valuesOf(name);
  const [layers, heads] = all.shape;
  expect([source.layers, source.heads(0), ...source.shape(0)]).toEqual(all.shape);
  for (let layer = 0; layer < layers; layer++)
    for (let head = 0; head < heads; head++)
      expect(await source.slice(layer, head), `${layer} ${head}`).toEqual(all.slice(layer, head).float32());
}

const packers = ['lz4', 'blosclz', 'zstd', 'zlib'].flatMap((name) => [0, 1, 2].map((how) => `wide-${name}-${how}`));

describe('hierarchies of Zarr', () => {
  it.each([
    'plain3',
    'zstd3',
    'gzip3',
    'checked3',
    'blosc3',
    'big3',
    'shard3',
    'looked3',
    'transposed3',
    'start3',
    'plain2',
    'looked2',
    'blosc2',
    'blosclz2',
    'bloscz2',
    'blosczlib2',
    'lz4-2',
    'zlib2',
    'wide-lz4',
    ...packers,
    'f2-filled3',
    'f4-filled3',
    'f8-filled3',
    'named3',
    'array3',
  ])('has the numbers of %s', async (name) => {
    await expectValues(await open(name), name);
  });

  it('takes tokens and a description from attributes, and tokens that are an array', async () => {
    const tokens = ['[CLS]', 'Ada', 'gives', '红色', '🙂'];
    for (const name of ['plain3', 'plain2']) {
      const source = await open(name);
      expect(source.queryTokens).toEqual(tokens);
      expect(source.keyTokens).toEqual([...'abcdefg']);
      expect(source.description).toBe('made by zarr-python');
    }
    expect((await open('named3')).queryTokens).toEqual(tokens);
  });

  it('opens an array by its own address, a folder with and without a slash, and metadata themselves', async () => {
    for (const path of ['plain3.zarr/attention', 'plain3.zarr/', 'plain3.zarr/zarr.json', 'plain2.zarr/.zmetadata'])
      await expectValues(await openAttention(await load(`${base}${path}?try=${++tries}`)), 'plain3');
  });

  it('fetches the chunks of the head that is asked for alone, and what is fetched once', async () => {
    const source = await open('plain3');
    requests = [];
    await source.slice(1, 2);
    const asked = requests.map(({ path }) => path).sort();
    expect(asked).toEqual([0, 1].flatMap((row) => [0, 1].map((column) => `plain3/attention/c/1/2/${row}/${column}`)));
    await source.slice(1, 2);
    expect(requests).toHaveLength(4);
  });

  it('reads a part of a head without the rest of it', async () => {
    const source = await open('plain3');
    requests = [];
    const part = await source.window!(1, 0, [1, 4], [4, 6]);
    const all = valuesOf('plain3').slice(1, 0).float32();
    expect([...part]).toEqual([1, 2, 3].flatMap((row) => [4, 5].map((column) => all[row * 7 + column])));
    expect(requests.map(({ path }) => path)).toEqual(['plain3/attention/c/1/0/0/1']);
  });

  it('reads chunks of a shard by ranges, the index once', async () => {
    for (const name of ['shard3', 'start3']) {
      const source = await open(name);
      requests = [];
      await source.slice(0, 1);
      await source.slice(1, 2);
      expect(requests.every(({ range }) => range)).toBe(true);
      const sent = requests.reduce((sum, each) => sum + each.sent, 0);
      expect(sent).toBeLessThan(files.get(`${name}/attention/c/0/0/0/0`)!.length);
    }
  });

  it('keeps what an address is asked with', async () => {
    await load(`${base}plain3.zarr?token=a%2Fb`);
    expect(requests.length).toBeGreaterThan(0);
  });

  it('has a pyramid, each level with its factors, names of what its cells stand for, and a remark', async () => {
    const source = await open('pyramid3');
    await expectValues(source, 'pyramid3/0');
    expect(source.smaller).toHaveLength(3);
    for (const [at, level] of source.smaller!.entries()) {
      await expectValues(level, `pyramid3/${at + 1}`);
      expect(level.factors).toEqual([2 ** (at + 1), 2 ** (at + 1)]);
      expect(level.whole).toBe(source);
      expect(level.remarks).toContainEqual({
        code: 'overview-max',
        details: { queries: 2 ** (at + 1), keys: 2 ** (at + 1) },
      });
    }
    expect(source.smaller![2].queryTokens!.slice(0, 2)).toEqual(['0–7', '8–15']);
  });
});

describe('hosts', () => {
  it.each(['shard3', 'start3', 'zstd3'])('that know no ranges lead to the right numbers of %s', async (name) => {
    instead = (path, { headers }, response) => {
      if (!headers.range || !files.has(path)) return false;
      response.writeHead(200).end(files.get(path));
      return true;
    };
    await expectValues(await open(name), name);
  });

  it('that pack what they send lead to the right numbers', async () => {
    instead = (path, _, response) => {
      if (!files.has(path)) return false;
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(files.get(path)!));
      return true;
    };
    await expectValues(await open('shard3'), 'shard3');
  });

  it('that pack the parts of a file lead to the right numbers', async () => {
    instead = (path, { headers }, response) => {
      const file = files.get(path);
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
      if (!file || !first) return false;
      const part = gzipSync(file.subarray(Number(first), Number(last) + 1));
      const range = `bytes ${first}-${Math.min(Number(last), file.length - 1)}/${file.length}`;
      response.writeHead(206, { 'Content-Encoding': 'gzip', 'Content-Range': range }).end(part);
      return true;
    };
    await expectValues(await open('shard3'), 'shard3');
  });

  it('that answer with a page for what is not there are told of, metadata apart', async () => {
    instead = (path, _, response) => {
      if (files.has(path)) return false;
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!DOCTYPE html><title>App</title>');
      return true;
    };
    await expectValues(await open('looked2'), 'plain2');
    const filled = await open('f4-filled3');
    await expect(filled.slice(1, 0)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('that have nothing there, fail or refuse', async () => {
    await expect(open('nowhere')).rejects.toMatchObject({ code: 'not-found' });
    const source = await open('plain3');
    instead = (_, __, response) => Boolean(response.writeHead(503).end());
    await expect(source.slice(0, 0)).rejects.toMatchObject({ code: 'http-status' });
    instead = () => false;
    await expect(source.slice(0, 0)).resolves.toHaveLength(35);
  });
});

/** A hierarchy of which one file is another. */
async function changed(name: string, path: string, change: (file: Uint8Array) => Uint8Array | string) {
  const key = `${name}/${path}`;
  const before = files.get(key)!;
  const after = change(before);
  instead = (asked, _, response) => asked === key && Boolean(response.writeHead(200).end(after));
  return open(name);
}

const json = (change: (document: Record<string, never>) => object) => (file: Uint8Array) =>
  JSON.stringify(change(JSON.parse(new TextDecoder().decode(file))));

describe('damage', () => {
  it('of a chunk, of what is packed, and of a checksum is told', async () => {
    const cut = (file: Uint8Array) => file.subarray(0, file.length - 6);
    const turned = (file: Uint8Array) => file.map((byte, at) => (at === file.length - 9 ? byte ^ 1 : byte));
    for (const [name, path, change] of [
      ['plain3', 'attention/c/0/0/0/0', cut],
      ['zstd3', 'attention/c/0/0/0/0', cut],
      ['gzip3', 'attention/c/0/0/0/0', cut],
      ['checked3', 'attention/c/0/0/0/0', turned],
      [
        'shard3',
        'attention/c/0/0/0/0',
        (file: Uint8Array) => file.map((byte, at) => (at > file.length - 9 ? byte ^ 1 : byte)),
      ],
      ['blosc2', 'attention/0.0.0.0', cut],
      ['lz4-2', 'attention/0.0.0.0', cut],
    ] as const) {
      const source = await changed(name, path, change);
      await expect(source.slice(0, 0), name).rejects.toMatchObject({ code: 'damaged' });
    }
  });

  it('of metadata is told, whatever they are', async () => {
    const array = (fields: object) =>
      json((document) => ({ ...document, consolidated_metadata: undefined, ...fields }));
    const one = { node_type: 'array' };
    for (const [change, code] of [
      [() => '{"zarr_format": 3,', 'damaged'],
      [() => '[]', 'damaged'],
      [() => '{"zarr_format": 3, "node_type": "group", "consolidated_metadata": {"metadata": {}}}', 'damaged'],
      [array({ ...one, shape: [-1, 2] }), 'damaged'],
      [array({ ...one, shape: [2, 2], chunk_grid: { name: 'rectangular' } }), 'damaged'],
      [array({ shape: [1e9, 1e9] }), 'damaged'],
      [array({ data_type: 'complex64' }), 'unsupported'],
      [array({ data_type: '__proto__' }), 'unsupported'],
      [
        array({
          shape: [2 ** 20, 2 ** 20],
          chunk_grid: { name: 'regular', configuration: { chunk_shape: [2 ** 20, 2 ** 20] } },
        }),
        'unsupported',
      ],
      [array({ codecs: [{ name: 'bytes', configuration: { endian: 'little' } }, { name: 'magic' }] }), 'unsupported'],
    ] as const) {
      const tried = changed('array3', 'zarr.json', change as (file: Uint8Array) => string).then((s) => s.slice(0, 0));
      await expect(tried, String(change)).rejects.toMatchObject({ code });
    }
  });

  it('of a chunk that unpacks to more than it may is refused before it is made', async () => {
    const bomb = gzipSync(new Uint8Array(2 ** 24));
    const source = await changed('gzip3', 'attention/c/0/0/0/0', () => bomb);
    await expect(source.slice(0, 0)).rejects.toMatchObject({ code: 'damaged' });
    // A frame of Zstandard that says it is 2⁴⁰ bytes long.
    const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0);
    const other = await changed('zstd3', 'attention/c/0/0/0/0', () => frame);
    await expect(other.slice(0, 0)).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('parts of arrays', () => {
  it('are put together by regions that have each element once, in order', () => {
    const shape = [3, 4, 5];
    for (let from = 0; from <= 60; from++)
      for (let end = from; end <= 60; end++) {
        const elements: number[] = [];
        for (const [[a, b], [c, d], [e, f]] of regionsBetween(shape, from, end))
          for (let x = a; x < b; x++)
            for (let y = c; y < d; y++) for (let z = e; z < f; z++) elements.push((x * 4 + y) * 5 + z);
        expect(elements).toEqual(Array.from({ length: end - from }, (_, at) => from + at));
      }
  });

  it('have the checksum of RFC 3720, B.4', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
  });
});
