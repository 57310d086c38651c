import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partialReader } from '../../src/data/formats/partial.js';
import { readFile } from '../../src/data/formats/read-file.js';
import { load, openAttention, type TensorSource } from '../../src/data/index.js';
import { startOf } from '../../src/data/bytes.js';
import { TensorFile } from '../../src/data/tensor-file.js';
import type { RemoteBytes } from '../../src/tensor.js';
import { npy, safetensors, zip } from './archive.js';

const [LAYERS, HEADS, SIDE] = [6, 4, 128];
const HEAD = SIDE * SIDE;
const values = Float32Array.from({ length: LAYERS * HEADS * HEAD }, (_, at) => ((at * 7919) % 65_521) / 65_521);
const bytes = new Uint8Array(values.buffer);
const shape = [LAYERS, HEADS, SIDE, SIDE];
const words = Array.from({ length: SIDE }, (_, at) => `w${at}`);
const headOf = (layer: number, head: number) => {
  const start = (layer * HEADS + head) * HEAD;
  return values.subarray(start, start + HEAD);
};

const npyOf = (descr: string, lengths: readonly number[], data: Uint8Array) =>
  npy(`{'descr': '${descr}', 'fortran_order': False, 'shape': (${lengths.join(', ')},), }`, data);

const array = npyOf('<f4', shape, bytes);
const files: Record<string, Uint8Array> = {
  npy: array,
  safetensors: safetensors(
    {
      attention: { dtype: 'F32', shape, data_offsets: [0, bytes.length] },
      __metadata__: { tokens: JSON.stringify(words) },
    },
    bytes,
  ),
  npz: zip([
    { name: 'attention.npy', data: array },
    { name: 'mask.npy', data: npyOf('|b1', [SIDE], new Uint8Array(SIDE).fill(1)), method: 8 },
  ]),
};

let server: Server;
let base: string;
let requests: { range: string | undefined; sent: number }[] = [];
/** Answers a request of a part in place of the server; true where it did. */
let instead: (request: IncomingMessage, response: ServerResponse, from: number, end: number) => boolean;

beforeAll(async () => {
  server = createServer((request, response) => {
    const file = files[request.url!.split('.').at(-1)!];
    const { range } = request.headers;
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const [from, end] = range ? [Number(first), Math.min(Number(last) + 1, file.length)] : [0, file.length];
    const sent = { range, sent: end - from };
    requests.push(sent);
    if (range && instead(request, response, from, end)) return;
    const common = { ETag: '"1"', 'Accept-Ranges': 'bytes', 'Content-Length': end - from };
    if (range) response.writeHead(206, { ...common, 'Content-Range': `bytes ${from}-${end - 1}/${file.length}` });
    else response.writeHead(200, common);
    response.end(file.subarray(from, end));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  base = `http://localhost:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  requests = [];
  instead = () => false;
});

let count = 0;
const open = async (kind: string): Promise<TensorSource> => openAttention(await load(`${base}${count++}.${kind}`));
const received = () => requests.reduce((sum, { sent }) => sum + sent, 0);

describe('a file whose server gives parts', () => {
  it.each(Object.keys(files))('is read head by head: %s', async (kind) => {
    const source = await open(kind);
    expect([source.layers, source.heads(0), ...source.shape(0)]).toEqual(shape);
    expect(await source.slice(4, 2)).toEqual(headOf(4, 2));
    // Header, one head and what comes with them.
    expect(received()).toBeLessThan(HEAD * 4 + 2 * 2 ** 16 + 10_000);
    expect(requests.every(({ range }) => range)).toBe(true);
    const before = requests.length;
    expect(await source.slice(4, 2)).toEqual(headOf(4, 2));
    expect(requests, 'a head that was read is kept').toHaveLength(before);
  });

  it('gives heads that lie beside each other together, and others apart', async () => {
    const source = await open('npy');
    const before = requests.length;
    const heads = [
      [2, 0],
      [2, 1],
      [2, 2],
      [5, 3],
    ] as const;
    const read = await Promise.all(heads.map(([layer, head]) => source.slice(layer, head)));
    expect(read).toEqual(heads.map(([layer, head]) => headOf(layer, head)));
    expect(requests.slice(before).map(({ sent }) => sent)).toEqual([3 * HEAD * 4, HEAD * 4]);
  });

  it('is left when nobody waits for the part any more', async () => {
    const source = await open('npy');
    let isClosed = false;
    instead = (_, response) => {
      response.on('close', () => (isClosed = true));
      return true;
    };
    const controller = new AbortController();
    const reading = source.slice(3, 0, controller.signal);
    await expect.poll(() => requests.length).toBe(2);
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    await expect.poll(() => isClosed).toBe(true);
  });

  it('may be larger than a page could hold', async () => {
    const [heads, side] = [16, 2 ** 14];
    const header = npyOf('|u1', [heads, side, side], new Uint8Array());
    const size = header.length + heads * side * side;
    const at = (place: number) => (place < header.length ? header[place] : place % 251);
    instead = (request, response) => {
      const [first, last] = request.headers.range!.match(/\d+/g)!.map(Number);
      response.writeHead(206, { 'Content-Range': `bytes ${first}-${last}/${size}`, ETag: '"1"' });
      response.end(Uint8Array.from({ length: last + 1 - first }, (_, i) => at(first + i)));
      return true;
    };
    const file = await load(`${base}large.npy`);
    const attention = await file.view('attention');
    if (attention.dtype === 'string') throw new Error('text');
    expect(attention.shape).toEqual([heads, side, side]);
    const row = await attention.slice(15, 16_000).here();
    const start = header.length + (15 * side + 16_000) * side;
    expect(Array.from(row.float32().subarray(0, 5))).toEqual([0, 1, 2, 3, 4].map((i) => at(start + i)));
    await expect(file.get('attention')).rejects.toMatchObject({ code: 'too-large' });
  });
});

describe('a server that gives no parts, or wrong ones', () => {
  const answers: Record<string, typeof instead> = {
    'ignores ranges': (_, response) => Boolean(response.writeHead(200).end(files.npy)),
    'says nothing of where the part lies': (_, response, from, end) =>
      Boolean(response.writeHead(206).end(files.npy.subarray(from, end))),
    'says that it lies elsewhere': (_, response, from, end) =>
      Boolean(
        response
          .writeHead(206, { 'Content-Range': `bytes ${from + 1}-${end}/${files.npy.length}` })
          .end(files.npy.subarray(from, end)),
      ),
    'gives less than it says': (_, response, from, end) =>
      Boolean(
        response
          .writeHead(206, { 'Content-Range': `bytes ${from}-${end - 1}/${files.npy.length}` })
          .end(files.npy.subarray(from, end - 1)),
      ),
    'packs what it gives': (_, response, from, end) =>
      Boolean(
        response
          .writeHead(206, { 'Content-Encoding': 'x', 'Content-Range': `bytes ${from}-${end - 1}/${files.npy.length}` })
          .end(files.npy.subarray(from, end)),
      ),
    refuses: (_, response) => Boolean(response.writeHead(416).end()),
  };
  it.each(Object.keys(answers))('%s: the whole file is read', async (how) => {
    instead = answers[how];
    const source = await open('npy');
    expect(await source.slice(5, 1)).toEqual(headOf(5, 1));
    expect(requests.length).toBeLessThan(3);
  });

  it.each(Object.keys(answers))('later on %s: the whole file is read', async (how) => {
    const source = await open('npy');
    instead = answers[how];
    const read = [source.slice(5, 1), source.slice(1, 0)];
    expect(await Promise.all(read)).toEqual([headOf(5, 1), headOf(1, 0)]);
    expect(requests.filter(({ range }) => !range)).toHaveLength(1);
  });

  it('has another file by now: its numbers are not mixed with the old ones', async () => {
    const changed =
      (start: Uint8Array): typeof instead =>
      (_, response, from, end) =>
        Boolean(
          response
            .writeHead(206, { ETag: '"2"', 'Content-Range': `bytes ${from}-${end - 1}/${start.length}` })
            .end(start.subarray(from, end)),
        );
    const same = await open('npy');
    instead = changed(files.npy);
    expect(await same.slice(5, 1)).toEqual(headOf(5, 1));
    instead = () => false;
    const other = await open('npy');
    const before = files.npy;
    files.npy = npyOf('<f4', [HEADS, LAYERS, SIDE, SIDE], bytes);
    instead = changed(files.npy);
    await expect(other.slice(5, 1)).rejects.toMatchObject({ code: 'damaged', message: /has changed on its server/ });
    files.npy = before;
  });

  it('of small files one request is enough', async () => {
    files.npy = npyOf('<f4', [2, 2], new Uint8Array(16));
    await open('npy');
    expect(requests).toHaveLength(1);
    files.npy = array;
  });
});

describe('a file on a disk', () => {
  it.each(Object.keys(files))('is read head by head: %s', async (kind) => {
    const blob = new Blob([files[kind] as Uint8Array<ArrayBuffer>]);
    const source = await openAttention(await load(blob));
    expect(await source.slice(4, 2)).toEqual(headOf(4, 2));
  });
});

interface NumpyCase {
  file: string;
  base64: string;
  refused?: string;
}

const numpy: NumpyCase[] = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/numpy-files.json'), 'utf8'));

/** Bytes in memory, given only as parts. */
const remoteOf = (all: Uint8Array): RemoteBytes => ({
  length: all.length,
  read: async (from, end) => all.slice(from, end),
});

it.each(numpy)('reads parts of $file as all of it', async ({ base64, refused }) => {
  const all = new Uint8Array(Buffer.from(base64, 'base64'));
  const context = { url: 'data', limit: 2 ** 30 };
  const reader = partialReader(startOf(all));
  if (!reader) return expect(refused).toBeDefined();
  const read = async (contents: Promise<object>) => {
    const file = new TensorFile('data', (await contents) as never);
    const arrays = file.names.map(async (name) => {
      const found = await file.get(name);
      return [name, found.shape, found.dtype === 'string' ? found.values : Array.from(found.float64())];
    });
    return Promise.all(arrays);
  };
  const settle = (promise: Promise<unknown>) => promise.catch(({ code }: { code: string }) => code);
  expect(await settle(read(reader(remoteOf(all), context)))).toEqual(await settle(read(readFile(all, context))));
});
