import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentWithFonts } from '../../scripts/testing/fonts.mjs';
import { waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

const cli = fileURLToPath(new URL('../../packages/render/dist/cli.js', import.meta.url));
const file = fileURLToPath(new URL('../../stories/article/data/translation-1.safetensors', import.meta.url));

/** The fonts of the test browser; where systems bring their own, what is drawn is not compared. */
const { FONTCONFIG_FILE: configuration } = environmentWithFonts();
const folder = configuration ? join(dirname(configuration), 'fonts') : null;
const fonts = (folder ? readdirSync(folder) : [])
  .filter((name) => name.includes('noto-sans.') || name.includes('noto-sans-latin'))
  .map((name) => join(folder!, name));

/** Texts of an SVG document with their places in it, and boxes of its pictures. */
const parts = (svg: string) => {
  const texts = Array.from(
    svg.matchAll(/<text transform="matrix\(([^)]*)\)" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)<\/text>/g),
    ([, matrix, x, y, text]) => {
      const [a, b, c, d, e, f] = matrix.split(' ').map(Number);
      return { text, x: a * Number(x) + c * Number(y) + e, y: b * Number(x) + d * Number(y) + f };
    },
  );
  const images = Array.from(svg.matchAll(/<image x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/g), (found) =>
    found.slice(1).map(Number),
  );
  return { texts, images, lines: svg.match(/<path /g)?.length ?? 0 };
};

test.describe('a figure without a browser is the one of a browser', () => {
  test.skip(fonts.length === 0, 'the browser has fonts of its system');

  for (const [tag, attributes] of [
    ['attn-heatmap', { array: 'cross', layer: '1', head: '0', heading: 'Cross-attention' }],
    ['attn-links', { array: 'cross', layer: '1', head: '0' }],
    ['attn-text', { array: 'encoder', layer: '0', head: 'mean' }],
  ] as const) {
    test(`${tag} ${Object.values(attributes).join(' ')}`, async ({ page, site }) => {
      await page.route('**/rendered.html', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><title>Rendered</title><link rel="icon" href="/favicon.svg">
            <script type="module" src="/elements/one.js"></script><body style="width: 640px; margin: 0"></body>`,
        }),
      );
      await page.goto(`${site.url}/rendered.html`);
      await page.evaluate(
        ([name, given]) => {
          const figure = document.createElement(name);
          for (const [attribute, value] of Object.entries(given)) figure.setAttribute(attribute, value);
          figure.setAttribute('src', '/data/translation-1.safetensors');
          document.body.append(figure);
        },
        [tag, attributes] as const,
      );
      await waitUntilReady(page);
      const browser = await page
        .locator(tag)
        .evaluate((element) => (element as unknown as { toSVG(): Promise<string> }).toSVG());
      const options = Object.entries(attributes).flatMap(([name, value]) => [`--${name}`, value]);
      const given = [
        file,
        '--element',
        tag,
        '--width',
        '640',
        ...options,
        ...fonts.flatMap((font) => ['--font', font]),
      ];
      const { stdout, stderr } = spawnSync(process.execPath, [cli, ...given], { encoding: 'utf8', maxBuffer: 2 ** 26 });
      expect(stderr).toBe('');
      const [theirs, ours] = [parts(browser), parts(stdout)];
      // A line that is nearly full may break a word sooner: letters of browsers stand at whole pixels.
      const words = ({ texts }: typeof ours) => texts.flatMap(({ text }) => text.split(' '));
      expect(words(ours)).toEqual(words(theirs));
      expect(ours.lines).toBe(theirs.lines);
      const isOnce = (one: { text: string }) => theirs.texts.filter(({ text }) => text === one.text).length === 1;
      const compared = ours.texts.filter(isOnce);
      expect(compared.length).toBeGreaterThan(4);
      for (const one of compared) {
        const other = theirs.texts.find(({ text }) => text === one.text)!;
        // What follows letters is moved with them.
        expect(Math.abs(one.x - other.x), one.text).toBeLessThan(8);
        expect(Math.abs(one.y - other.y), one.text).toBeLessThan(4);
      }
      expect(ours.images.length).toBe(theirs.images.length);
      ours.images.flat().forEach((length, at) => expect(Math.abs(length - theirs.images.flat()[at])).toBeLessThan(4));
    });
  }
});
