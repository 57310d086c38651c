import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../scripts/serve.mjs';
import { writeSite } from '../../scripts/site.mjs';
import { distinctColours } from '../browser/elements.js';
import { expect, test } from '../browser/fixtures.js';

test('the site of files works under any path: article, Chinese, playground and manual', async ({ page, problems }) => {
  const folder = mkdtempSync(join(tmpdir(), 'attn-site-'));
  writeSite(folder);
  const server = await serve({ mounts: { '/deep/path/': join(folder, '/') } });
  try {
    for (const path of ['', 'zh/', 'playground/']) {
      await page.goto(`${server.url}/deep/path/${path}`);
      expect(await distinctColours(page.locator('attn-heatmap').first()), path).toBeGreaterThan(1);
    }
    await page.goto(`${server.url}/deep/path/`);
    await page.locator('a[href="playground/"]').click();
    await expect(page.locator('h1')).toBeVisible();
    await page.goto(`${server.url}/deep/path/manual/iframe.html?id=start-here--docs&viewMode=docs`);
    expect(await distinctColours(page.locator('attn-heatmap').first())).toBeGreaterThan(1);
    expect(problems).toEqual([]);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});
