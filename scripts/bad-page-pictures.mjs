/**
 * Photographs what an author sees of each page at fault in `stories/bad-pages`, for the manual: `node scripts/bad-page-pictures.mjs`, after
 * a build. Markdown is read as CommonMark, by Pandoc; `cleaned` goes through the browser's own sanitizer.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { chromium } from '@playwright/test';
import { root } from './bootstrap.mjs';
import { findBrowser } from './browser.mjs';
import { serve } from './serve.mjs';

const folder = join(root, 'stories/bad-pages');
const weights = join(root, 'stories/article/data/heads-1.json');

const WIDTH = 552;

/** The file as HTML. */
function htmlOf(file) {
  const text = readFileSync(join(folder, file), 'utf8');
  if (file.endsWith('.html')) return text;
  const { status, stdout, error } = spawnSync('pandoc', ['--from=commonmark', '--to=html'], {
    input: text,
    encoding: 'utf8',
  });
  if (status !== 0) throw error ?? new Error(`Pandoc did not read ${file}.`);
  return stdout;
}

const pageOf = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<style>body { margin: 0; padding: 8px 16px; width: 520px; font: 16px/1.5 system-ui }</style>
<script type="module" src="/cdn/attn-heatmap.js"></script><body>${body}`;

const server = await serve();
const browser = await chromium.launch(findBrowser());
try {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
  await page.route('**/notes/weights.json', (route) => route.fulfill({ path: weights }));
  for (const file of readdirSync(folder).filter((name) => /\.(md|html)$/.test(name))) {
    const { name } = parse(file);
    const html = htmlOf(file);
    const body = name === 'cleaned' ? '' : html;
    await page.route('**/notes/', (route) => route.fulfill({ body: pageOf(body), contentType: 'text/html' }));
    await page.goto(`${server.url}/notes/`);
    if (name === 'cleaned') await page.evaluate((given) => document.body.setHTML(given), html);
    await page.evaluate(() => Promise.all([...document.querySelectorAll('attn-heatmap')].map(({ ready }) => ready)));
    await page.unroute('**/notes/');
    // With what a figure says below the height that it was given.
    const height = await page.evaluate(() => document.body.scrollHeight);
    await page.screenshot({ path: join(folder, `${name}.png`), clip: { x: 0, y: 0, width: WIDTH, height } });
  }
} finally {
  await browser.close();
  await server.close();
}
