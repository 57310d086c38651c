/**
 * `npm run test:browsers`: opens every element in Firefox and in WebKit, which the other tests never see. Looks at photographs of their
 * windows, since WebKit has left canvases blank on the screen that held the right pixels; reads a cell by keys, saves SVG, PNG and CSV,
 * trains in a worker, whose entry WebKit has run twice, runs a model in one, and prints where the driver can. A browser that the machine lacks is said.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/bootstrap.mjs';
import { articleMounts, serve } from '../../scripts/serve.mjs';
import { firefox } from './firefox.mjs';
import { ran, seen, used } from './in-page.mjs';
import { webkit } from './webkit.mjs';

/** Share of a figure that is seen at least: labels and marks lie over some of it, and lines are smoothed. */
const ENOUGH = 0.5;
/** Milliseconds until everything is on the screen. */
const SETTLED = 1500;
/** Milliseconds that a page may take until it is there. */
const PATIENCE = 60_000;
/** Bytes of the smallest picture that a printed figure adds to the document of a page without one. */
const PRINTED = 1000;
const ELEMENTS = ['attn-heatmap', 'attn-links', 'attn-text', 'attn-image', 'pe-plot', 'attn-trainer'];
const SEEN = ['attn-heatmap', 'attn-links', 'pe-plot', 'pe-plot.matrix'];

const isThere = (tag) => Boolean(document.querySelector(tag)?.ready);
const isDrawn = (tag) => document.querySelector(tag)?.shadowRoot?.querySelector('canvas')?.width > 1;

async function until(asked) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (await asked()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('It took too long.');
}

/** Tries every element in one browser; gives the number of tries that failed. */
async function tryAll(browser, at) {
  let failed = 0;
  const tell = (isRight, what) => {
    if (!isRight) failed += 1;
    console.log(`${isRight ? 'passed' : 'FAILED'} ${browser.name}: ${what}`);
  };
  const open = (figure) => browser.open(`${at}/browsers/figure.html?${figure}`);
  await open('');
  const blank = await browser.print?.();
  for (const tag of ELEMENTS) {
    await open(tag);
    await until(() => browser.evaluate(isThere, tag));
    const complaints = await browser.evaluate(used, tag);
    tell(complaints.length === 0, `${tag} is used${complaints.map((one) => `\n  ${one}`).join('')}`);
    if (blank) tell((await browser.print()) - blank > PRINTED, `${tag} is printed`);
  }
  await open('attn-model');
  await until(() => browser.evaluate(isThere, 'attn-heatmap'));
  const complaints = [...(await browser.evaluate(ran)), ...(await browser.evaluate(used, 'attn-heatmap'))];
  tell(complaints.length === 0, `attn-model runs, and is followed${complaints.map((one) => `\n  ${one}`).join('')}`);
  if (blank) tell((await browser.print()) - blank > PRINTED, 'attn-model is printed');
  for (const figure of SEEN) {
    const [tag] = figure.split('.');
    await open(figure);
    await until(() => browser.evaluate(isDrawn, tag));
    await new Promise((resolve) => setTimeout(resolve, SETTLED));
    const share = await browser.evaluate(seen, tag, await browser.photograph());
    tell(share >= ENOUGH, `${Math.round(100 * share)} % of ${figure} are seen`);
  }
  return failed;
}

const server = await serve({
  mounts: {
    ...articleMounts(),
    '/browsers/': fileURLToPath(new URL('./', import.meta.url)),
    '/core/': join(root, 'packages/core/dist/'),
  },
});
let failed = 0;
try {
  for (const { name, missing, start } of [firefox, webkit]) {
    if (missing.length > 0) {
      console.log(`SKIPPED ${name}: no ${missing.join(', no ')} here.`);
      continue;
    }
    const browser = await start();
    try {
      failed += await tryAll({ ...browser, name }, server.url);
    } finally {
      await browser.close();
    }
  }
} finally {
  await server.close();
}
process.exit(failed > 0 ? 1 : 0);
