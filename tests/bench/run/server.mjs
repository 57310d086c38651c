import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Serves folders over HTTP from a port of its own, nothing cached; a file that has a compressed one beside it is sent compressed.
 * @param {Record<string, string>} mounts address prefix → folder; the longest prefix that fits wins
 * @param {Record<string, string>} [headers] sent with everything
 * @returns {Promise<{origin: string, close(): void}>}
 */
export async function serve(mounts, headers = {}) {
  const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname)).replaceAll('\\', '/');
    const prefix = prefixes.find((one) => path.startsWith(one));
    const file = prefix && join(mounts[prefix], path.slice(prefix.length));
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const packed = `${file}.gz`;
    const isPacked = existsSync(packed) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(200, {
      ...(isPacked && { 'content-encoding': 'gzip', 'content-length': statSync(packed).size }),
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
      ...headers,
    });
    createReadStream(isPacked ? packed : file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}
