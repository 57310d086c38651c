import type { Page } from '@playwright/test';
import { expect, test } from '../browser/fixtures.js';
import { axeViolations } from '../browser/axe.js';
import { collectProblems } from '../browser/page.js';
import { type Place, servePlace, useCdn } from '../browser/place.js';

const cdn = useCdn();

const list = 'banana, river, king, seven, banana, river,';
const model = `<attn-model id="m" src="/data/story-gpt2/" text="${list}"></attn-model>`;

/** A page with a model and whoever follows it. */
async function open(tab: Page, { body = model, ...place }: Partial<Place> = {}) {
  const { url, close } = await servePlace(
    { path: '/elements/all.js', ...place, body: `<main>${body}</main>` },
    cdn.url,
  );
  await tab.goto(`${url}/`);
  return close;
}

const places: Readonly<Record<string, Partial<Place> & { readonly workers: number }>> = {
  'without a policy': { workers: 1 },
  'with files of its own alone': { policy: "default-src 'self'", workers: 1 },
  'with WebAssembly': { policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'", workers: 1 },
  'with Trusted Types': {
    policy: "require-trusted-types-for 'script'; trusted-types lit-html attn-model",
    workers: 1,
  },
  'without workers': { policy: "default-src 'self'; worker-src 'none'", workers: 0 },
  'with files of another site': {
    policy: "default-src 'self' CDN; worker-src blob: CDN; script-src CDN",
    isOfCdn: true,
    workers: 1,
  },
};

for (const [name, place] of Object.entries(places)) {
  test(`a model runs on a page ${name}`, async ({ page }) => {
    const close = await open(page, place);
    await expect(page.locator('attn-model .piece').first()).toHaveText('king');
    expect(page.workers()).toHaveLength(place.workers);
    close();
  });
}

test('three elements show the same sentence, by mouse and by keyboard, and axe finds nothing', async ({ page }) => {
  const problems = collectProblems(page);
  const close = await open(page, {
    body: `${model}<attn-heatmap from="#m" layer="1" head="0"></attn-heatmap>
      <attn-links from="#m" layer="1" head="0"></attn-links><attn-text from="#m" layer="1" head="0" query="-1"></attn-text>`,
  });
  await expect(page.locator('attn-text [part=readout]')).toContainText('king');
  await page.getByRole('textbox').fill('Tom has a red ball. Tom has a');
  await expect(page.locator('attn-model .piece').first()).toHaveText('red');
  for (const follower of ['attn-heatmap', 'attn-links', 'attn-text']) {
    await expect
      .poll(() =>
        page.locator(follower).evaluate(async (element) => {
          const figure = element as HTMLElementTagNameMap['attn-heatmap'];
          await figure.ready;
          return figure.attentionSource?.queryTokens?.join('');
        }),
      )
      .toContain('Tom');
  }
  // The likeliest word is taken by key, and the text has it.
  await page.getByRole('button', { name: /^red, / }).press('Enter');
  await expect(page.getByRole('textbox')).toHaveValue('Tom has a red ball. Tom has a red');
  expect(await axeViolations(page)).toEqual([]);
  expect(problems).toEqual([]);
  close();
});

test('a head that is taken away is taken from the prediction, and the address keeps it', async ({ page }) => {
  const body = model.replace('<attn-model', '<attn-model hash');
  const close = await open(page, { body });
  await expect(page.locator('attn-model .piece').first()).toHaveText('king');
  await page.locator('attn-model .heads summary').click();
  await page.getByRole('button', { name: 'Layer 1, head 0', exact: true }).click();
  await expect(page.locator('attn-model .piece').first()).not.toHaveText('king');
  await expect.poll(() => page.url()).toContain('ablate');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Layer 1, head 0, taken away' })).toBeVisible();
  await expect(page.locator('attn-model .piece').first()).not.toHaveText('king');
  close();
});

test('a model is on paper as it is on the screen', async ({ page }) => {
  const close = await open(page);
  await expect(page.locator('attn-model .piece').first()).toHaveText('king');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('attn-model .piece').first()).toBeVisible();
  const { width } = (await page.locator('attn-model').boundingBox())!;
  const inner = await page.locator('attn-model .tokens').evaluate((tokens) => tokens.scrollWidth);
  expect(inner).toBeLessThanOrEqual(Math.ceil(width));
  close();
});
