import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

const cdn = fileURLToPath(new URL('../../packages/attn-elements/cdn/', import.meta.url));
const patches = fileURLToPath(new URL('../../stories/article/data/lake-patches.f16.npz', import.meta.url));
const data = '[[1, 0], [0.4, 0.6]]';

/** A page whose elements need what is elsewhere loaded late: Chinese, a reader of zips, another colour map, line plots. */
const body = (src: string) => `<main lang="zh-Hans">
  <attn-heatmap id="matrix" data="${data}" tokens="a b" colormap="reds"></attn-heatmap>
  <attn-heatmap id="file" src="${src}"></attn-heatmap>
  <attn-links id="lines" data="${data}" tokens="a b"></attn-links>
  <attn-text id="shades" data="${data}" tokens="a b"></attn-text>
  <pe-plot id="curves" kind="rotary"></pe-plot>
</main>`;

test.describe('one file with all that a page needs', () => {
  test('asks for no other, and registers the tags of five elements', async ({ page, site, problems }) => {
    const asked: string[] = [];
    await page.route('**/one.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>One</title><link rel="icon" href="/favicon.svg">
          <script type="module" src="/elements/one.js"></script>${body('/data/lake-patches.f16.npz')}`,
      }),
    );
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${site.url}/one.html`);
    await waitUntilReady(page);
    for (const id of ['matrix', 'file', 'lines', 'shades', 'curves']) {
      expect(await distinctColours(page.locator(`#${id}`)), id).toBeGreaterThan(1);
    }
    await expect(page.locator('#matrix [part~=legend]')).toContainText('注意力权重');
    expect(asked.filter((path) => path.endsWith('.js'))).toEqual(['/elements/one.js']);
    expect(await page.evaluate(() => customElements.get('attn-trainer'))).toBeUndefined();
    expect(problems).toEqual([]);
  });

  test('works as a classic script from a disk, where modules do not', async ({ page, problems }) => {
    const folder = mkdtempSync(join(tmpdir(), 'attn-page-'));
    try {
      const npz = `data:application/zip;base64,${readFileSync(patches).toString('base64')}`;
      const script = pathToFileURL(join(cdn, 'one.classic.js'));
      const file = join(folder, 'page.html');
      writeFileSync(file, `<!doctype html><meta charset="utf-8"><script src="${script}"></script>${body(npz)}`);
      await page.goto(String(pathToFileURL(file)));
      await waitUntilReady(page);
      for (const id of ['matrix', 'file', 'lines', 'shades', 'curves']) {
        expect(await distinctColours(page.locator(`#${id}`)), id).toBeGreaterThan(1);
      }
      expect(problems).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test.describe('a widget of a notebook', () => {
  test.beforeEach(async ({ page, site }) => {
    await page.route('**/notebook.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<!doctype html><title>Notebook</title><link rel="icon" href="/favicon.svg"><main></main>',
      }),
    );
    await page.goto(`${site.url}/notebook.html`);
    await page.evaluate(async () => {
      const { default: widget } = await import('/elements/one.js' as string);
      const listeners = new Map<string, Set<() => void>>();
      const model = {
        state: {
          tag: 'attn-heatmap',
          attributes: { layer: 0, head: 0, controls: true, sort: null },
        } as Record<string, unknown>,
        saved: 0,
        isDeaf: false,
        get: (name: string) => model.state[name] ?? null,
        set(name: string, value: unknown) {
          model.state[name] = value;
        },
        save_changes() {
          if (model.isDeaf) throw new Error('There is no kernel.');
          model.saved += 1;
        },
        on: (event: string, listener: () => void) =>
          listeners.set(event, (listeners.get(event) ?? new Set()).add(listener)),
        off(event: string, listener: () => void) {
          if (model.isDeaf) throw new Error('There is no kernel.');
          listeners.get(event)?.delete(listener);
        },
        change(name: string, value: unknown) {
          model.state[name] = value;
          for (const listener of listeners.get(`change:${name}`) ?? []) listener();
        },
        heard: () => [...listeners.values()].reduce((count, { size }) => count + size, 0),
      };
      Object.assign(window, { widget, model });
    });
  });

  interface Window {
    widget: { render(given: { model: object; el: Element }): () => void };
    model: Record<string, any>;
    remove: () => void;
  }

  test('shows bytes of a file, follows its attributes, tells what is selected, and goes without a trace', async ({
    page,
  }) => {
    const bytes = [...readFileSync(patches)];
    await page.evaluate((given) => {
      const { widget, model } = window as unknown as Window;
      model.state.file = new DataView(Uint8Array.from(given).buffer);
      const root = document.querySelector('main')!.attachShadow({ mode: 'open' });
      const el = root.appendChild(document.createElement('div'));
      Object.assign(window, { remove: widget.render({ model, el }) });
    }, bytes);
    const figure = page.locator('attn-heatmap');
    expect(await distinctColours(figure)).toBeGreaterThan(1);
    await expect(figure).toHaveAttribute('controls', '');
    await expect(figure).not.toHaveAttribute('sort');

    await page.evaluate(() => (window as unknown as Window).model.change('attributes', { head: 1, colormap: 'reds' }));
    await expect(figure).toHaveAttribute('colormap', 'reds');
    await expect(figure).not.toHaveAttribute('controls');
    await expect(figure).not.toHaveAttribute('layer');

    // All heads are shown, now that no layer is named: Enter opens one.
    await figure.locator('[role=grid]').focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.evaluate(() => (window as unknown as Window).model.state.selection))
      .toMatchObject({ layer: expect.any(Number), head: expect.any(Number), query: null });
    await page.evaluate(() => (window as unknown as Window).remove());
    await expect(figure).toHaveCount(0);
    expect(await page.evaluate(() => (window as unknown as Window).model.heard())).toBe(0);
  });

  test('shows as much where nobody listens, and no element of others', async ({ page }) => {
    const outcome = await page.evaluate(() => {
      const { widget, model } = window as unknown as Window;
      model.isDeaf = true;
      model.state.attributes = { data: '[[1, 0], [0.4, 0.6]]' };
      const el = document.querySelector('main')!;
      const remove = widget.render({ model, el });
      el.firstElementChild!.dispatchEvent(new CustomEvent('attn-select', { detail: { query: 0 } }));
      const shown = el.innerHTML;
      remove();
      model.state.tag = 'script';
      let refused = '';
      try {
        widget.render({ model, el });
      } catch (error) {
        refused = (error as Error).message;
      }
      return { shown, left: el.innerHTML, refused };
    });
    expect(outcome.shown).toMatch(/^<attn-heatmap data=/);
    expect(outcome.left).toBe('');
    expect(outcome.refused).toBe('There is no element <script>.');
  });
});
