import { expect, test } from '../browser/fixtures.js';
import { distanceOf } from '../browser/pictures.js';

const matrix = '[[1, 0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]]';
const patches = JSON.stringify(Array.from({ length: 4 }, (_, i) => Array.from({ length: 4 }, (__, j) => (i + j) / 8)));

/** One figure of each element, each far from the others. */
const figures = [
  `<attn-heatmap data="${matrix}" tokens="a b c"></attn-heatmap>`,
  `<attn-links data="${matrix}" tokens="a b c"></attn-links>`,
  `<attn-text data="${matrix}" tokens="a b c"></attn-text>`,
  `<attn-image data="${patches}" grid="2x2" width="300"></attn-image>`,
  '<pe-plot length="50"></pe-plot>',
  '<pe-plot view="heatmap" length="20"></pe-plot>',
  '<pe-plot compare="sinusoidal alibi" view="bias"></pe-plot>',
];

test('a capture of a whole page shows every figure, though nobody has scrolled to it', async ({ page, site }) => {
  await page.setViewportSize({ width: 700, height: 500 });
  await page.goto(`${site.url}/fixtures/several.html`);
  await page.evaluate((list) => {
    document.querySelector('main')!.innerHTML = list
      .map((figure) => `<div style="height: 1100px">${figure}</div>`)
      .join('');
  }, figures);
  const places = () =>
    page.locator('main > div > *').evaluateAll((elements) =>
      elements.flatMap((element) => {
        const drawn = element.shadowRoot?.querySelector('.plot, .texts');
        if (!drawn?.checkVisibility()) return [];
        const { x, y, width, height } = drawn.getBoundingClientRect();
        return [{ x: Math.ceil(x), y: Math.ceil(y), width: Math.floor(width), height: Math.floor(height) }];
      }),
    );
  await expect.poll(async () => (await places()).length).toBe(figures.length);
  // A canvas of its first size was never drawn.
  const drawn = () =>
    page
      .locator('main > div > *')
      .evaluateAll((elements) =>
        elements.map((element) =>
          [...element.shadowRoot!.querySelectorAll<HTMLCanvasElement>('.plot canvas')]
            .filter((canvas) => canvas.checkVisibility())
            .every(({ width, height }) => width !== 300 || height !== 150),
        ),
      );
  await expect.poll(drawn).toEqual(figures.map(() => true));
  const unseen = (await page.screenshot({ fullPage: true })).toString('base64');
  expect(await page.evaluate(() => scrollY)).toBe(0);
  for (const part of await places()) {
    await page.evaluate((y) => scrollTo(0, y - 100), part.y);
    const seen = (await page.screenshot()).toString('base64');
    const y = part.y - (await page.evaluate(() => scrollY));
    const { farthest, at } = await distanceOf(page, [unseen, seen], { part, place: [part.x, y] });
    expect(farthest, `${JSON.stringify(part)} at ${at}`).toBeLessThan(0.02);
  }
});
