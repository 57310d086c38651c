/**
 * A small static server for the example page and the whole-page tests: folders and files at paths, ranges, nothing kept
 * in a cache. Not meant for the open network: it listens on this machine alone.
 */
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { elementTags, root } from './bootstrap.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * @typedef {Record<string, string>} Mounts URL paths to folders (ending in `/`) or files; the longest match wins
 */

/** The file on disk that a URL path names, with its status: 200, 301 for a folder without its slash, 404. */
function find(mounts, path) {
  for (const prefix of Object.keys(mounts).sort((a, b) => b.length - a.length)) {
    const target = mounts[prefix];
    if (path === prefix && !prefix.endsWith('/'))
      return existsSync(target) ? { status: 200, file: target } : { status: 404 };
    if (!prefix.endsWith('/') || !path.startsWith(prefix)) continue;
    const file = join(target, path.slice(prefix.length));
    // join has resolved every `..`: what is no longer inside was an attempt to leave.
    if (!`${file}${sep}`.startsWith(join(target, sep)) || !existsSync(file)) return { status: 404 };
    if (!statSync(file).isDirectory()) return { status: 200, file };
    if (!path.endsWith('/')) return { status: 301 };
    const index = join(file, 'index.html');
    return existsSync(index) ? { status: 200, file: index } : { status: 404 };
  }
  return { status: 404 };
}

/** First and last byte of a `Range` header, null where there is none that is understood. */
function readRange(header, size) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (!from && !to) return null;
  if (!from) return [Math.max(0, size - Number(to)), size - 1];
  return [Number(from), to ? Math.min(Number(to), size - 1) : size - 1];
}

function answer(mounts, headers, request, response) {
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    path = '\0';
  }
  const { status, file } = path.includes('\0') ? { status: 404 } : find(mounts, path);
  const common = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...common, allow: 'GET, HEAD' }).end();
  } else if (status === 301) {
    response.writeHead(301, { ...common, location: `${encodeURI(path)}/` }).end();
  } else if (status === 404) {
    response.writeHead(404, { ...common, 'content-type': 'text/plain; charset=utf-8' }).end('There is nothing here.\n');
  } else {
    send(file, common, request, response);
  }
}

function send(file, common, request, response) {
  const { size } = statSync(file);
  const range = readRange(request.headers.range, size);
  const headers = {
    ...common,
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
  };
  if (range && (range[0] > range[1] || range[0] >= size)) {
    response.writeHead(416, { ...common, 'content-range': `bytes */${size}` }).end();
    return;
  }
  const [start, end] = range ?? [0, size - 1];
  if (range) headers['content-range'] = `bytes ${start}-${end}/${size}`;
  response.writeHead(range ? 206 : 200, { ...headers, 'content-length': end - start + 1 });
  if (request.method === 'HEAD' || size === 0) response.end();
  else
    createReadStream(file, { start, end })
      .on('error', () => response.destroy())
      .pipe(response);
}

/** Listens on a port, on the next free one if it is taken, on any if it is 0. */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' && port > 0 && port < 65_535) resolve(listen(server, port + 1));
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(server.address().port));
  });
}

/** Folders of the site: the article, the playground with the elements' manifests, and the CDN files of all elements together in `/elements/`. */
export function siteMounts() {
  const mounts = {
    '/': join(root, 'stories/article/'),
    '/playground/': join(root, 'stories/playground/'),
    '/elements/': join(root, 'packages/attn-elements/cdn/'),
  };
  for (const tag of elementTags())
    mounts[`/playground/manifests/${tag}.json`] = join(root, 'packages', tag, 'custom-elements.json');
  return mounts;
}

/** Folders of the example page: those of the site; beside them, in `/cdn/`, the CDN files of each element alone. */
export function articleMounts() {
  const mounts = siteMounts();
  for (const tag of elementTags()) {
    const folder = join(root, 'packages', tag, 'cdn');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    for (const file of files) mounts[`/cdn/${file}`] = join(folder, file);
  }
  return mounts;
}

/**
 * @param {{mounts?: Mounts, port?: number, headers?: Record<string, string>}} options
 * @returns {Promise<{url: string, close: () => Promise<void>}>} `url` ends without a slash
 */
export async function serve({ mounts = articleMounts(), port = 0, headers = {} } = {}) {
  const server = createServer((request, response) => answer(mounts, headers, request, response));
  const url = `http://localhost:${await listen(server, port)}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(() => done()));
  };
  return { url, close };
}
