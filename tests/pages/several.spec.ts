import type { Page } from '@playwright/test';
import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { elementTags } from '../../scripts/bootstrap.mjs';
import { expect, strictPolicy, test } from '../browser/fixtures.js';

/** Scripts that a page asks for from now on, by their path in the folder of all elements. */
function scriptsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const [, path] = /\/elements\/(.*)$/.exec(request.url()) ?? [];
    if (path) asked.push(path);
  });
  return asked;
}

const tagsIn = (scripts: readonly string[]) => scripts.filter((path) => /^(attn|pe)-[a-z]+\.js$/.test(path)).sort();

test.describe('elements that come as they are met', () => {
  test('are those of the page and no others, each script once, under Trusted Types without duplicates', async ({
    page,
    strictSite,
    problems,
  }) => {
    expect(strictPolicy).not.toContain('allow-duplicates');
    const scripts = scriptsOf(page);
    await page.goto(`${strictSite.url}/fixtures/several.html`);
    await waitUntilReady(page);
    for (const id of ['#matrix', '#shades']) expect(await distinctColours(page.locator(id))).toBeGreaterThan(1);
    expect(tagsIn(scripts)).toEqual(['attn-heatmap.js', 'attn-text.js']);
    expect(scripts).toHaveLength(new Set(scripts).size);
    expect(await page.evaluate(() => window.heard.filter(({ type }) => type === 'policy'))).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('are asked for together with the chunks that they need', async ({ page, site }) => {
    await page.goto(`${site.url}/fixtures/several.html`);
    await waitUntilReady(page);
    const preloaded = await page
      .locator('link[rel=modulepreload]')
      .evaluateAll((links) =>
        links.map((link) =>
          (link as HTMLLinkElement).href.replace(/^.*\/elements\//, '').replace(/-[\w-]{8}\.js$/, ''),
        ),
      );
    expect(preloaded).toEqual(expect.arrayContaining(['base', 'matrix', 'shaded-text']));
    expect(preloaded).toHaveLength(new Set(preloaded).size);
  });

  test('may come later, and stand in an open shadow root', async ({ page, site }) => {
    const scripts = scriptsOf(page);
    await page.goto(`${site.url}/fixtures/several.html`);
    await waitUntilReady(page);
    await page.evaluate(() => {
      const lines = Object.assign(document.createElement('attn-links'), { id: 'lines' });
      lines.setAttribute('data', '[[1, 0], [0.4, 0.6]]');
      const around = document.createElement('section');
      around.append(lines);
      document.querySelector('main')!.append(around);
      // Met before it is defined.
      const card = document.createElement('x-card');
      document.body.append(card);
      class Card extends HTMLElement {
        constructor() {
          super();
          this.attachShadow({ mode: 'open' });
        }

        connectedCallback() {
          this.shadowRoot!.append(document.createElement('pe-plot'));
        }
      }
      customElements.define('x-card', Card);
    });
    await expect(page.locator('#lines [part~=figure]')).toBeVisible();
    await expect(page.locator('x-card pe-plot [part~=figure]')).toBeVisible();
    expect(tagsIn(scripts)).toEqual(['attn-heatmap.js', 'attn-links.js', 'attn-text.js', 'pe-plot.js']);
  });

  test('that cannot be had leave what stands between their tags, and the next one asks again', async ({
    page,
    site,
  }) => {
    let isGone = true;
    await page.route('**/elements/attn-text.js*', (route) =>
      isGone ? route.fulfill({ status: 404, body: 'There is nothing here.' }) : route.continue(),
    );
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(`${site.url}/fixtures/several.html`);
    await expect.poll(() => said.join('\n')).toContain('<attn-text> could not be loaded');
    await expect(page.getByText('Shades in words')).toBeVisible();
    expect(await distinctColours(page.locator('#matrix'))).toBeGreaterThan(1);
    isGone = false;
    await page.evaluate(() => document.querySelector('main')!.append(document.createElement('attn-text')));
    await expect(page.locator('#shades [part~=figure]')).toBeVisible();
  });
});

test('a page may name all elements at once, or one of them', async ({ page, strictSite, problems }) => {
  const scripts = scriptsOf(page);
  await page.route('**/several.html', async (route) => {
    const body = (await (await route.fetch()).text()).replace('auto.js', 'all.js');
    await route.fulfill({ body, contentType: 'text/html', headers: { 'content-security-policy': strictPolicy } });
  });
  await page.goto(`${strictSite.url}/fixtures/several.html`);
  await waitUntilReady(page);
  expect(tagsIn(scripts)).toHaveLength(elementTags().length);
  expect(scripts).toHaveLength(new Set(scripts).size);
  expect(problems).toEqual([]);
});

test('files of one element and those of all on one page draw in one context, and read a file once', async ({
  page,
  site,
  problems,
}) => {
  const files: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('weights.json')) files.push(request.url());
  });
  await page.goto(`${site.url}/fixtures/several.html`);
  await waitUntilReady(page);
  await page.evaluate(async () => {
    await import(`${location.origin}/cdn/attn-links.js`);
    await import(`${location.origin}/cdn/attn-heatmap.js`);
    for (const tag of ['attn-links', 'attn-heatmap']) {
      const element = Object.assign(document.createElement(tag), { id: `${tag}-both` });
      element.setAttribute('src', 'weights.json');
      document.querySelector('main')!.append(element);
    }
  });
  await waitUntilReady(page);
  for (const tag of ['attn-links', 'attn-heatmap']) {
    expect(await distinctColours(page.locator(`#${tag}-both`))).toBeGreaterThan(1);
  }
  expect(files).toHaveLength(1);
  expect(problems).toEqual([]);
});
