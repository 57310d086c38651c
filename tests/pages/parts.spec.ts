import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { expect, strictPolicy, test } from '../browser/fixtures.js';
import { partsOf } from '../browser/parts.js';
import { root } from '../../scripts/bootstrap.mjs';

const npz = readFileSync(join(root, 'packages/attn-heatmap/test/fixtures/translation-0.cross.npz'));

/** Lazy parts of all that shows attention. */
const common = [
  'bertviz-page',
  'colormap',
  'csv',
  'fetch-fault',
  'find-place',
  'foreign-words',
  'gzip',
  'inseq',
  'misuse',
  'open-computed',
  'open-operation',
  'papers',
  'ranges',
  'readers',
  'reasons-en',
  'reasons-zh-hans',
  'reasons-zh-hant',
  'rolled-up-source',
  'saving',
  'sparse',
  'torch',
  'view-address',
  'webgl',
  'zarr',
  'zh-hans',
  'zh-hant',
];

const { add, askedFor, built, remove, save } = partsOf('attn-heatmap');

test.describe('the files beside an element', () => {
  let asked: string[];

  test.beforeEach(async ({ page, site }) => {
    asked = askedFor(page);
    await page.route('**/weights.npz', (route) => route.fulfill({ body: npz }));
    await page.goto(`${site.url}/fixtures/plain.html`);
    await waitUntilReady(page);
  });

  test('are not asked for by a page of JSON', async ({ page }) => {
    await page.locator('#src').hover();
    await page.locator('#src').click();
    expect(asked).toEqual([]);
  });

  test('are one for each thing that is not always needed', () => {
    expect(built()).toEqual([...common, 'cell-numbers', 'heads-plot', 'output', 'sort-panels', 'steps', 'zoom'].sort());
  });

  test('misuse: asked for once, when the first figure stands, which says where it is missing', async ({ page }) => {
    const misuse: string[] = [];
    page.on('request', (request) => request.url().includes('.misuse-') && misuse.push(request.url()));
    await page.reload();
    await waitUntilReady(page);
    await add(page, { id: 'slip', data: '[[1, 0]]', headng: 'Weights' });
    await expect(page.locator('#slip')).toContainText('Was heading meant?');
    expect(misuse).toHaveLength(1);
    const putBack = await remove(page, 'misuse');
    await page.reload();
    await waitUntilReady(page);
    await add(page, { id: 'slip', data: '[[1, 0], [0.4, 0.6]]', headng: 'Weights' });
    const slip = page.locator('#slip');
    await expect(slip).toContainText('A part of this element could not be loaded');
    expect(await distinctColours(slip)).toBeGreaterThan(1);
    putBack();
    await slip.evaluate((host) => host.setAttribute('colormap', 'magma'));
    await expect(slip).toContainText('Was heading meant?');
  });

  test('reasons-en: asked for once, by what cannot be, which is told to the page in a sentence', async ({ page }) => {
    for (const id of ['cubic', 'cubed']) await add(page, { id, data: '[[1, 0]]', scale: 'cubic' });
    const sentence = 'scale is cubic: one of linear, log, power is needed';
    await expect(page.locator('#cubic [part~=error]')).toContainText(sentence);
    await expect(page.locator('#cubed [part~=error]')).toContainText(sentence);
    await expect
      .poll(() => page.evaluate(() => window.heard.filter(({ type }) => type === 'attn-error')))
      .toMatchObject(['cubic', 'cubed'].map((id) => ({ id, detail: { message: expect.stringContaining(sentence) } })));
    const failed = await page
      .locator('#cubic')
      .evaluate((host: HTMLElement & { toSVG(): Promise<string> }) =>
        host.toSVG().catch(({ code, message }) => ({ code, message })),
      );
    expect(failed).toMatchObject({ code: 'bad-option', message: expect.stringContaining(sentence) });
    expect(asked.toSorted()).toEqual(['reasons-en', 'saving']);
  });

  test('reasons-zh-hans: asked for by what cannot be on pages in Chinese', async ({ page }) => {
    await add(page, { id: 'cubic', lang: 'zh-Hans', data: '[[1, 0]]', scale: 'cubic' });
    const error = page.locator('#cubic [part~=error]');
    await expect(error).toContainText('scale 的值是 cubic：');
    await expect(error).not.toContainText(/needed|needs/);
    expect(asked).toContain('reasons-zh-hans');
    await add(page, { id: 'absent', lang: 'zh-Hans', src: '/fixtures/plain.html' });
    await expect(page.locator('#absent [part~=error]')).toContainText('是网页而不是数据');
  });

  test('reasons-en: where it is missing the element says so, and the sentence once it is there', async ({ page }) => {
    const putBack = await remove(page, 'reasons-en');
    await add(page, { id: 'cubic', data: '[[1, 0]]', scale: 'cubic' });
    const element = page.locator('#cubic');
    await expect(element.locator('[part~=error]')).toContainText('attn-heatmap.reasons-en-');
    putBack();
    await element.evaluate((host) => host.setAttribute('scale', 'quartic'));
    await expect(element.locator('[part~=error]')).toContainText(
      'scale is quartic: one of linear, log, power is needed',
    );
  });

  test('view-address: asked for by `hash`, and the browser’s way back leads to the view before', async ({ page }) => {
    await add(page, { id: 'kept', data: '[[[[1]], [[1]]], [[[1]], [[1]]]]', layer: '0', head: '0', hash: '' });
    await expect.poll(() => asked).toEqual(['view-address']);
    const kept = page.locator('#kept');
    await kept.getByRole('button', { name: 'Next head' }).click();
    await expect(page).toHaveURL(/#attn=kept&head=1$/);
    await page.goBack();
    await expect(kept).toContainText('Layer 0 · Head 0');
  });

  test('readers: asked for at the same time as the file whose name tells its format', async ({ page }) => {
    let askedFormats = () => {};
    const formatsAreAsked = new Promise<void>((resolve) => (askedFormats = resolve));
    await page.route('**/cdn/attn-heatmap.readers-*.js', (route) => {
      askedFormats();
      return route.continue();
    });
    // The data waits until the part has been asked for: one after the other would never come to an end.
    await page.route('**/late/weights.npz', async (route) => {
      await formatsAreAsked;
      await route.fulfill({ body: npz });
    });
    await add(page, { id: 'npz', src: '/late/weights.npz' });
    expect(await distinctColours(page.locator('#npz'))).toBeGreaterThan(3);
    await add(page, { id: 'again', src: '/fixtures/weights.npz' });
    expect(await distinctColours(page.locator('#again'))).toBeGreaterThan(3);
    expect(asked).toEqual(['readers']);
  });

  test('readers: asked for by the content where the name tells nothing', async ({ page }) => {
    await page.route(/\/weights\?id=7$/, (route) => route.fulfill({ body: npz }));
    await add(page, { id: 'nameless', src: '/weights?id=7' });
    expect(await distinctColours(page.locator('#nameless'))).toBeGreaterThan(3);
    expect(asked).toEqual(['readers']);
  });

  test('readers: asked for by JSON that is more than lists of numbers and tokens', async ({ page }) => {
    await add(page, {
      id: 'plain',
      data: '{"attention": [[1, 0], [0.5, 0.5]], "tokens": ["a", "b"], "kind": "weights"}',
    });
    expect(asked).toEqual([]);
    await add(page, { id: 'masked', data: '{"attention": [[1, 0], [0.5, 0.5]], "mask": [[1, 0], [1, 1]]}' });
    expect(await distinctColours(page.locator('#masked'))).toBeGreaterThan(2);
    expect(asked).toEqual(['readers']);
  });

  test('readers: where they are missing the element says so, and shows the file once they are there', async ({
    page,
  }) => {
    const putBack = await remove(page, 'readers');
    await add(page, { id: 'npz', src: '/fixtures/weights.npz' });
    const element = page.locator('#npz');
    await expect(element.locator('[part~=error]')).toContainText('attn-heatmap.readers-');
    await expect(element.getByText('A picture in words')).toBeVisible();
    const heard = await page.evaluate(() => window.heard.filter(({ type }) => type === 'attn-error'));
    expect(heard).toMatchObject([{ id: 'npz', detail: { code: 'not-loaded' } }]);
    putBack();
    // The same address again: nothing of the failure was kept.
    await element.evaluate((host) => {
      host.removeAttribute('src');
      host.setAttribute('src', '/fixtures/weights.npz');
    });
    await waitUntilReady(page);
    await expect(element.locator('[part~=error]')).toHaveCount(0);
    expect(await distinctColours(element)).toBeGreaterThan(3);
  });

  test('saving: asked for once, when something is saved', async ({ page }) => {
    expect(await save(page, 'toSVG')).toMatchObject({ saved: expect.stringMatching(/^<svg [^]*<image /) });
    expect(await save(page, 'toPNG')).toMatchObject({ saved: expect.stringMatching(/^image\/png of \d{3,} bytes/) });
    expect(await save(page, 'toCSV')).toMatchObject({ saved: expect.stringMatching(/^layer,head,query.*\r\n/) });
    expect(asked).toEqual(['saving']);
  });

  test('saving: asked for when a reader opens the menu', async ({ page }) => {
    await page.locator('#inline summary').click();
    await expect.poll(() => asked).toEqual(['saving']);
  });

  test('saving: where it is missing promises reject, readers are told, and both work once it is there', async ({
    page,
  }) => {
    const putBack = await remove(page, 'saving');
    for (const method of ['toSVG', 'toPNG', 'toCSV'] as const) {
      const failed = await save(page, method);
      expect(failed).toMatchObject({ code: 'not-loaded', message: expect.stringContaining('attn-heatmap.saving-') });
    }
    const figure = page.locator('#inline');
    const menu = figure.locator('summary');
    await menu.click();
    await figure.getByRole('button', { name: 'Save as CSV' }).click();
    await expect(figure.getByRole('alert')).toContainText('attn-heatmap.saving-');
    await expect(figure.locator('canvas').first()).toBeVisible();
    const heard = await page.evaluate(() => window.heard.filter(({ type }) => type === 'attn-error'));
    expect(heard).toMatchObject([{ id: 'inline', detail: { code: 'not-loaded' } }]);

    putBack();
    const download = page.waitForEvent('download');
    await menu.click();
    await figure.getByRole('button', { name: 'Save as CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    await expect(figure.getByRole('alert')).toHaveCount(0);
    expect(await save(page, 'toSVG')).toMatchObject({ saved: expect.stringContaining('<svg') });
  });

  test('papers: asked for by PDF, TikZ and Typst, and no other file', async ({ page }) => {
    await save(page, 'toSVG');
    expect(asked).toEqual(['saving']);
    expect(await save(page, 'toTypst')).toMatchObject({ saved: expect.stringContaining('#box(') });
    expect(asked).toEqual(['saving', 'papers']);
    await save(page, 'toTikZ');
    expect(asked).toEqual(['saving', 'papers']);
  });

  test('zh-hans, zh-hant: asked for once each, by figures in Chinese', async ({ page }) => {
    await add(page, { id: 'hans', lang: 'zh-Hans', data: '[[1, 0]]' });
    await expect(page.locator('#hans')).toContainText('查询');
    await add(page, { id: 'hant', lang: 'zh-Hant', data: '[[1, 0]]' });
    await expect(page.locator('#hant')).toContainText('查詢');
    expect(asked.toSorted()).toEqual(['foreign-words', 'zh-hans', 'zh-hant']);
  });

  test('zh-hans: where it is missing the figure speaks English, and Chinese once it is there', async ({ page }) => {
    const warnings: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    const putBack = await remove(page, 'zh-hans');
    await add(page, { id: 'hans', lang: 'zh-Hans', data: '[[1, 0]]' });
    const element = page.locator('#hans');
    await expect(element).toContainText('Queries');
    expect(await distinctColours(element)).toBeGreaterThan(1);
    expect(warnings.join('\n')).toContain('attn-heatmap.zh-hans-');
    putBack();
    await element.evaluate((host) => host.setAttribute('lang', 'zh-CN'));
    await expect(element).toContainText('查询');
  });

  test('webgl: asked for once, by large pictures, which are painted without it', async ({ page }) => {
    const size = 1100;
    await remove(page, 'webgl');
    for (const id of ['large', 'larger']) {
      await page.evaluate(
        ([name, count]) => {
          const element = Object.assign(document.createElement('attn-heatmap'), { id: name });
          const data = Array.from({ length: count }, (_, row) =>
            Array.from({ length: count }, (_, column) => ((row * count + column) % 97) / 97),
          );
          Object.assign(element, { data });
          document.querySelector('main')!.prepend(element);
        },
        [id, size] as const,
      );
      await waitUntilReady(page);
      expect(await distinctColours(page.locator(`#${id}`))).toBeGreaterThan(3);
    }
    // What moves a large picture comes with it.
    expect(asked.toSorted()).toEqual(['webgl', 'zoom']);
  });
});

test('under the strict policy each file can be loaded', async ({ page, strictSite, problems }) => {
  await page.goto(`${strictSite.url}/fixtures/plain.html`);
  await waitUntilReady(page);
  await page.route('**/weights.npz', (route) => route.fulfill({ body: npz }));
  await add(page, { id: 'npz', src: '/fixtures/weights.npz', lang: 'zh' });
  await expect(page.locator('#npz')).toContainText('查询');
  expect(await save(page, 'toSVG')).toMatchObject({ saved: expect.stringContaining('<svg') });
  expect(await page.evaluate(() => window.heard.filter(({ type }) => type === 'policy'))).toEqual([]);
  expect(problems).toEqual([]);
});

const alike: [tag: string, built: string[]][] = [
  // The WebGL part, for large pictures, comes with attention that is computed.
  ['attn-links', common.filter((part) => part !== 'webgl')],
  ['attn-text', [...common.filter((part) => part !== 'webgl'), 'open-document'].sort()],
];

for (const [tag, files] of alike) {
  test(`${tag}: each file is asked for when it is needed, also under the strict policy`, async ({
    page,
    strictSite,
    problems,
  }) => {
    const parts = partsOf(tag);
    expect(parts.built()).toEqual(files);
    await page.route('**/weights.npz', (route) => route.fulfill({ body: npz }));
    await page.route('**/tokens.html', async (route) => {
      // A page with this element alone.
      const lines = (await (await route.fetch()).text()).split('\n');
      const body = lines.filter((line) => !/attn-(links|text)/.test(line) || line.includes(tag)).join('\n');
      await route.fulfill({ body, contentType: 'text/html', headers: { 'content-security-policy': strictPolicy } });
    });
    await page.goto(`${strictSite.url}/fixtures/tokens.html`);
    await waitUntilReady(page);
    const asked = parts.askedFor(page);
    const element = page.locator(`#${tag}`);
    expect(await distinctColours(element)).toBeGreaterThan(1);
    await element.hover();
    expect(asked).toEqual([]);
    await parts.add(page, { id: 'npz', src: '/fixtures/weights.npz' });
    expect(await distinctColours(page.locator('#npz'))).toBeGreaterThan(2);
    await parts.add(page, { id: 'hans', lang: 'zh', data: '[[1, 0], [0.4, 0.6]]', tokens: '甲 乙' });
    await expect(page.locator('#hans')).toContainText(/注意|查询|权重/);
    expect(await parts.save(page, 'toSVG', tag)).toMatchObject({ saved: expect.stringContaining('<svg') });
    expect(asked.sort()).toEqual(['foreign-words', 'readers', 'saving', 'zh-hans']);
    expect(await page.evaluate(() => window.heard.filter(({ type }) => type === 'policy'))).toEqual([]);
    expect(problems).toEqual([]);
  });
}
