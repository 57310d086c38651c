import { axeViolations } from '../browser/axe.js';
import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

type Heard = { type: string; id: string; detail: Record<string, unknown> };
declare global {
  interface Window {
    heard: Heard[];
  }
}

test('a script and a tag are enough', async ({ page, site, problems }) => {
  await page.goto(`${site.url}/fixtures/plain.html`);
  await waitUntilReady(page);
  for (const id of ['#src', '#inline']) expect(await distinctColours(page.locator(id))).toBeGreaterThan(2);
  expect(
    await page.evaluate(() => window.heard.filter(({ type }) => type === 'attn-load').map(({ id }) => id)),
  ).toEqual(expect.arrayContaining(['src', 'inline']));
  expect(problems).toEqual([]);
});

test('nothing is fetched that the author did not name', async ({ page, site }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${site.url}/fixtures/plain.html`);
  await waitUntilReady(page);
  const named = [
    '/fixtures/plain.html',
    '/favicon.svg',
    '/fixtures/record.js',
    '/cdn/attn-heatmap.js',
    '/fixtures/weights.json',
  ];
  const local = requests.filter((url) => !/^(data|blob):/.test(url)).map((url) => url.replace(site.url, ''));
  const isOwn = (path: string) => named.includes(path) || path.startsWith('/cdn/attn-heatmap.misuse-');
  expect([...new Set(local)].filter((path) => !isOwn(path))).toEqual([]);
  expect(local).toContain('/fixtures/weights.json');
});

test('without JavaScript the fallback reads', async ({ browser, site }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${site.url}/fixtures/plain.html`);
  await expect(page.getByText('The fallback')).toBeVisible();
  await page.close();
});

test('strict policy: Trusted Types and nothing inline', async ({ page, strictSite, problems }) => {
  await page.goto(`${strictSite.url}/fixtures/plain.html`);
  await waitUntilReady(page);
  for (const id of ['#src', '#inline']) expect(await distinctColours(page.locator(id))).toBeGreaterThan(2);
  await page.locator('#src').hover();
  await page.locator('#src').click();
  expect(await page.evaluate(() => window.heard.filter(({ type }) => type === 'policy'))).toEqual([]);
  expect(problems).toEqual([]);
});

test('the strict policy really is one', async ({ page, strictSite }) => {
  await page.goto(`${strictSite.url}/fixtures/plain.html`);
  const refused = await page.evaluate(() => {
    try {
      document.createElement('div').innerHTML = '<b>x</b>';
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toBe(true);
});

test('offline, a loaded page goes on', async ({ page, context, site }) => {
  await page.goto(`${site.url}/fixtures/plain.html`);
  await waitUntilReady(page);
  await context.setOffline(true);
  await page.evaluate(() => {
    const late = document.createElement('attn-heatmap');
    late.id = 'late';
    late.setAttribute('data', '[[1, 0], [0.25, 0.75]]');
    const unreachable = document.createElement('attn-heatmap');
    unreachable.id = 'unreachable';
    unreachable.setAttribute('src', 'elsewhere.json');
    unreachable.textContent = 'A picture in words';
    document.body.append(late, unreachable);
  });
  await waitUntilReady(page);
  expect(await distinctColours(page.locator('#late'))).toBeGreaterThan(2);
  await expect(page.locator('#unreachable')).toContainText('A picture in words');
  const heard = await page.evaluate(() => window.heard.filter(({ type }) => type === 'attn-error'));
  expect(heard).toMatchObject([{ id: 'unreachable', detail: { code: 'offline' } }]);
  // Back on the network it is there without anybody's doing.
  await page.route('**/elsewhere.json', (route) =>
    route.fulfill({
      json: [
        [1, 0],
        [0.25, 0.75],
      ],
    }),
  );
  await context.setOffline(false);
  await expect(page.locator('#unreachable [part~=figure]')).toBeVisible();
  expect(await distinctColours(page.locator('#unreachable'))).toBeGreaterThan(2);
});

test.describe('sources that fail', () => {
  const failures: [id: string, code: string, said: RegExp][] = [
    ['missing', 'not-found', /\/fixtures\/absent\.json/],
    ['page', 'html', /\/fixtures\/page\.html/],
    ['shape', 'wrong-shape', /shape \[3\]/],
    ['tokens', 'wrong-token-count', /3 .*2/],
    ['array', 'no-array', /cross.*attention/],
  ];

  test('say so, each in its own sentence, and leave the fallback readable', async ({ page, site }) => {
    await page.goto(`${site.url}/fixtures/failing.html`);
    await waitUntilReady(page);
    const heard = await page.evaluate(() => window.heard.filter(({ type }) => type === 'attn-error'));
    expect(heard.map(({ id, detail }) => [id, detail.code]).sort()).toEqual(
      failures.map(([id, code]) => [id, code]).sort(),
    );
    for (const [id, , said] of failures) {
      const element = page.locator(`#${id}`);
      await expect(element.locator('[part~=error]')).toContainText(said);
      await expect(element.getByText('A picture in words')).toBeVisible();
    }
    expect(await distinctColours(page.locator('#fine'))).toBeGreaterThan(2);
  });

  test('break no rule of accessibility', async ({ page, site }) => {
    await page.goto(`${site.url}/fixtures/failing.html`);
    await waitUntilReady(page);
    expect(await axeViolations(page)).toEqual([]);
  });
});
