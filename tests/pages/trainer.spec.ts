import type { Page } from '@playwright/test';
import { expect, test } from '../browser/fixtures.js';
import { collectProblems } from '../browser/page.js';
import { type Place, servePlace, useCdn } from '../browser/place.js';

const cdn = useCdn();

const settings = 'task="reverse" length="4" vocabulary-size="4" d-model="8" batch-size="4" steps="60"';

/** A page with the element. */
async function open(tab: Page, place: Partial<Place>): Promise<{ url: string; close: () => void }> {
  const body = `<attn-trainer ${settings}>The fallback.</attn-trainer>`;
  const served = await servePlace({ path: '/cdn/attn-trainer.js', ...place, body }, cdn.url);
  await tab.addInitScript(countAddresses);
  await tab.goto(`${served.url}/`);
  await tab.getByRole('button', { name: 'Train' }).waitFor();
  return served;
}

declare global {
  interface Window {
    addresses: Set<string>;
    done: Promise<unknown>;
  }
}

/** Keeps the addresses that a page has given to blobs and not taken back. */
function countAddresses(): void {
  window.addresses = new Set();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const address = createObjectURL(blob);
    window.addresses.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    window.addresses.delete(address);
    revokeObjectURL(address);
  };
}

/** Presses Train, and waits for the end: what the element says then. */
async function train(tab: Page): Promise<string> {
  await tab.evaluate(() => {
    const element = document.querySelector('attn-trainer')!;
    window.done = new Promise((resolve) => {
      element.addEventListener('attn-done', resolve, { once: true });
    });
  });
  await tab.getByRole('button', { name: 'Train' }).click();
  await tab.evaluate(() => window.done);
  const said = (await tab.locator('[part~=progress]').textContent())!;
  expect(said).toContain('Step 60 of 60');
  return said;
}

/** The files of the element that a page asks for from now on. */
function filesOf(tab: Page): string[] {
  const fetched: string[] = [];
  tab.on('request', (request) => {
    const [, file] = /\/cdn\/([\w-]*trainer.*)$/.exec(request.url()) ?? [];
    if (file) fetched.push(file);
  });
  return fetched;
}

const self = "default-src 'self'";
const wasm = `${self}; script-src 'self' 'wasm-unsafe-eval'`;
const fromCdn = "default-src 'self' CDN; script-src CDN 'wasm-unsafe-eval'";
const trusting = (names: string) => `; require-trusted-types-for 'script'; trusted-types ${names}`;

const inWorker = /in the background/;
const onPage = /on the page’s own thread/;

/** Places where a page lets it learn, and the sentence on each. */
const places: [where: string, place: Partial<Place>, said: RegExp, engine: string][] = [
  ['in a worker', { policy: wasm }, inWorker, 'wasm'],
  ['in a worker without WebAssembly', { policy: self }, inWorker, 'cpu'],
  ['on the page, where no worker may start', { policy: `${wasm}; worker-src 'none'` }, onPage, 'wasm'],
  ['in a worker of a CDN', { policy: `${fromCdn}; worker-src blob: CDN`, isOfCdn: true }, inWorker, 'wasm'],
  ['on the page, where a CDN’s worker may not', { policy: fromCdn, isOfCdn: true }, onPage, 'wasm'],
  ['in a worker under Trusted Types', { policy: wasm + trusting('lit-html attn-trainer') }, inWorker, 'wasm'],
  [
    'in a worker of a CDN under Trusted Types',
    { policy: `${fromCdn}; worker-src blob: CDN${trusting('lit-html attn-trainer')}`, isOfCdn: true },
    inWorker,
    'wasm',
  ],
  [
    'on the page, where Trusted Types know no address of ours',
    { policy: wasm + trusting("lit-html 'allow-duplicates'") },
    onPage,
    'wasm',
  ],
];

for (const [where, place, said, engine] of places) {
  test(`a model learns ${where}, and its files come when they are needed`, async ({ page }) => {
    const fetched = filesOf(page);
    const problems = collectProblems(page);
    const { close } = await open(page, place);
    try {
      // What finds misuse comes by itself, once the element stands.
      const needed = fetched.filter((file) => !file.startsWith('attn-trainer.misuse-'));
      expect(needed).toEqual(['attn-trainer.js']);
      const text = await train(page);
      expect(text).toMatch(said);
      // On a busy machine a trial may find the other to be faster.
      expect(text).toMatch(engine === 'wasm' ? /on (?:wasm|webgl)/ : /on cpu/);
      const session = said === inWorker ? 'trainer-worker.js' : 'attn-trainer.page-session-';
      for (const file of ['attn-trainer.figure-', session]) expect(fetched.join()).toContain(file);
      expect(page.workers()).toHaveLength(said === inWorker ? 1 : 0);
      expect(await page.evaluate(() => [...window.addresses])).toEqual([]);
      expect(problems.filter((problem) => problem.startsWith('exception'))).toEqual([]);
      // Where a worker runs with all that it wants, the page's policy has nothing to complain of.
      if (said === inWorker && engine === 'wasm') expect(problems).toEqual([]);
      await page.evaluate(() => document.querySelector('attn-trainer')!.remove());
      await expect.poll(() => page.workers().length).toBe(0);
    } finally {
      close();
    }
  });
}

test('where the files of a CDN are gone meanwhile the element says so, and trains once they are back', async ({
  page,
}) => {
  const { close } = await open(page, { policy: `${fromCdn}; worker-src blob: CDN`, isOfCdn: true });
  try {
    let isGone = true;
    await page.route(/trainer-worker\.js|attn-trainer\.page-session-/, (route) =>
      isGone ? route.fulfill({ status: 404, body: 'There is nothing here.' }) : route.continue(),
    );
    await page.getByRole('button', { name: 'Train' }).click();
    await expect(page.getByRole('alert')).toContainText('attn-trainer.page-session-');
    await expect(page.getByText('The fallback.')).toBeVisible();
    isGone = false;
    expect(await train(page)).toMatch(inWorker);
    await expect(page.getByRole('alert')).toBeHidden();
  } finally {
    close();
  }
});

const together = '/elements/attn-trainer.js';

for (const [where, place] of [
  ['of the page’s own site', { policy: self, path: together }],
  ['of a CDN', { policy: `${fromCdn}; worker-src blob: CDN`, isOfCdn: true, path: together }],
  ['under Trusted Types', { policy: wasm + trusting('lit-html attn-trainer'), path: together }],
] as const) {
  test(`a model of all elements together learns in a worker ${where}`, async ({ page }) => {
    const problems = collectProblems(page);
    const { close } = await open(page, place);
    try {
      expect(await train(page)).toMatch(inWorker);
      expect(page.workers()).toHaveLength(1);
      expect(problems.filter((problem) => problem.startsWith('exception'))).toEqual([]);
    } finally {
      close();
    }
  });
}
