import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { articleMounts, serve } from '../../scripts/serve.mjs';
import { test } from './fixtures.js';

/** Where the script of a page comes from, and what the page allows. */
export interface Place {
  /** Policy of the page and of its files, in which `CDN` stands for the other site; none unless given. */
  readonly policy?: string;
  /** Whether the script is of the CDN, and not of the page's own site. */
  readonly isOfCdn?: boolean;
  /** The script. */
  readonly path: string;
  readonly body: string;
}

/** The files of elements as a CDN gives them, for the tests of a file: another port is another origin. */
export function useCdn(): { readonly url: string } {
  let cdn: Awaited<ReturnType<typeof serve>>;
  test.beforeAll(async () => {
    cdn = await serve({ mounts: articleMounts(), headers: { 'access-control-allow-origin': '*' } });
  });
  test.afterAll(() => cdn.close());
  return {
    get url() {
      return cdn.url;
    },
  };
}

/** Serves a page under a policy. @param cdn address of the other site */
export async function servePlace(
  { policy, isOfCdn = false, path, body }: Place,
  cdn: string,
): Promise<{ url: string; close: () => void }> {
  const script = isOfCdn ? cdn + path : path;
  // Of the worker's file, too: it is under the policy that comes with it.
  const headers = policy ? { 'content-security-policy': policy.replaceAll('CDN', cdn) } : {};
  const files = await serve();
  const server = createServer(async (request, response) => {
    if (request.url !== '/') {
      // By way of this address, so that the files are of the page's own origin.
      const file = await fetch(files.url + request.url!);
      response.writeHead(file.status, { ...headers, 'content-type': file.headers.get('content-type')! });
      response.end(Buffer.from(await file.arrayBuffer()));
      return;
    }
    response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="/favicon.svg">` +
        `<script type="module" src="${script}"></script>${body}`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
      void files.close();
    },
  };
}
