import { waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

const address = (query: Record<string, string>) => `/elements/embed.html?${new URLSearchParams(query)}`;
const frame = (query: Record<string, string>) =>
  `<iframe data-attn-embed src="${address(query).replaceAll('&', '&amp;')}"></iframe>`;
const cross = { src: '/data/translation-1.safetensors', array: 'cross', layer: '1', head: '0' };

test.describe('a figure in a frame', () => {
  test('is as high as it needs to be, on a page with the strictest policy', async ({ page, strictSite, problems }) => {
    await page.route('**/host.html', async (route) => {
      const response = await route.fetch({ url: `${strictSite.url}/favicon.svg` });
      await route.fulfill({
        headers: { ...response.headers(), 'content-type': 'text/html' },
        body: `<!doctype html><title>Host</title><link rel="icon" href="/favicon.svg">
          <script type="module" src="/elements/embed-host.js"></script>
          ${frame(cross)}${frame({ ...cross, element: 'attn-links', theme: 'dark', lang: 'zh-Hans' })}`,
      });
    });
    await page.goto(`${strictSite.url}/host.html`);
    for (const [at, tag] of ['attn-heatmap', 'attn-links'].entries()) {
      const inside = page.frames()[at + 1];
      await inside.waitForSelector(`${tag} [part~=figure]`);
      await expect
        .poll(() => inside.evaluate(() => innerHeight - Math.ceil(document.body.getBoundingClientRect().height)))
        .toBe(0);
      expect(await inside.evaluate(() => document.body.getBoundingClientRect().height)).toBeGreaterThan(200);
    }
    const figure = page.frames()[2].locator('attn-links');
    await expect(figure).toHaveAttribute('head', '0');
    expect(await figure.evaluate((element) => getComputedStyle(element).colorScheme)).toBe('dark');
    expect(problems).toEqual([]);
  });

  test('hears no message that is none of its own frames', async ({ page, site }) => {
    await page.route('**/host.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>Host</title><script type="module" src="/elements/embed-host.js"></script>
          <iframe data-attn-embed src="/elements/embed.html?element=pe-plot"></iframe><iframe id="other" srcdoc="<p>Other"></iframe>`,
      }),
    );
    await page.goto(`${site.url}/host.html`);
    await page.frames()[1].waitForSelector('pe-plot [part~=figure]');
    const heights = () =>
      page.locator('iframe').evaluateAll((frames) => frames.map((one) => (one as HTMLElement).style.height));
    await expect.poll(async () => (await heights())[0]).toMatch(/px$/);
    const [before] = await heights();
    await page.frames()[2].evaluate(() => parent.postMessage({ type: 'attn-embed', height: 5000 }, '*'));
    for (const height of ['5000', -1, 0, 1e9, null])
      await page
        .frames()[1]
        .evaluate((given) => parent.postMessage({ type: 'attn-embed', height: given }, '*'), height);
    // What was sent before this was heard before it, too.
    await page.frames()[1].evaluate(() => parent.postMessage({ type: 'attn-embed', height: 321 }, '*'));
    await expect.poll(async () => (await heights())[0]).toBe('321px');
    expect((await heights())[1]).toBe('');
    expect(before).not.toBe('5000px');
  });

  test('takes attributes of the element alone, and says which elements there are', async ({ page, site, problems }) => {
    await page.goto(
      `${site.url}${address({ ...cross, onclick: 'alert(1)', style: 'color:red', title: 'Cross', is: 'x' })}`,
    );
    await waitUntilReady(page);
    const names = await page.locator('attn-heatmap').evaluate((figure) => figure.getAttributeNames().sort());
    // A figure measures itself by a style of its own, of which nothing stays.
    expect(names.filter((name) => name !== 'style')).toEqual(['array', 'head', 'layer', 'src']);
    expect(await page.locator('attn-heatmap').evaluate((figure) => figure.getAttribute('style') ?? '')).toBe('');
    expect(await page.title()).toBe('Cross');
    await page.goto(`${site.url}${address({ element: 'script', src: '/x.js' })}`);
    await expect(page.locator('p')).toContainText('There is no element script: it is one of attn-heatmap');
    expect(problems).toEqual([]);
  });
});
