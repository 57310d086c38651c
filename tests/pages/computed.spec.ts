import { waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

test.describe('attention that is computed in the article', () => {
  test.beforeEach(async ({ page, strictSite }) => {
    await page.goto(strictSite.url);
    await waitUntilReady(page);
  });

  test('follows the keyboard and the mouse, and nothing else moves', async ({ page, problems }) => {
    const figure = page.locator('attn-heatmap[controls]');
    const legend = figure.locator('.legend-text');
    const slider = figure.getByRole('slider', { name: 'Temperature' });
    await figure.scrollIntoViewIfNeeded();
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift' });
    });

    await slider.focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
    await expect(legend).toContainText('softmax at temperature 0.5');
    await expect(slider).toHaveAttribute('aria-valuetext', '0.5');

    const box = (await slider.boundingBox())!;
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.5, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, y, { steps: 8 });
    await page.mouse.move(box.x + box.width - 1, y, { steps: 4 });
    await page.mouse.up();
    await expect(legend).toContainText('softmax at temperature 0.01');

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    await expect(legend).toContainText('sparsemax');
    await expect(slider).toBeDisabled();

    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('is not printed with its controls', async ({ page }) => {
    const controls = page.locator('attn-heatmap[controls] fieldset');
    await expect(controls).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(controls).toBeHidden();
  });
});

test('a page without the second file says so, and shows its other figures', async ({ page, site }) => {
  await page.route('**/open-computed-*.js', (route) => route.abort());
  await page.goto(site.url);
  await waitUntilReady(page);
  await expect(page.locator('attn-heatmap[controls] .error')).toContainText('could not be loaded');
  await expect(page.locator('attn-heatmap[src$="story.safetensors"]').first().locator('canvas').first()).toBeVisible();
});

test('a page of stored attention does not fetch it', async ({ page, site }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${site.url}/fixtures/plain.html`);
  await waitUntilReady(page);
  expect(requests.filter((url) => url.includes('open-computed'))).toEqual([]);
});
