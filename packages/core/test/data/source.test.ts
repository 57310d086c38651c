import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { load, openAttention } from '../../src/data/index.js';
import { safetensors } from './archive.js';

let server: Server;
let base: string;
let answer: RequestListener;
const requests: string[] = [];
let closed = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request.url!);
    response.on('close', () => closed++);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  base = `http://localhost:${(server.address() as AddressInfo).port}/page/index.html`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  requests.length = 0;
  closed = 0;
  answer = (_, response) => response.end('[[1, 2]]');
});

let count = 0;
/** An address that no test before has asked for. */
const fresh = () => `data-${count++}.json`;
const address = (name: string) => new URL(name, base).href;
const fails = (promise: Promise<unknown>, code: string, text: string) =>
  expect(promise).rejects.toMatchObject({ name: 'AttnError', code, message: expect.stringContaining(text) });

describe('addresses', () => {
  it('are relative to the base that is given', async () => {
    const name = fresh();
    const file = await load(name, { base });
    expect(requests).toEqual([`/page/${name}`]);
    expect(file.url).toBe(address(name));
    expect((await load(new URL(address(fresh())))).names).toEqual(['attention']);
  });

  it('may be data and blob addresses', async () => {
    expect((await load('data:application/json,[[1,2],[3,4]]')).names).toEqual(['attention']);
    const url = URL.createObjectURL(new Blob(['[[1,2]]']));
    expect((await load(url)).names).toEqual(['attention']);
  });

  it('of other kinds are not read', async () => {
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'ftp://example.org/a.npy', 'http://', 'no base']) {
      await fails(load(url), 'scheme', url.slice(0, 4));
    }
    expect(requests).toEqual([]);
  });

  it('of a disk are not read, and where the page lies there, too, it is said', async () => {
    await fails(
      load('weights.json', { base: 'file:///page/index.html' }),
      'on-disk',
      'file:///page/weights.json lies on a disk',
    );
    await fails(load('file:///page/weights.json', { base }), 'scheme', 'file:///page/weights.json');
  });

  it('of long data addresses do not fill the sentence', async () => {
    const error = await load(`data:text/plain,${'x'.repeat(10_000)}`).catch((thrown) => thrown);
    expect(error.code).toBe('unknown-format');
    expect(error.message.length).toBeLessThan(300);
  });
});

describe('what a server answers', () => {
  const answers: [string, RequestListener, string, string][] = [
    ['an error status', (_, response) => response.writeHead(404).end('<html>no'), 'not-found', '404'],
    ['that it is gone', (_, response) => response.writeHead(410).end(), 'not-found', '410'],
    [
      'a server’s failure',
      (_, response) => response.writeHead(503).end(),
      'http-status',
      'its server failed (HTTP status 503)',
    ],
    [
      'a refusal',
      (_, response) => response.writeHead(403).end(),
      'http-status',
      'its server refuses it (HTTP status 403)',
    ],
    ['a page with status 200', (_, response) => response.end('\n<!DOCTYPE html><title>x</title>'), 'html', 'web page'],
    ['nothing', (_, response) => response.end(), 'empty', 'empty'],
    ['something else', (_, response) => response.end('PNG or so'), 'unknown-format', 'none of the formats'],
    [
      'a broken connection',
      (_, response) => response.writeHead(200, { 'Content-Length': 100 }).write('[[1', () => response.destroy()),
      'network',
      'broke off before all of it had come',
    ],
    ['no connection', (_, response) => response.destroy(), 'network', 'its server did not answer'],
    ['JSON that is cut off', (_, response) => response.end('{"attention": [[1'), 'damaged', 'JSON'],
  ];
  it.each(answers)('%s', async (_, listener, code, text) => {
    answer = listener;
    const name = fresh();
    const promise = load(name, { base });
    await fails(promise, code, text);
    // The full address is in the sentence.
    await fails(promise, code, address(name));
  });

  it('packed by the server', async () => {
    const json = `[[${'1,'.repeat(5000)}1]]`;
    const packed = gzipSync(json);
    answer = (_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': packed.length }).end(packed);
    expect((await openAttention(await load(fresh(), { base }))).shape(0)).toEqual([1, 5001]);
  });

  it('is not taken for a page where the length of a header begins like one', async () => {
    // 0x213c is "<!", 0x7b is "{" and 0x5b "[".
    for (const length of [0x213c, 0x613c, 0x7b, 0x15b, 0x203c, 0x3c20]) {
      answer = (_, response) => response.end(safetensors('{}'.padEnd(length)));
      expect((await load(fresh(), { base })).names).toEqual([]);
    }
  });

  it('is told apart by its content, not by its name or media type', async () => {
    answer = (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('[[1, 2]]');
    expect((await load(`${fresh()}.npy`, { base })).names).toEqual(['attention']);
  });

  it('is read up to the limit and no further', async () => {
    answer = (_, response) => response.writeHead(200, { 'Content-Length': 2 ** 40 }).write('[[1');
    await fails(load(fresh(), { base, limit: 1000 }), 'too-large', '1,099,511,627,776');
    // Without a length, as much as it takes to know.
    let sent = 0;
    answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(10_000))) sent += 10_000;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    await fails(load(fresh(), { base, limit: 100_000 }), 'too-large', '100,000');
    await vi.waitFor(() => expect(closed).toBe(2));
    expect(sent).toBeLessThan(20_000_000);
    await fails(load(new Blob(['[[1, 2]]']), { limit: 4 }), 'too-large', '8 bytes');
  });
});

describe('files of a page', () => {
  it('are fetched once for all who ask at the same time', async () => {
    const name = fresh();
    const files = await Promise.all([load(name, { base }), load(name, { base }), load(address(name))]);
    expect(requests).toHaveLength(1);
    expect(new Set(files).size).toBe(1);
  });

  it('are not fetched again while somebody holds them', async () => {
    const name = fresh();
    const file = await load(name, { base });
    expect(await load(name, { base })).toBe(file);
    expect(requests).toHaveLength(1);
  });

  it('are fetched again after a failure', async () => {
    const name = fresh();
    answer = (_, response) => response.writeHead(500).end();
    await fails(load(name, { base }), 'http-status', '500');
    answer = (_, response) => response.end('[[1, 2]]');
    expect((await load(name, { base })).names).toEqual(['attention']);
  });

  it('go on loading for others when one aborts, and stop when all have', async () => {
    const name = fresh();
    let finish = () => {};
    answer = (_, response) => {
      response.write('[[1,');
      finish = () => response.end('2]]');
    };
    const [first, second] = [new AbortController(), new AbortController()];
    const aborted = load(name, { base, signal: first.signal });
    const kept = load(name, { base, signal: second.signal });
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    first.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    finish();
    expect((await kept).names).toEqual(['attention']);

    const other = fresh();
    const third = new AbortController();
    const alone = load(other, { base, signal: third.signal });
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    expect(closed).toBe(1);
    third.abort(new Error('left the page'));
    await expect(alone).rejects.toThrow('left the page');
    await vi.waitFor(() => expect(closed).toBe(2));
    // Who asks afterwards starts anew.
    answer = (_, response) => response.end('[[1, 2]]');
    expect((await load(other, { base })).names).toEqual(['attention']);
  });

  it('do not begin to load for who has left already', async () => {
    await expect(load(fresh(), { base, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect(requests).toEqual([]);
  });

  it('are shared by two copies of this package, and so are their errors', async () => {
    const name = fresh();
    vi.resetModules();
    const copy = await import('../../src/data/index.js');
    const errors = await import('../../src/errors.js');
    expect(copy.load).not.toBe(load);
    const [mine, other] = await Promise.all([load(name, { base }), copy.load(name, { base })]);
    expect(other).toBe(mine);
    expect(await (await copy.openAttention(mine)).slice(0, 0)).toEqual(Float32Array.of(1, 2));
    answer = (_, response) => response.writeHead(410).end();
    const missing = fresh();
    const [, failed] = await Promise.allSettled([load(missing, { base }), copy.load(missing, { base })]);
    expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(errors.AttnError) });
    expect(requests.filter((url) => url.endsWith(missing))).toHaveLength(1);
  });

  it('are forgotten when many others came after and nobody holds them', async () => {
    const shelf = (globalThis as never)[Symbol.for('attn-elements.files.3')] as { recent: unknown[] };
    for (let at = 0; at < 12; at++) await load(fresh(), { base });
    expect(shelf.recent.length).toBeLessThanOrEqual(8);
    answer = (_, response) => response.end('[[1, 2]]'.padEnd(70 * 2 ** 20));
    await load(fresh(), { base });
    expect(shelf.recent).toEqual([]);
  });
});

describe('a file that changes', () => {
  const first = async (name: string, isFresh: boolean) => {
    const file = await load(name, { base, isFresh });
    return (await (await openAttention(file)).slice(0, 0))[0];
  };

  it('is read again where it is asked for anew and the server tells another version', async () => {
    const name = fresh();
    let [version, body] = ['"a"', '[[1]]'];
    answer = (_, response) => response.setHeader('ETag', version).end(body);
    expect(await first(name, false)).toBe(1);
    const before = await load(name, { base });
    expect(await load(name, { base, isFresh: true })).toBe(before);
    [version, body] = ['"b"', '[[2]]'];
    expect(await first(name, false)).toBe(1);
    expect(await first(name, true)).toBe(2);
    // Once for all: who asks next has the new one.
    expect(await first(name, false)).toBe(2);
    expect(requests.length).toBe(3);
  });

  it('is read again where the server tells no version', async () => {
    const name = fresh();
    let body = '[[1]]';
    answer = (_, response) => response.end(body);
    expect(await first(name, false)).toBe(1);
    body = '[[2]]';
    expect(await first(name, true)).toBe(2);
  });

  it('is told by when it was last modified', async () => {
    const name = fresh();
    answer = (_, response) => response.setHeader('Last-Modified', 'Mon, 30 Nov 2026 10:00:00 GMT').end('[[1]]');
    const before = await load(name, { base });
    expect(await load(name, { base, isFresh: true })).toBe(before);
  });
});
