import { axeViolations } from '../browser/axe.js';
import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

declare global {
  interface Window {
    /** Sum of all layout shifts. */
    shifted: number;
  }
}

const languages = [
  { name: 'English', path: '/', lang: /^en/ },
  { name: 'Chinese', path: '/zh/', lang: /^zh/ },
];

for (const { name, path, lang } of languages) {
  test.describe(`the article in ${name}`, () => {
    test('draws every figure and complains of nothing', async ({ page, site, problems }) => {
      await page.goto(site.url + path);
      await waitUntilReady(page);
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      const figures = page.locator('attn-heatmap');
      expect(await figures.count()).toBeGreaterThan(1);
      for (const figure of await figures.all()) expect(await distinctColours(figure)).toBeGreaterThan(3);
      expect(problems).toEqual([]);
    });

    test('opens with a model that learns, which moves nothing below it', async ({ page, site }) => {
      await page.addInitScript(() => {
        Object.assign(window, { shifted: 0 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shifted += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift' });
      });
      await page.goto(site.url + path);
      const hero = page.locator('.hero');
      await expect(hero.locator('attn-links').getByText('kitchen')).toBeInViewport();
      await expect(hero.locator('attn-trainer [part~=progress]')).toContainText('100%');
      expect(await page.evaluate(() => window.shifted)).toBeLessThan(0.05);
    });

    test('fits a phone', async ({ page, site }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(site.url + path);
      await waitUntilReady(page);
      const [content, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(content).toBeLessThanOrEqual(window_);
    });

    test('breaks no rule of accessibility, light and dark', async ({ page, site }) => {
      await page.goto(site.url + path);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await waitUntilReady(page);
        expect(await axeViolations(page), colorScheme).toEqual([]);
      }
    });
  });
}

test('links between the languages lead somewhere', async ({ page, site, problems }) => {
  await page.goto(`${site.url}/`);
  await page.locator('a[hreflang^=zh]').first().click();
  await expect(page).toHaveURL(/\/zh\/$/);
  await page.locator('a[hreflang^=en]').first().click();
  await expect(page).toHaveURL(`${site.url}/`);
  expect(problems).toEqual([]);
});

test('a link to the article has a picture and a sentence, and its code is one press away', async ({ page, site }) => {
  for (const { path } of languages) {
    await page.goto(site.url + path);
    const content = (property: string) => page.locator(`meta[property="og:${property}"]`).getAttribute('content');
    expect((await content('description'))!.length).toBeGreaterThan(20);
    // As it is published: sites that show links want a whole address.
    const picture = (await content('image'))!;
    expect(picture).toMatch(/^https:\/\/.*\/stories\/article\/preview\.png$/);
    expect((await page.request.get(`${site.url}/preview.png`)).headers()['content-type']).toBe('image/png');
    const targets = await page.locator('.byline a').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    expect(targets).toEqual(expect.arrayContaining([expect.stringContaining('npmjs.com/package/attn-elements')]));
  }
});
