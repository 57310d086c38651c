import { axeViolations } from '../browser/axe.js';
import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

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
