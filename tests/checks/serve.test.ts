import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../scripts/serve.mjs';

describe('the static server', () => {
  const outside = mkdtempSync(join(tmpdir(), 'serve-'));
  const folder = join(outside, 'public');
  let server: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    mkdirSync(join(folder, 'zh'), { recursive: true });
    writeFileSync(join(outside, 'secret.txt'), 'secret');
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'zh', 'index.html'), 'zh');
    writeFileSync(join(folder, 'data.npz'), '0123456789');
    writeFileSync(join(outside, 'one.js'), 'export {};');
    const mounts = { '/': folder + sep, '/cdn/one.js': join(outside, 'one.js') };
    server = await serve({ mounts, headers: { 'x-extra': 'yes' } });
  });

  afterAll(async () => {
    await server.close();
    rmSync(outside, { recursive: true });
  });

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/zh/', 'text/html; charset=utf-8'],
    ['/cdn/one.js', 'text/javascript; charset=utf-8'],
    ['/data.npz', 'application/octet-stream'],
  ])('answers %s as %s, to be kept by no cache', async (path, type) => {
    const response = await fetch(server.url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-extra')).toBe('yes');
  });

  it('sends a folder to its address with a slash', async () => {
    const response = await fetch(`${server.url}/zh`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([301, '/zh/']);
  });

  it.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ])('answers the range %s', async (range, body, contentRange) => {
    const response = await fetch(`${server.url}/data.npz`, { headers: { range } });
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([
      206,
      body,
      contentRange,
    ]);
  });

  it('refuses a range beyond the end', async () => {
    expect((await fetch(`${server.url}/data.npz`, { headers: { range: 'bytes=10-' } })).status).toBe(416);
  });

  it.each(['/absent.json', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%00', '/%E0%A4%A'])(
    'answers %s with 404',
    async (path) => {
      // node:http, since fetch tidies paths before it sends them.
      const status = await new Promise((done) => get(server.url + path, ({ statusCode }) => done(statusCode)));
      expect(status).toBe(404);
    },
  );

  it('takes the next port when one is taken', async () => {
    const port = Number(new URL(server.url).port);
    const other = await serve({ mounts: {}, port });
    expect(Number(new URL(other.url).port)).toBeGreaterThan(port);
    await other.close();
  });
});
