import type { Page } from '@playwright/test';
import { waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

/** Width of A4 between margins of 20 mm, in CSS pixels. */
const PAPER = 642;

/** Each figure that is drawn: its canvases, and the axes over them, as browsers would print them. */
const printed = (page: Page) =>
  page.evaluate(() => {
    const figures = document.querySelectorAll('attn-heatmap, attn-image, attn-links, attn-text, attn-trainer, pe-plot');
    return Array.from(figures, (element) => {
      const root = element.shadowRoot!;
      const canvases = [...root.querySelectorAll<HTMLCanvasElement>('.plot canvas')].filter((canvas) =>
        canvas.checkVisibility(),
      );
      return {
        name: `${element.localName} ${element.getAttribute('caption') ?? element.textContent!.trim().slice(0, 40)}`,
        right: Math.max(
          0,
          ...[...root.querySelectorAll('.plot, .plot canvas')].map((one) => one.getBoundingClientRect().right),
        ),
        // A canvas of its first size was never drawn.
        drawn: canvases.map(({ width, height }) => width !== 300 || height !== 150),
        isHidden: root.querySelector<HTMLElement>('.figure')!.hidden,
      };
    });
  });

/** A page as it is laid out for paper: what the browser does from `beforeprint` on, with media of print and the width of paper. */
async function layOut(page: Page) {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: PAPER, height: 900 });
}

test.describe('on paper', () => {
  test('a plot that nobody has scrolled to is drawn, canvas and axes of one size', async ({ page, site }) => {
    await page.setViewportSize({ width: 1000, height: 500 });
    await page.goto(`${site.url}/fixtures/positions.html`);
    await page.evaluate(() => {
      document.body.innerHTML = '<div style="height: 1800px"></div><pe-plot></pe-plot>';
    });
    await waitUntilReady(page);
    const sizes = () =>
      page.locator('pe-plot').evaluate((element) => {
        const { width, height } = element.shadowRoot!.querySelector('.plot canvas.lines')!.getBoundingClientRect();
        const svg = element.shadowRoot!.querySelector('.plot svg')!.getBoundingClientRect();
        return { ratio: width / svg.width, shape: width / height, width };
      });
    const screen = await sizes();
    await layOut(page);
    const paper = await sizes();
    expect(paper.ratio).toBeCloseTo(screen.ratio, 2);
    expect(paper.shape).toBeCloseTo(screen.shape, 2);
    expect(paper.width).toBeLessThan(PAPER);
    const [{ drawn }] = await printed(page);
    expect(drawn).toEqual([true]);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`the article has every figure, whole and within the page, from a ${colorScheme} screen`, async ({
      page,
      site,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(site.url);
      await waitUntilReady(page);
      // The first figure follows a recorded run, which comes once the page has looked where it is.
      await page.locator('.hero attn-links [part=figure]').waitFor();
      await layOut(page);
      const figures = await printed(page);
      expect(figures.length).toBeGreaterThan(20);
      for (const { name, right, drawn, isHidden } of figures) {
        expect(isHidden, name).toBe(false);
        expect(right, name).toBeLessThanOrEqual(PAPER + 1);
        expect(drawn, name).not.toContain(false);
      }
      const content = await page.evaluate(() => document.documentElement.scrollWidth);
      // Wider content makes browsers shrink the whole page, and its text.
      expect(content).toBeLessThanOrEqual(PAPER);
      const size = await page
        .locator('main > p')
        .first()
        .evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
      expect(size * 0.75).toBeGreaterThanOrEqual(10);
    });

  test('lines are printed as pixels that let the axes under them through', async ({ page, site }) => {
    await page.setViewportSize({ width: 600, height: 500 });
    await page.goto(`${site.url}/fixtures/positions.html`);
    await page.evaluate(() => {
      document.body.innerHTML = '<pe-plot></pe-plot>';
    });
    await waitUntilReady(page);
    const width = await page
      .locator('pe-plot')
      .evaluate((element) => element.shadowRoot!.querySelector('canvas.lines')!.getBoundingClientRect().width);
    const file = (await page.pdf({ format: 'A4' })).toString('latin1');
    // Commands that Chromium repeats on paper clear it to opaque white first, and end elsewhere.
    const images = file.split('endobj').filter((one) => one.includes('/Subtype /Image'));
    const canvas = images.find((one) => one.includes(`/Width ${3 * width}`) && one.includes('/SMask'));
    expect(canvas, `${images.length} images`).toBeDefined();
  });

  test('the article goes on to its last word', async ({ page, site }) => {
    await page.goto(site.url);
    await waitUntilReady(page);
    // Addresses of links stand in the file as they are, one where its text was printed.
    await page.evaluate(() => {
      document
        .querySelector('footer')!
        .insertAdjacentHTML('beforeend', ' <a href="https://example.org/last">the end</a>');
    });
    const file = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(file).toContain('(https://example.org/last)');
  });
});
