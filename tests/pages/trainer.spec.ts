import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { basename, join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/bootstrap.mjs';
import { expect, test } from '../browser/fixtures.js';

const page =
  '<!doctype html><html lang="en"><script type="module" src="/attn-trainer.js"></script>' +
  '<attn-trainer task="reverse" length="4" symbols="4" width="8" batch="4" steps="60">The fallback.</attn-trainer>';

/** A page with the element's CDN files, under a policy. */
async function serveUnder(policy: string): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    if (request.url === '/') {
      response.setHeader('Content-Type', 'text/html');
      response.setHeader('Content-Security-Policy', policy);
      response.end(page);
      return;
    }
    const name = basename(new URL(request.url!, 'http://page').pathname);
    if (!/^attn-trainer(\.\w+)?\.js$/.test(name)) {
      response.statusCode = 204;
      response.end();
      return;
    }
    response.setHeader('Content-Type', 'text/javascript');
    createReadStream(join(root, 'packages/attn-trainer/cdn', name)).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, server };
}

/** Presses Train, and waits for the end: what the element says then, and the files that were fetched before and after. */
async function train(tab: Page, url: string) {
  const fetched: string[] = [];
  tab.on('request', (request) => fetched.push(request.url().slice(url.length)));
  await tab.goto(url);
  await tab.getByRole('button', { name: 'Train' }).waitFor();
  const before = fetched.filter(Boolean);
  await tab.evaluate(() => {
    const element = document.querySelector('attn-trainer')!;
    (globalThis as { done?: Promise<unknown> }).done = new Promise((resolve) => {
      element.addEventListener('attn-done', resolve, { once: true });
    });
  });
  await tab.getByRole('button', { name: 'Train' }).click();
  await tab.evaluate(() => (globalThis as { done?: Promise<unknown> }).done);
  return { said: await tab.locator('[part=progress]').textContent(), before, fetched: fetched.filter(Boolean) };
}

const policies = [
  ['in a worker', "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'", /on wasm, in the background/],
  ['in a worker without WebAssembly', "default-src 'self'", /in the background/],
  ['on the page, where no worker may start', "default-src 'self'; worker-src 'none'", /on the page’s own thread/],
] as const;

for (const [where, policy, said] of policies) {
  test(`a model learns ${where}, and its files come when they are needed`, async ({ browser }) => {
    const { url, server } = await serveUnder(policy);
    const tab = await browser.newPage();
    try {
      const run = await train(tab, url);
      expect(run.before).toEqual(['attn-trainer.js']);
      expect(run.fetched).toEqual(expect.arrayContaining(['attn-trainer.training.js', 'attn-trainer.drawing.js']));
      expect(run.said).toMatch(said);
      expect(run.said).toContain('Step 60 of 60');
    } finally {
      await tab.close();
      server.close();
    }
  });
}
