import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AttnError } from '../../src/errors.js';
import { openCheckpoint } from '../../src/model/weights/checkpoint.js';
import type { FolderOptions } from '../../src/model/weights/model-folder.js';
import { type ModelSource, openFolder } from '../../src/model/weights/open-folder.js';
import { safetensors } from '../data/archive.js';
import { FileServer } from './file-server.js';

const limit = 2 ** 26;
const open = (source: ModelSource, options: Partial<FolderOptions> = {}) =>
  openCheckpoint(openFolder(source, { limit, ...options }), limit);

/** A file of arrays of bytes one after the other. */
function weights(arrays: Record<string, { dtype: string; shape: number[]; bytes: Uint8Array }>): Uint8Array {
  const header: Record<string, unknown> = {};
  let at = 0;
  for (const [name, { dtype, shape, bytes }] of Object.entries(arrays)) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
  }
  return safetensors(header, Buffer.concat(Object.values(arrays).map(({ bytes }) => bytes)));
}

const floats = (...values: number[]) => ({
  dtype: 'F32',
  shape: [values.length],
  bytes: new Uint8Array(Float32Array.from(values).buffer),
});

const blobs = (files: Record<string, Uint8Array | string>) =>
  new Map(Object.entries(files).map(([name, content]) => [name, new Blob([content as BlobPart])]));

const fault = async (opening: Promise<unknown>): Promise<AttnError> => {
  const error = await opening.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AttnError);
  return error as AttnError;
};

/** A file of 16 MiB: parts of it are worth a request each. */
const ROWS = 2 ** 20;
const large = Float32Array.from({ length: ROWS }, (_, at) => at);
const block = new Uint8Array(large.buffer);
const expectLarge = (bytes: Uint8Array) => expect(Buffer.compare(bytes, block)).toBe(0);
const many = weights({
  first: { dtype: 'F32', shape: [ROWS], bytes: block },
  small: floats(1, 2, 3),
  second: { dtype: 'F32', shape: [ROWS], bytes: block },
  third: { dtype: 'F32', shape: [2, ROWS / 2], bytes: block },
  last: floats(4, 5),
});

let server: FileServer;
beforeAll(async () => {
  server = await FileServer.start();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.files.clear();
  server.asked.length = 0;
  server.givesParts = true;
  server.page = null;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('weights at an address', () => {
  it('are read tensor by tensor, and nothing else', async () => {
    server.files.set('model.safetensors', many);
    const checkpoint = await open(server.base);
    expect(checkpoint.names).toEqual(['first', 'small', 'second', 'third', 'last']);
    expect(checkpoint.shape('third')).toEqual([2, ROWS / 2]);
    const { tensor } = await checkpoint.read('last');
    expect([...tensor.float32()]).toEqual([4, 5]);
    const sent = server.asked.reduce((sum, { from, end }) => sum + end - from, 0);
    expect(sent).toBeLessThan(2 ** 17);
  });

  it('come together where they lie beside each other and are asked for at once', async () => {
    server.files.set('model.safetensors', many);
    const checkpoint = await open(server.base);
    server.asked.length = 0;
    const read = await Promise.all(['first', 'small', 'first'].map((name) => checkpoint.read(name)));
    expect(server.asked).toHaveLength(1);
    expectLarge(read[0].tensor.bytes);
    expect([...read[1].tensor.float32()]).toEqual([1, 2, 3]);
  });

  it('come whole where they are small', async () => {
    server.files.set('model.safetensors', weights({ a: floats(...large.subarray(0, 20_000)), b: floats(7) }));
    const checkpoint = await open(server.base);
    const before = server.asked.length;
    expect(before).toBeLessThanOrEqual(2);
    expect([...(await checkpoint.read('b')).tensor.float32()]).toEqual([7]);
    expect(server.asked).toHaveLength(before);
  });

  it('come whole where the server gives no parts, unless they are too large', async () => {
    server.givesParts = false;
    server.files.set('model.safetensors', many);
    const checkpoint = await open(server.base);
    expect([...(await checkpoint.read('last')).tensor.float32()]).toEqual([4, 5]);
    const error = await fault(open(server.base, { limit: 2 ** 20 }));
    expect(error.code).toBe('too-large');
  });

  it('are told of byte by byte', async () => {
    server.files.set('model.safetensors', many);
    let bytes = 0;
    const checkpoint = await open(server.base, { onArrival: (more) => (bytes += more) });
    const before = bytes;
    await checkpoint.read('second');
    expect(bytes - before).toBe(4 * ROWS);
  });

  it('are left where the model is closed', async () => {
    server.files.set('model.safetensors', many);
    const checkpoint = await open(server.base);
    const reading = checkpoint.read('second');
    checkpoint.close(new Error('left'));
    await expect(reading).rejects.toThrow('left');
    await expect(checkpoint.read('last')).rejects.toThrow('left');
  });

  it.each(['', '/', '/?token=1'])('lie in the folder that an address ends with (%j)', async (end) => {
    server.files.set('model.safetensors', weights({ a: floats(1) }));
    expect((await open(`${server.base}models/mine${end}`)).names).toEqual(['a']);
  });

  it('are in several files that their index names', async () => {
    server.files.set('model-00001-of-00002.safetensors', weights({ a: floats(1), b: floats(2) }));
    server.files.set('model-00002-of-00002.safetensors', weights({ c: floats(3) }));
    const places = { a: 'model-00001-of-00002.safetensors', c: 'model-00002-of-00002.safetensors' };
    server.files.set('model.safetensors.index.json', Buffer.from(JSON.stringify({ weight_map: places })));
    const checkpoint = await open(server.base);
    expect(checkpoint.names).toEqual(['a', 'c']);
    expect([...(await checkpoint.read('c')).tensor.float32()]).toEqual([3]);
    expect(checkpoint.bytesOf(['a', 'c', 'c', 'none'])).toBe(8);
  });

  it('that are nowhere are said to be missing, also by a host that answers with a page', async () => {
    expect((await fault(open(server.base))).code).toBe('not-found');
    server.page = '<!doctype html><title>Home</title>';
    const error = await fault(open(server.base));
    expect(error.code).toBe('html');
    expect(error.details.url).toBe(`${server.base}model.safetensors`);
  });

  it('that have changed while they were read are said to be damaged', async () => {
    server.files.set('model.safetensors', many);
    const checkpoint = await open(server.base);
    server.files.set('model.safetensors', many.slice(0, 2 ** 22));
    expect((await fault(checkpoint.read('third'))).code).toBe('damaged');
  });
});

describe('weights elsewhere', () => {
  const file = weights({ a: floats(1, 2), b: floats(3) });

  it('are files that a page has', async () => {
    const checkpoint = await open(blobs({ 'my-gpt/model.safetensors': file }));
    expect([...(await checkpoint.read('b')).tensor.float32()]).toEqual([3]);
    const error = await fault(open(blobs({ 'config.json': '{}' })));
    expect(error.message).toBe('There is no model.safetensors in data.');
  });

  it('lie on a disk, by a path or an address', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attn-weights-'));
    try {
      expect((await fault(open(folder))).code).toBe('no-file');
      writeFileSync(join(folder, 'model.safetensors'), file);
      for (const place of [folder, `${folder}/`, pathToFileURL(folder)]) {
        const checkpoint = await open(place);
        expect([...(await checkpoint.read('a')).tensor.float32()]).toEqual([1, 2]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('types of weights', () => {
  const ofTypes = weights({
    half: { dtype: 'F16', shape: [2], bytes: new Uint8Array(Uint16Array.of(0x3c00, 0xc000).buffer) },
    brain: { dtype: 'BF16', shape: [1], bytes: new Uint8Array(Uint16Array.of(0x3fc0).buffer) },
    double: { dtype: 'F64', shape: [1], bytes: new Uint8Array(Float64Array.of(0.5).buffer) },
    rows: { dtype: 'I8', shape: [2, 2], bytes: new Uint8Array(Int8Array.of(1, -2, 3, -4).buffer) },
    'rows.scales': floats(0.5, 2),
    bare: { dtype: 'I8', shape: [1], bytes: Uint8Array.of(1) },
    other: { dtype: 'I8', shape: [3, 1], bytes: Uint8Array.of(1, 2, 3) },
    'other.scales': floats(1, 2),
    ids: { dtype: 'I64', shape: [1], bytes: new Uint8Array(8) },
    eight: { dtype: 'F8_E4M3', shape: [1], bytes: Uint8Array.of(1) },
  });
  const files = blobs({ 'model.safetensors': ofTypes });

  it('stay as they are stored', async () => {
    const checkpoint = await open(files);
    const half = (await checkpoint.read('half')).tensor;
    expect([half.dtype, half.bytes.length, ...half.float32()]).toEqual(['float16', 4, 1, -2]);
    expect([...(await checkpoint.read('brain')).tensor.float32()]).toEqual([1.5]);
    expect([...(await checkpoint.read('double')).tensor.float32()]).toEqual([0.5]);
  });

  it('are rows of int8 with a factor each, which is no tensor of its own', async () => {
    const checkpoint = await open(files);
    const { tensor, scales } = await checkpoint.read('rows');
    expect([...tensor.float32()]).toEqual([1, -2, 3, -4]);
    expect([...scales!]).toEqual([0.5, 2]);
    expect(checkpoint.names).not.toContain('rows.scales');
    expect(checkpoint.bytesOf(['rows'])).toBe(12);
    expect(checkpoint.countOf(['rows'])).toBe(4);
  });

  it.each([
    ['bare', 'unsupported', 'int8 in bare without float32 in bare.scales'],
    ['other', 'wrong-shape', 'other has 3 rows'],
    ['ids', 'unsupported', 'weights of int64 in ids'],
    ['eight', 'unsupported', 'weights of float8_e4m3 in eight'],
    ['none', 'no-array', 'There is no array none'],
  ])('are refused where they are %s', async (name, code, words) => {
    const checkpoint = await open(files);
    const error = await fault(checkpoint.read(name));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });
});

describe('weights that lie', () => {
  const header = (entries: object, data = 16) =>
    open(blobs({ 'model.safetensors': safetensors(entries, new Uint8Array(data)) }));
  const entry = (from: number, end: number, shape = [(end - from) / 4]) => ({
    dtype: 'F32',
    shape,
    data_offsets: [from, end],
  });

  it.each([
    ['end before their tensors do', { a: entry(0, 32) }],
    ['overlap', { a: entry(0, 12), b: entry(8, 16) }],
    ['leave a gap', { a: entry(0, 4), b: entry(12, 16) }],
    ['say a shape of another size', { a: entry(0, 16, [5]) }],
    ['say a shape beyond all numbers', { a: entry(0, 16, [2 ** 52, 2 ** 52]) }],
    ['say a negative shape', { a: entry(0, 16, [-4]) }],
    ['begin before the file', { a: entry(-4, 16) }],
  ])('are damaged: they %s', async (_, entries) => {
    expect((await fault(header(entries))).code).toBe('damaged');
  });

  it('are named for what they are', async () => {
    const start = new Uint8Array(2000);
    start.set(Buffer.from('GGUF'));
    expect((await fault(open(blobs({ 'model.safetensors': start })))).code).toBe('foreign-format');
    expect((await fault(open(blobs({ 'model.safetensors': '' })))).code).toBe('empty');
  });

  it.each([
    ['no object', '[]', 'it has no weight_map'],
    ['no JSON', '{', 'it has no weight_map'],
    ['files elsewhere', '{"weight_map":{"a":"../other.safetensors"}}', 'which is no file beside it'],
    ['files of others', '{"weight_map":{"a":"https://example.org/x.safetensors"}}', 'which is no file beside it'],
    ['numbers', '{"weight_map":{"a":7}}', 'which is no file beside it'],
    ['no file', '{"weight_map":{}}', 'it names 0 files'],
    ['a file that is missing', '{"weight_map":{"a":"x.safetensors"}}', 'there is no x.safetensors beside it'],
    ['a tensor that is missing', '{"weight_map":{"__proto__":"y.safetensors"}}', 'which has none'],
  ])('are damaged: their index names %s', async (_, index, words) => {
    const files = { 'model.safetensors.index.json': index, 'y.safetensors': weights({ a: floats(1) }) };
    const error = await fault(open(blobs(files)));
    expect(error.code).toBe('damaged');
    expect(error.message).toContain(words);
  });

  it('are refused with a sentence, or hold what they say, whatever their header is', async () => {
    const number = fc.oneof(fc.integer({ min: -4, max: 24 }), fc.constantFrom(2 ** 31, 2 ** 53, 1e308, 0.5));
    const value = fc.record(
      {
        dtype: fc.constantFrom('F32', 'F16', 'I8', 'F4', 'constructor', 7),
        shape: fc.oneof(fc.array(number, { maxLength: 3 }), fc.constant(null), fc.constant('4')),
        data_offsets: fc.oneof(fc.tuple(number, number), fc.array(number, { maxLength: 3 }), fc.constant({})),
      },
      { requiredKeys: [] },
    );
    const names = fc.constantFrom('a', 'b', '__proto__', 'constructor', '__metadata__', 'a.scales');
    const hostile = fc.record({
      header: fc.oneof(fc.dictionary(names, value), fc.array(value), fc.string()),
      data: fc.integer({ min: 0, max: 24 }),
      cut: fc.integer({ min: 0, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(hostile, async ({ header: made, data, cut }) => {
        const whole = safetensors(made, new Uint8Array(data));
        const bytes = whole.subarray(0, Math.max(1, whole.length - (cut > 20 ? 0 : cut)));
        try {
          const checkpoint = await open(blobs({ 'model.safetensors': bytes }));
          for (const name of checkpoint.names) {
            const size = checkpoint.shape(name).reduce((product, length) => product * length, 1);
            expect(size).toBeLessThanOrEqual(8 * bytes.length);
            await checkpoint.read(name).catch((error: unknown) => expect(error).toBeInstanceOf(AttnError));
          }
        } catch (error) {
          expect(error).toBeInstanceOf(AttnError);
          expect((error as AttnError).code).not.toBe('unexpected');
        }
      }),
    );
  });
});

describe('weights that are kept in Cache Storage', () => {
  /** Cache Storage as far as it is used. */
  class Storage {
    readonly kept = new Map<string, Response>();
    isFull = false;

    async open() {
      return this;
    }
    async keys() {
      return [...this.kept.keys()].map((url) => ({ url }));
    }
    async match(url: string) {
      return this.kept.get(url)?.clone();
    }
    async put(url: string, response: Response) {
      if (this.isFull) throw new DOMException('no room', 'QuotaExceededError');
      this.kept.set(url, response);
    }
    async delete({ url }: { url: string }) {
      return this.kept.delete(url);
    }
  }

  it('come from there the next time', async () => {
    const storage = new Storage();
    vi.stubGlobal('caches', storage);
    server.files.set('model.safetensors', many);
    await (await open(server.base, { cache: true })).read('third');
    expect(storage.kept.size).toBe(1);
    server.asked.length = 0;
    let bytes = 0;
    const again = await open(server.base, { cache: true, onArrival: (more) => (bytes += more) });
    expectLarge((await again.read('third')).tensor.bytes);
    expect(server.asked.every(({ end }) => end <= 2 ** 16)).toBe(true);
    expect(bytes).toBeGreaterThanOrEqual(4 * ROWS);
  });

  it.each([true, false])('come whole from there where they came whole (parts are given: %s)', async (givesParts) => {
    const storage = new Storage();
    vi.stubGlobal('caches', storage);
    server.givesParts = givesParts;
    const file = weights({ a: floats(...large.subarray(0, 100_000)), b: floats(7) });
    server.files.set('model.safetensors', file);
    await open(server.base, { cache: true });
    expect([...storage.kept.keys()]).toEqual([`${server.base}model.safetensors?attn-version=%221%22&attn-bytes=whole`]);
    // Another file under the same version: what is read is what is kept.
    server.files.set('model.safetensors', weights({ c: floats(...large.subarray(0, 100_000)) }));
    const again = await open(server.base, { cache: true });
    expect([...(await again.read('b')).tensor.float32()]).toEqual([7]);
    storage.kept.clear();
    expect((await open(server.base, { cache: true })).names).toEqual(['c']);
  });

  it('are let go with the version that they were of', async () => {
    const storage = new Storage();
    vi.stubGlobal('caches', storage);
    server.files.set('model.safetensors', many);
    const old = new URL(`${server.base}model.safetensors?attn-version=%220%22&attn-bytes=0-8`).href;
    storage.kept.set(old, new Response('12345678'));
    storage.kept.set(`${server.base}other.safetensors?attn-version=%220%22&attn-bytes=0-8`, new Response('12345678'));
    await open(server.base, { cache: true });
    expect([...storage.kept.keys()]).toEqual([`${server.base}other.safetensors?attn-version=%220%22&attn-bytes=0-8`]);
  });

  it.each([
    ['there is no room', new Storage()],
    [
      'the page may not',
      {
        open: async () => {
          throw new DOMException('no', 'SecurityError');
        },
      },
    ],
  ])('are read all the same where %s', async (_, storage) => {
    if (storage instanceof Storage) storage.isFull = true;
    vi.stubGlobal('caches', storage);
    server.files.set('model.safetensors', many);
    const checkpoint = await open(server.base, { cache: true });
    expect([...(await checkpoint.read('last')).tensor.float32()]).toEqual([4, 5]);
    expectLarge((await checkpoint.read('first')).tensor.bytes);
  });
});
