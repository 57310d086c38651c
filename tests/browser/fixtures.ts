import { test as base, expect } from '@playwright/test';
import { articleMounts, serve } from '../../scripts/serve.mjs';
import { fileURLToPath } from 'node:url';
import { sep } from 'node:path';
import { collectProblems } from './page.js';

type Server = Awaited<ReturnType<typeof serve>>;

interface Servers {
  /** The example page and everything beside it, and the test pages under `/fixtures/`. */
  readonly site: Server;
  /** The same under the strictest policy that the elements promise to keep. */
  readonly strictSite: Server;
}

// One Lit makes one policy. Only pages of several elements with a Lit each, by the files of one, need 'allow-duplicates' besides.
export const strictPolicy = "default-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

const mounts = () => ({
  ...articleMounts(),
  '/fixtures/': fileURLToPath(new URL('../pages/fixtures/', import.meta.url)).replace(/[\\/]$/, sep),
});

/** Tests over pages that are served here; `problems` holds what the page complained of so far. */
export const test = base.extend<{ problems: string[] }, Servers>({
  problems: async ({ page }, use) => use(collectProblems(page)),
  site: [
    async ({}, use) => {
      const server = await serve({ mounts: mounts() });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  strictSite: [
    async ({}, use) => {
      const server = await serve({ mounts: mounts(), headers: { 'content-security-policy': strictPolicy } });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

export { expect };
