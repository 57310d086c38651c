import type { Page } from '@playwright/test';
import { axeViolations } from '../browser/axe.js';
import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';
import { partsOf } from '../browser/parts.js';

const { add, askedFor, built, remove, save } = partsOf('pe-plot');

const table = '[[1, 0, 0.5], [0, 1, 0.2], [0.3, 0.1, 0.9], [0.5, 0.5, 0.1]]';

/** An element of each kind and of each way to draw, by its attributes. */
const everyKind: Record<string, string>[] = [
  { kind: 'sinusoidal', view: 'heatmap' },
  { kind: 'sinusoidal-2d', view: 'kernel' },
  { kind: 'learned', src: '/fixtures/table.json', view: 'spectrum' },
  { kind: 'rotary', controls: '' },
  { kind: 'alibi', heads: '4' },
  { kind: 't5', view: 'kernel', lang: 'zh' },
  { compare: 'sinusoidal rotary:yarn alibi', trained: '64' },
];

const policyBreaches = (page: Page) =>
  page.evaluate(() => window.heard.filter(({ type }) => (type as string) === 'policy'));

test.describe('a page of positions', () => {
  let asked: string[];

  test.beforeEach(async ({ page, site }) => {
    asked = askedFor(page);
    await page.route('**/table.json', (route) => route.fulfill({ body: table, contentType: 'application/json' }));
    await page.goto(`${site.url}/fixtures/positions.html`);
    await waitUntilReady(page);
  });

  test('needs a script and a tag, and no other file for the figure of the tutorials', async ({ page, problems }) => {
    for (const id of ['#curves', '#again']) expect(await distinctColours(page.locator(id))).toBeGreaterThan(2);
    await page.locator('#curves').hover();
    await page.locator('#curves [part~=plot]').click();
    expect(asked).toEqual([]);
    expect(problems).toEqual([]);
    const loads = await page.evaluate(() => window.heard.filter(({ type }) => type === 'attn-load'));
    expect(loads).toMatchObject([
      { id: 'curves', detail: { kinds: ['sinusoidal'], view: 'curves', positions: 128, dModel: 32 } },
      { id: 'again', detail: { positions: 64, dModel: 8 } },
    ]);
  });

  test('fetches nothing that the author did not name', async ({ page, site }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url().replace(site.url, '')));
    await page.reload();
    await waitUntilReady(page);
    const named = ['/fixtures/positions.html', '/favicon.svg', '/fixtures/record.js', '/cdn/pe-plot.js'];
    const isOwn = (path: string) => named.includes(path) || path.startsWith('/cdn/pe-plot.misuse-');
    expect([...new Set(requests)].filter((path) => !isOwn(path))).toEqual([]);
  });

  test('has the files that were built, one for each thing that is needed late', () => {
    expect(built()).toEqual(
      expect.arrayContaining([
        'colormap',
        'controls',
        'csv',
        'kinds',
        'matrices',
        'misuse',
        'readers',
        'saving',
        'table',
        'views',
        'webgl',
        'zh-hans',
        'zh-hant',
      ]),
    );
  });

  for (const [attributes, parts] of [
    [{ kind: 'rotary' }, ['kinds', 'views']],
    [{ kind: 'alibi' }, ['kinds', 'matrices', 'views']],
    [{ view: 'kernel' }, ['kinds', 'views']],
    [{ controls: '' }, ['controls']],
    [{ lang: 'zh' }, ['zh-hans']],
    [{ kind: 'learned', src: '/fixtures/table.json', view: 'curves' }, ['kinds', 'readers', 'table', 'views']],
  ] as const) {
    test(`asks for ${parts.join(' and ')} once, for ${JSON.stringify(attributes)}`, async ({ page }) => {
      await add(page, { id: 'one', ...attributes });
      await add(page, { id: 'two', ...attributes });
      await expect(page.locator('#two [part~=figure]')).toBeVisible();
      expect(asked).toEqual(expect.arrayContaining([...parts]));
      expect(asked).toHaveLength(new Set(asked).size);
    });
  }

  test('asks for what makes a matrix and what draws it at the same time', async ({ page }) => {
    let matricesAreAsked = () => {};
    const isAsked = new Promise<void>((resolve) => (matricesAreAsked = resolve));
    await page.route('**/cdn/pe-plot.matrices-*.js', (route) => {
      matricesAreAsked();
      return route.continue();
    });
    // One waits for the other to be asked for: one after the other would never come to an end.
    await page.route('**/cdn/pe-plot.kinds-*.js', async (route) => {
      await isAsked;
      await route.continue();
    });
    await add(page, { id: 'one', view: 'heatmap' });
    expect(await distinctColours(page.locator('#one'))).toBeGreaterThan(3);
  });

  for (const [part, attributes] of [
    ['kinds', { kind: 'rotary' }],
    ['matrices', { kind: 'alibi' }],
    ['table', { kind: 'learned', src: '/fixtures/table.json' }],
  ] as const) {
    test(`says so where ${part} is missing, and shows the figure once it is there`, async ({ page }) => {
      const putBack = await remove(page, part);
      await add(page, { id: 'one', ...attributes });
      const element = page.locator('#one');
      await expect(element.locator('[part~=error]')).toContainText(`pe-plot.${part}-`);
      await expect(element.getByText('A picture in words')).toBeVisible();
      const heard = await page.evaluate(() => window.heard.filter(({ type }) => type === 'attn-error'));
      // Parts that share code with it are missing too.
      expect(heard.length).toBeGreaterThan(0);
      for (const one of heard) expect(one).toMatchObject({ id: 'one', detail: { code: 'not-loaded' } });
      putBack();
      await element.evaluate((host) => {
        // The same again, once something has changed.
        const src = host.getAttribute('src');
        host.removeAttribute('src');
        if (src) host.setAttribute('src', src);
        host.setAttribute('heading', 'Once more');
      });
      await waitUntilReady(page);
      await expect(element.locator('[part~=error]')).toHaveCount(0);
      await expect(element.locator('[part~=figure]')).toBeVisible();
    });
  }

  test('says so where controls are missing, and shows the figure without them', async ({ page }) => {
    await remove(page, 'controls');
    await add(page, { id: 'one', controls: '' });
    await expect(page.locator('#one [part~=error]')).toContainText('pe-plot.controls-');
    await expect(page.locator('#one [part~=figure]')).toBeVisible();
    expect(await distinctColours(page.locator('#one'))).toBeGreaterThan(2);
  });

  test('speaks English where Chinese is missing', async ({ page }) => {
    await remove(page, 'zh-hans');
    await add(page, { id: 'one', lang: 'zh' });
    await expect(page.locator('#one')).toContainText('position');
  });

  test('saves figures with a part that is asked for once', async ({ page }) => {
    expect(await save(page, 'toSVG', 'curves')).toMatchObject({ saved: expect.stringMatching(/^<svg [^]*<path /) });
    expect(await save(page, 'toPNG', 'curves')).toMatchObject({
      saved: expect.stringMatching(/^image\/png of \d{4,}/),
    });
    expect(await save(page, 'toCSV', 'curves')).toMatchObject({
      saved: expect.stringMatching(/^encoding,plot,.*\r\n/),
    });
    expect(asked).toEqual(['saving']);
  });

  test('goes on offline, and says of a table that it cannot be reached', async ({ page, context }) => {
    await add(page, { id: 'first', kind: 'learned', src: '/fixtures/table.json' });
    await context.setOffline(true);
    await add(page, { id: 'late', kind: 't5', view: 'kernel' });
    expect(await distinctColours(page.locator('#late'))).toBeGreaterThan(1);
    await add(page, { id: 'unreachable', kind: 'learned', src: '/fixtures/elsewhere.json' });
    await expect(page.locator('#unreachable')).toContainText('A picture in words');
    await expect(page.locator('#unreachable [part~=error]')).toContainText('elsewhere.json');
    const heard = await page.evaluate(() => window.heard.filter(({ type }) => type === 'attn-error'));
    expect(heard).toMatchObject([{ id: 'unreachable', detail: { code: 'offline' } }]);
  });

  test('breaks no rule of accessibility, light and dark', async ({ page }) => {
    for (const [i, attributes] of everyKind.entries()) await add(page, { id: `kind-${i}`, ...attributes });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeViolations(page)).toEqual([]);
    }
  });

  test('fits a phone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const [i, attributes] of everyKind.entries()) await add(page, { id: `kind-${i}`, ...attributes });
    const [content, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content).toBeLessThanOrEqual(window_);
  });

  test('is not printed with controls and hints', async ({ page }) => {
    await add(page, { id: 'one', controls: '', kind: 'rotary' });
    const element = page.locator('#one');
    await expect(element.locator('fieldset')).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(element.locator('fieldset')).toBeHidden();
    await expect(element.locator('[part~=readout]')).toBeHidden();
    await expect(element.locator('[part~=plot]')).toBeVisible();
  });
});

test('without JavaScript the fallback reads', async ({ browser, site }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${site.url}/fixtures/positions.html`);
  await expect(page.getByText('The fallback')).toBeVisible();
  await page.close();
});

test('strict policy: every kind, its controls, its language and saving it', async ({ page, strictSite, problems }) => {
  await page.route('**/table.json', (route) => route.fulfill({ body: table, contentType: 'application/json' }));
  await page.goto(`${strictSite.url}/fixtures/positions.html`);
  await waitUntilReady(page);
  for (const [i, attributes] of everyKind.entries()) {
    const id = `kind-${i}`;
    await add(page, { id, ...attributes });
    await expect(page.locator(`#${id} [part~=figure]`)).toBeVisible();
    expect(await save(page, 'toSVG', id)).toMatchObject({ saved: expect.stringContaining('<svg') });
  }
  const rotary = page.locator('#kind-3');
  await rotary.getByRole('slider', { name: 'Distance of the key' }).fill('9');
  await expect(rotary).toHaveJSProperty('distance', 9);
  expect(await policyBreaches(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test('a slider is followed in the frame in which it moves', async ({ page, site }) => {
  await page.goto(`${site.url}/fixtures/positions.html`);
  await add(page, { id: 'turning', kind: 'rotary', controls: '' });
  const slider = page.locator('#turning').getByRole('slider', { name: 'Distance of the key' });
  await slider.focus();
  const angles = page.locator('#turning .angle-text');
  for (const distance of [1, 2, 3]) {
    await page.keyboard.press('ArrowRight');
    await expect(angles.first()).toHaveText(`${((distance * 180) / Math.PI).toFixed(1)}°`);
  }
});
