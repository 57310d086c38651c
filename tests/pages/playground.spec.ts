import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { axeViolations } from '../browser/axe.js';
import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

const own = fileURLToPath(new URL('../../stories/article/data/translation-2.safetensors', import.meta.url));

test.describe('the playground', () => {
  test('shows a dropped file, follows its fields, and says the tag', async ({ page, site, problems }) => {
    await page.goto(`${site.url}/playground/?lang=en`);
    const tag = page.locator('.tag code');
    await expect(tag).toContainText(
      '<attn-heatmap src="../data/translation-1.safetensors" array="cross"></attn-heatmap>',
    );
    const bytes = [...readFileSync(own)];
    await page.evaluate((given) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(given)], 'mine.safetensors'));
      dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, bytes);
    await expect(page.locator('.file')).toContainText('mine.safetensors');
    await page.locator('[name=array]').fill('encoder');
    await page.locator('[name=array]').press('Tab');
    await page.locator('[name=layer]').fill('1');
    await page.locator('[name=layer]').press('Tab');
    await page.locator('[name=scale]').selectOption('log');
    await page.locator('[name=hide-first-token]').check();
    await expect(tag).toContainText(
      '<attn-heatmap src="mine.safetensors" array="encoder" layer="1" scale="log" hide-first-token></attn-heatmap>',
    );
    await waitUntilReady(page);
    expect(await distinctColours(page.locator('attn-heatmap'))).toBeGreaterThan(1);
    await page.locator('[name=hide-first-token]').uncheck();
    await expect(tag).not.toContainText('hide-first-token');
    expect(problems).toEqual([]);
  });

  test('is where its link leads, in Chinese, and copies', async ({ page, site, problems, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const settings = new URLSearchParams({
      element: 'attn-links',
      src: '../data/translation-1.safetensors',
      array: 'cross',
      layer: '1',
      head: '2',
    });
    await page.goto(`${site.url}/playground/?lang=zh-Hans#${settings}`);
    await expect(page.locator('h1')).toHaveText('试一试');
    const figure = page.locator('attn-links');
    await expect(figure).toHaveAttribute('head', '2');
    await waitUntilReady(page);
    await expect(figure.locator('[part~=legend]').first()).toContainText('注意力权重');
    await expect(page.locator('[name=layer]')).toHaveValue('1');
    await page.locator('.copy-tag').click();
    await expect(page.locator('.said')).toHaveText('已复制。');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await page.locator('.tag code').textContent(),
    );
    await page.locator('[name=head]').fill('0');
    await page.locator('[name=head]').press('Tab');
    await expect.poll(() => new URL(page.url()).hash).toContain('head=0');
    await page.locator('.language').click();
    await expect(page.locator('h1')).toHaveText('Playground');
    await expect(page.locator('attn-links')).toHaveAttribute('head', '0');
    expect(problems).toEqual([]);
  });

  test('fits a phone, is reached by keys, and has no fault that axe finds', async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${site.url}/playground/?lang=en#element=pe-plot&kind=rotary`);
    await page.locator('pe-plot [part~=figure]').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.locator('[name=element][value=pe-plot]').focus();
    await page.keyboard.press('ArrowUp');
    await expect(page.locator('attn-image')).toHaveCount(1);
    await waitUntilReady(page);
    expect(await axeViolations(page)).toEqual([]);
  });
});
