import type { Page } from '@playwright/test';
import { waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';
import { distanceOf, type Rectangle } from '../browser/pictures.js';
import { drawnByResvg } from '../browser/resvg.js';

/** Farthest square of what is no text, as share of black to white: programs smooth the edges of lines in their own ways. */
const FAR = 0.08;
/** Mean of all squares: resvg sets the fonts of the tests in their lightest weight. */
const MEAN = 0.015;
/** Farthest square of a PNG from the screen, which has round corners and smooths letters for itself. */
const FAR_FROM_SCREEN = 0.15;

/** An element of the page as its files, the PNG in base64: of one state, whatever part of it comes meanwhile. */
const saved = (page: Page, scale = 1): Promise<{ svg: string; png: string }> =>
  page.locator('main > *').evaluate(
    async (element, size) => {
      const figure = element as HTMLElement & { toSVG(): Promise<string>; toPNG(size: object): Promise<Blob> };
      for (let before = await figure.toSVG(); ; ) {
        const bytes = new Uint8Array(await (await figure.toPNG(size)).arrayBuffer());
        const svg = await figure.toSVG();
        if (svg === before) return { svg, png: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
        before = svg;
      }
    },
    { scale },
  );

/** Where a document has text, in its own pixels. */
const textsOf = (page: Page, svg: string): Promise<Rectangle[]> =>
  page.evaluate((text) => {
    const place = document.createElement('div');
    place.style.cssText = 'position: absolute; top: 0; left: 0';
    place.append(document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true));
    document.body.append(place);
    const { left, top } = place.getBoundingClientRect();
    const boxes = Array.from(place.querySelectorAll('text'), (one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return { x: x - left, y: y - top, width, height };
    });
    place.remove();
    return boxes;
  }, svg);

/** What an XML parser says of a document, and what of it programs other than browsers could not draw. */
const faults = (page: Page, svg: string) =>
  page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const error = parsed.querySelector('parsererror')?.textContent;
    if (error) return [error];
    const found: string[] = [];
    for (const element of parsed.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (/^(xlink:)?href$/.test(name) && !value.startsWith('data:image/'))
          found.push(`${name}=${value.slice(0, 60)}`);
        if (/url\((?!#)/.test(value) || /color\(|color-mix|light-dark|var\(/.test(value))
          found.push(`${name}=${value}`);
        if ((name === 'fill' || name === 'stroke') && !/^(none|rgb\(\d+, \d+, \d+\)|url\(#[\w-]+\))$/.test(value))
          found.push(`${name}=${value}`);
      }
    }
    for (const text of parsed.querySelectorAll('text'))
      if (!text.getAttribute('font-family')) found.push(`no font: ${text.textContent}`);
    return found;
  }, svg);

const tokens = 'the small cat sleeps on the red table today and ever since';

/** Attention of 12 words to what stands before them; with cells of every special kind: none, below the domain, above it. */
const causal = (isSpecial = false) =>
  Array.from({ length: 12 }, (_, i) =>
    Array.from({ length: 12 }, (__, j) => {
      if (j > i) return isSpecial ? (j % 2 ? 'NaN' : '-Infinity') : 0;
      return isSpecial && (i * j) % 7 === 5 ? 3 : (1 + ((i * 5 + j * 3) % 4)) / (i + 1) / 4;
    }),
  );

/** Two layers of two heads, each a little different. */
const heads = [0, 1].map((layer) =>
  [0, 1].map((head) => causal().map((row, i) => row.map((weight, j) => Number(weight) * ((i + j * layer + head) % 3)))),
);

/** A picture of the page's own: a disc on a ground of two colours. */
const disc = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120"><rect width="120" height="120" fill="#8ab"/><rect width="60" height="120" fill="#cba"/><circle cx="60" cy="60" r="30" fill="#245"/></svg>',
)}`;
const patches = Array.from({ length: 17 }, (_, i) => Array.from({ length: 17 }, (__, j) => ((i + j) % 5) / 20));

const attribute = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll(/"(NaN|-Infinity)"/g, '$1')
    .replaceAll('"', '&quot;');
const caption = '<span slot="caption">As in the paper, <b>to be sure</b>.</span>';

/** Elements of every kind, as authors write them. */
const figures: Readonly<Record<string, string>> = {
  'a head': `<attn-heatmap tokens="${tokens}" data="${attribute(causal())}" heading="A head">${caption}</attn-heatmap>`,
  'cells of every special kind': `<attn-heatmap heading="Cells" domain="0.05 0.5" data="${attribute(causal(true))}"></attn-heatmap>`,
  'a grid of heads': `<attn-heatmap tokens="${tokens}" data="${attribute(heads)}" heading="Heads"></attn-heatmap>`,
  'lines between words': `<attn-links tokens="${tokens}" data="${attribute(heads[0])}" heading="Lines">${caption}</attn-links>`,
  'shaded words': `<attn-text tokens="${tokens}" data="${attribute(causal())}" query="5" heading="Shades">${caption}</attn-text>`,
  'patches of a picture': `<attn-image image="${disc}" data="${attribute(patches)}" heading="Patches">${caption}</attn-image>`,
  'tiles on a picture': `<attn-image image="${disc}" data="${attribute(patches)}" overlay="tiles" heading="Tiles"></attn-image>`,
  'lines on a picture': `<attn-image image="${disc}" data="${attribute(patches)}" overlay="contour" heading="Contours"></attn-image>`,
  curves: `<pe-plot kind="rotary" view="wavelengths" trained="64" length="128" heading="Turns">${caption}</pe-plot>`,
  'small curves': `<pe-plot heading="Waves" length="100"></pe-plot>`,
  'matrices of encodings': `<pe-plot compare="sinusoidal rotary alibi" heading="Compared"></pe-plot>`,
  'a model that has learned': `<attn-trainer task="reverse" steps="12" heads="2" d-model="8" batch-size="2" engine="cpu"></attn-trainer>`,
  'words from right to left': `<attn-heatmap lang="he" dir="rtl" tokens="שלום עולם, (טוב) today" data="${attribute(
    causal()
      .slice(0, 4)
      .map((row) => row.slice(0, 4)),
  )}" heading="כותרת: one, two!">${caption}</attn-heatmap>`,
  'words of Chinese': `<attn-heatmap lang="zh" tokens="${'注意力模型把词语联系起来吧'.split('').slice(0, 12).join(' ')}" width="300" data="${attribute(causal())}" heading="中文"></attn-heatmap>`,
};

/** A page of one element, with all of it in the window; a trainer has come to the end of its steps. */
async function open(page: Page, url: string, markup: string): Promise<void> {
  await page.setViewportSize({ width: 800, height: 1200 });
  await page.goto(`${url}/fixtures/several.html`);
  await page.evaluate((html) => {
    document.querySelector('main')!.innerHTML = html;
  }, markup);
  await waitUntilReady(page);
  await page.locator('main > *').evaluate(async (element) => {
    if (!('train' in element)) return;
    const isDone = new Promise((resolve) => element.addEventListener('attn-done', resolve));
    await (element as Element & { train(): Promise<void> }).train();
    await isDone;
  });
  await waitUntilReady(page);
}

test.describe('a saved figure', () => {
  for (const [name, markup] of Object.entries(figures))
    test(`is drawn outside of browsers as on the page: ${name}`, async ({ page, site }) => {
      // Half of them on a page that is dark.
      const isDark = name.length % 2 === 1;
      await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
      await open(page, site.url, markup);
      if (isDark) await page.addStyleTag({ content: ':root { color-scheme: dark }' });
      await waitUntilReady(page);
      const { svg, png } = await saved(page);
      expect(await faults(page, svg)).toEqual([]);
      const drawn = (await drawnByResvg(svg, 1)).toString('base64');
      expect((await distanceOf(page, [drawn, png])).mean).toBeLessThan(MEAN);
      const rest = await distanceOf(page, [drawn, png], { except: await textsOf(page, svg) });
      expect(rest.farthest, `at ${rest.at}`).toBeLessThan(FAR);
      // The plot of the PNG, which has a margin of 12 pixels and none of what readers press, beside that of the page.
      const { plot, left, above } = await page.locator('main > *').evaluate((element) => {
        const find = (selector: string) => element.shadowRoot!.querySelector(selector)!;
        const boxOf = (one: Element) => one.getBoundingClientRect().toJSON() as Rectangle;
        const plot = boxOf(find('[part~=plot], [part~=texts], [part~=chart]'));
        const figure = boxOf(find('.figure'));
        const skipped = [...find('.figure').children]
          .filter((one) => one.hasAttribute('data-figure-skip') && !one.classList.contains('visually-hidden'))
          .map(boxOf)
          .filter(({ y }) => y < plot.y);
        return {
          plot,
          left: plot.x - figure.x,
          above: plot.y - figure.y - skipped.reduce((sum, { height }) => sum + height, 0),
        };
      });
      const [x, y] = [left + 12, above + 12].map(Math.round);
      const part = { ...plot, x, y };
      const screen = (await page.screenshot()).toString('base64');
      const shown = await distanceOf(page, [png, screen], { part, place: [Math.round(plot.x), Math.round(plot.y)] });
      expect(shown.farthest, `at ${shown.at}`).toBeLessThan(FAR_FROM_SCREEN);
    });
});
