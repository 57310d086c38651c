import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/bootstrap.mjs';
import { waitUntilReady } from '../browser/elements.js';
import { expect, test as base } from '../browser/fixtures.js';
import { viewport } from '../../scripts/testing/page-tests.mjs';
import { misplacedTexts } from '../browser/labels.js';

const scripts = ['noto-sans', 'noto-sans-sc', 'noto-sans-hebrew', 'noto-naskh-arabic'].map(
  (name) => `@fontsource-variable/${name}`,
);

/** Fonts that are not like others, made of the usual one. */
const odd: Record<string, string> = {
  wide: 'size-adjust: 160%;',
  tall: 'ascent-override: 190%; descent-override: 110%;',
};

/** A style sheet in which a name stands for the fonts of all scripts, with a descriptor. */
const fontFaces = (name: string, descriptor: string) =>
  scripts
    .map((of) =>
      readFileSync(join(root, 'node_modules', of, 'index.css'), 'utf8')
        .replaceAll('./files/', `/fonts/${of}/files/`)
        .replace(/font-family:[^;]*;/g, `font-family: ${name}; ${descriptor}`),
    )
    .join('\n');

const fonts = ['sans-serif', ...Object.keys(odd)];

async function open(page: Page, url: string): Promise<void> {
  await page.route('**/fonts/**', (route) =>
    route.fulfill({
      path: join(root, 'node_modules', new URL(route.request().url()).pathname.slice('/fonts/'.length)),
    }),
  );
  await page.goto(`${url}/fixtures/fonts.html`);
  await page.addStyleTag({
    content: Object.entries(odd)
      .map(([name, how]) => fontFaces(name, how))
      .join('\n'),
  });
}

/** Figures stand one after the other on one page, which has read its fonts. A test that fails ends the worker, and with it the page. */
const test = base.extend<object, { fontsPage: Page }>({
  fontsPage: [
    async ({ browser, site }, use) => {
      const page = await browser.newPage({ viewport });
      await open(page, site.url);
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
});

/** Puts one element on the page, with properties, and waits until it is drawn with the fonts that it asks for. */
async function show(page: Page, font: string, tag: string, properties: Record<string, unknown>): Promise<void> {
  await page.evaluate(
    async ([name, family, given]) => {
      const main = document.querySelector('main')!;
      main.lang = '';
      main.style.setProperty('--attn-font', family);
      const { press, learn, lang, ...rest } = given;
      if (lang) main.lang = lang as string;
      const element = Object.assign(document.createElement(name), rest);
      main.replaceChildren(element);
      if (!learn) return;
      const learner = element as unknown as HTMLElement & Record<'step' | 'train', () => Promise<void>>;
      const done = new Promise((resolve) => learner.addEventListener('attn-done', resolve));
      await learner[learn as 'step' | 'train']();
      if (learn === 'train') await done;
    },
    [tag, font, properties] as const,
  );
  await waitUntilReady(page);
  await page.evaluate(
    async (keys) => {
      const element = document.querySelector('main')!.firstElementChild as HTMLElement & { ready: Promise<void> };
      const grid = element.shadowRoot!.querySelector('[role=grid]');
      for (const key of keys) grid?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      await element.ready;
    },
    (properties.press as string[]) ?? [],
  );
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const element = document.querySelector('main')!.firstElementChild as HTMLElement & { ready: Promise<void> };
    await frame();
    // Letters that a font has in another file are asked for once they are drawn.
    do await frame();
    while (document.fonts.status === 'loading');
    await element.ready;
    await frame();
  });
}

const lists: Record<string, string[]> = {
  english: 'the small cat sleeps on red tables and internationalisation'.split(' '),
  chinese: ['今天', '小', '的', '猫', '在', '红色', '的', '桌子', '国际化', '。'],
  // The last three are in no font.
  rare: ['𪛗', '𪛖𪛗', '猫𪜀', '今天𪜁𪜂'],
  hebrew: ['שלום', 'חתול', 'קטן', 'יָשֵׁן', 'על', 'שֻׁלְחָן', 'אדום'],
  devanagari: ['नमस्ते', 'छोटी', 'बिल्ली', 'क्षत्रिय', 'ॐ', 'स्त्री', 'र्ट्रूँ'],
  arabic: ['القطة', 'الصَّغِيرَةُ', 'تنام', 'على', 'الطاولة', 'اللّٰه'],
  mixed: ['a', 'Ångström', '猫', ' ', '😀', 'שלום', '##ing', 'WWWWWW', 'Ậ̀q̣̂g'],
};

const weights = (layers: number, heads: number, rows: number, columns = rows) => ({
  shape: [layers, heads, rows, columns],
  data: Array.from({ length: layers * heads * rows * columns }, (_, i) => ((i * 7919) % 97) / 970),
});

/** Typical figures of every element. */
const figures: Record<string, [tag: string, properties: Record<string, unknown>]> = {};
for (const [name, tokens] of Object.entries(lists)) {
  const one = weights(1, 1, tokens.length);
  figures[`a head over ${name} tokens`] = ['attn-heatmap', { data: one, tokens }];
  figures[`a head under ${name} tokens`] = ['attn-heatmap', { data: one, tokens, keyAxis: 'top' }];
  figures[`lines between ${name} tokens`] = ['attn-links', { data: one, tokens, press: ['ArrowDown'] }];
  figures[`lines along ${name} tokens`] = [
    'attn-links',
    { data: one, tokens, direction: 'horizontal', press: ['ArrowRight'] },
  ];
}
Object.assign(figures, {
  'a text': ['attn-text', { data: weights(1, 1, lists.mixed.length), tokens: lists.mixed }],
  'a long head': ['attn-heatmap', { data: weights(1, 1, 80), tokens: Array.from({ length: 80 }, (_, i) => `t${i}`) }],
  'a head of numbers': ['attn-heatmap', { data: weights(1, 1, 5, 300) }],
  'a head with long titles': [
    'attn-heatmap',
    {
      data: weights(1, 1, 3),
      queryTitle: 'Decoder positions of the second layer',
      keyTitle: 'Encoder positions of all',
    },
  ],
  'a grid of heads': ['attn-heatmap', { data: weights(3, 4, 8) }],
  'a grid of many heads': ['attn-heatmap', { data: weights(12, 12, 6) }],
  'a grid in Chinese': ['attn-heatmap', { data: weights(2, 3, 4), tokens: lists.rare, lang: 'zh' }],
  'heads of a layer': ['attn-heatmap', { data: weights(2, 6, 7), layer: 1, tokens: lists.devanagari }],
  'lines of many heads': ['attn-links', { data: weights(2, 4, 7), tokens: lists.hebrew }],
  'lines between numbers': ['attn-links', { data: weights(1, 1, 40), press: ['ArrowDown'] }],
  'a picture': ['attn-image', { data: weights(2, 2, 17), heading: 'Where does it look?', controls: true }],
  'a picture and words': [
    'attn-image',
    { data: weights(1, 1, 7, 16), queryTokens: lists.hebrew, side: 'key', overlay: 'tiles' },
  ],
  curves: ['pe-plot', {}],
  'curves on one another': ['pe-plot', { overlaid: true, dModel: 8 }],
  'an encoding as a matrix': ['pe-plot', { view: 'heatmap', controls: true }],
  'a kernel': ['pe-plot', { view: 'kernel', trained: 64 }],
  'a spectrum': ['pe-plot', { view: 'spectrum' }],
  wavelengths: ['pe-plot', { view: 'wavelengths', trained: 64 }],
  clocks: ['pe-plot', { kind: 'rotary', dModel: 8 }],
  'biases of heads': ['pe-plot', { kind: 'alibi', heads: 4 }],
  'biases of heads in Chinese': ['pe-plot', { kind: 't5', view: 'kernel', lang: 'zh' }],
  'encodings side by side': ['pe-plot', { compare: 'sinusoidal rotary:yarn alibi', trained: 64 }],
  'pairs of columns': ['pe-plot', { view: 'pairs' }],
  'what was learned': [
    'attn-trainer',
    {
      task: 'reverse',
      length: 4,
      vocabularySize: 4,
      dModel: 8,
      batchSize: 4,
      steps: 3,
      layers: 2,
      heads: 2,
      engine: 'wasm',
      learn: 'train',
    },
  ],
  'a translation learned': ['attn-trainer', { task: 'translate', steps: 2, engine: 'wasm', learn: 'train' }],
  'a document learned': ['attn-trainer', { task: 'hierarchy', steps: 2, engine: 'wasm', learn: 'train' }],
  'pictures learned': ['attn-trainer', { task: 'digits', steps: 2, engine: 'wasm', learn: 'train' }],
  'a million steps': [
    'attn-trainer',
    {
      task: 'reverse',
      length: 4,
      vocabularySize: 4,
      dModel: 8,
      batchSize: 4,
      steps: 1e6,
      engine: 'wasm',
      learn: 'step',
    },
  ],
});

test.describe('with any font no text of a figure lies on another, or leaves it', () => {
  for (const [name, [tag, properties]] of Object.entries(figures)) {
    test(name, async ({ fontsPage: page }) => {
      const faults: string[] = [];
      for (const font of fonts) {
        await show(page, font, tag, properties);
        for (const width of [1000, 320, 240]) {
          await page.locator('main').evaluate((main, to) => (main.style.width = `${to}px`), width);
          await settle(page);
          const found = await misplacedTexts(page.locator('main > *'));
          if (found.length > 0) faults.push(`${font}, ${width} px: ${found.slice(0, 4).join(', ')} (${found.length})`);
        }
      }
      expect(faults).toEqual([]);
    });
  }

  for (const name of ['a head over english tokens', 'lines along chinese tokens', 'a grid of heads', 'a kernel']) {
    test(`${name}, in a font that arrives when the figure stands`, async ({ page, site }) => {
      let arrive = () => {};
      const arrival = new Promise<void>((resolve) => (arrive = resolve));
      await open(page, site.url);
      await page.route('**/fonts/**', async (route) => {
        await arrival;
        await route.fallback();
      });
      const widths = () =>
        page.locator('main svg text').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
      const [tag, properties] = figures[name];
      await page.locator('main').evaluate((main) => (main.style.width = '320px'));
      await show(page, 'wide', tag, properties);
      const before = await widths();
      arrive();
      await settle(page);
      expect(await misplacedTexts(page.locator('main > *'))).toEqual([]);
      expect(await widths()).not.toEqual(before);
    });
  }
});
