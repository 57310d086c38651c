import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

test('what the file of one element registers serves the elements of another’s file, also those that stand already', async ({
  page,
  site,
  problems,
}) => {
  await page.route('**/weights.grid', (route) => route.fulfill({ body: 'GRID 0.25 0.75' }));
  await page.goto(`${site.url}/fixtures/plain.html`);
  await waitUntilReady(page);
  await page.evaluate(() => {
    const element = document.querySelector('#inline')!;
    element.setAttribute('colormap', 'own-inks');
    element.setAttribute('lang', 'eo');
    element.setAttribute('src', 'weights.grid');
    element.removeAttribute('data');
  });
  const figure = page.locator('#inline');
  await expect(figure).toContainText('could not be shown');
  await page.evaluate(async () => {
    const { registerColormap, registerFormat, registerTranslation } = await import(
      `${location.origin}/cdn/attn-links.js`
    );
    registerColormap('own-inks', { colors: ['#ffffff', '#ff0000'] });
    registerTranslation('eo', { common: { menu: 'Konservi' }, 'attn-heatmap': { weights: 'Atentaj pezoj' } });
    registerFormat({
      name: 'grid',
      magic: /^GRID /,
      load: async () => (bytes: Uint8Array) => ({
        attention: [new TextDecoder().decode(bytes).split(' ').slice(1).map(Number)],
      }),
    });
  });
  await expect(figure).toContainText('Atentaj pezoj');
  await expect(figure).toContainText('The strongest weight is 0.75');
  await waitUntilReady(page);
  expect(await distinctColours(figure)).toBeGreaterThan(1);
  const isRed = await figure.evaluate((element) => {
    const canvas = element.shadowRoot!.querySelector<HTMLCanvasElement>('[part~=canvas]')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((red, at) => at % 4 === 0 && red === 255 && data[at + 1] === 0 && data[at + 2] === 0);
  });
  expect(isRed).toBe(true);
  expect(problems.filter((problem) => !/own-inks/.test(String(problem)))).toEqual([]);
});
