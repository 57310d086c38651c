import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { distinctColours, waitUntilReady } from '../browser/elements.js';
import { withPage } from '../browser/page.js';
import { recipes } from './recipe.js';
import { build, missingFor } from './site.js';

const pictures = join(import.meta.dirname, '../test-results/recipes');

/** Tests recipes: each is built, opened and looked at. What the machine lacks for one is said. */
export function testRecipes(isLight: boolean): void {
  for (const [name, recipe] of recipes) {
    if (Boolean(recipe.isLight) !== isLight) continue;
    const missing = missingFor(recipe);
    if (missing.length > 0) console.log(`SKIPPED ${name}: no ${missing.join(', no ')} here.`);
    it.skipIf(missing.length > 0)(`${name}: a figure stands, reads its file, and keeps its keys`, async () => {
      const site = await build(name, recipe, inject('tarballs'));
      try {
        await withPage(async (page, problems) => {
          await page.goto(site.url);
          const figure = page.locator('attn-heatmap').first();
          await figure.waitFor({ state: 'attached' });
          await waitUntilReady(page);
          if (recipe.model) await page.locator('attn-model .piece').first().waitFor();
          for (const each of await page.locator('attn-heatmap').all()) {
            expect(await distinctColours(each)).toBeGreaterThan(3);
          }
          mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: join(pictures, `${name}.png`) });
          const grid = figure.getByRole('grid');
          await grid.focus();
          for (const key of ['ArrowRight', 'ArrowDown', 'n']) await page.keyboard.press(key);
          await expect.poll(() => figure.locator('[part~=readout]').textContent()).toContain('→');
          expect(page.url()).toBe(site.url);
          // The page's own thread is not what a model runs on.
          if (recipe.model) expect(page.workers()).not.toEqual([]);
          if (recipe.isOffline) {
            await page.evaluate(() => navigator.serviceWorker.ready);
            await site.stop();
            await page.reload();
            await waitUntilReady(page);
            expect(await distinctColours(figure)).toBeGreaterThan(3);
          }
          expect(problems).toEqual([]);
        });
      } finally {
        await site.close();
      }
    });
  }
}
