import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { profiled } from '../run/profile.mjs';
import { LIMIT, VIEWPORT } from './cells.mjs';

const watch = fileURLToPath(new URL('page/watch.js', import.meta.url));

/** Milliseconds after the first steps until a page is looked at, and for how long. */
const SETTLED = 1500;
const LOOK = 4000;
/** A page that has asked for nothing more for so long, in milliseconds, has everything. */
const QUIET = 5000;

/** A page of an author, or of a developer who trains with a library; it is also the one that nobody trains in. */
const addressOf = (contender, place, bundles) => {
  if (contender !== 'ours') return `/page/peer.html?contender=/${bundles}/${contender}/contender.js&place=${place}`;
  return place === 'page' ? '/page/element-alone.html' : '/page/element.html';
};

async function open({ page, origin }, contender, place, bundles = 'built') {
  await page.addInitScript({ path: watch });
  await page.goto(origin + addressOf(contender, place, bundles), { waitUntil: 'networkidle' });
}

/** Presses the page's button. */
async function press({ page }) {
  await page.evaluate(() => window.watch.begin());
  await page.getByRole('button', { name: 'Train' }).click();
}

/** Presses it, and waits until some steps were taken. */
async function train(at) {
  await press(at);
  await at.page.waitForFunction(() => window.steps > 1);
}

const visit = (lab, run) => lab.visit({ viewport: VIEWPORT, limit: LIMIT }, (at) => at.within(run(at)));

/** Frames and steps a second of a page that trains the encoder, and the longest tasks of its own thread. */
export const live = (lab, contender, place) =>
  visit(lab, async (at) => {
    const { page, session } = at;
    await open(at, contender, place);
    if (contender !== 'idle') await profiled(session, `start-${contender}-${place}`, () => train(at));
    await page.waitForTimeout(SETTLED);
    const look = () => page.evaluate((ms) => window.watch.over(ms), LOOK);
    return profiled(session, `page-${contender}-${place}`, look);
  });

/** Paths that are weighed. */
const parts = /^\/(ours|minified|tfjs-wasm)\//;

async function sizeOf(addresses) {
  let bytes = 0;
  for (const address of addresses) {
    const content = await (await fetch(address)).arrayBuffer();
    bytes += gzipSync(new Uint8Array(content), { level: 9 }).length;
  }
  return bytes;
}

/**
 * Bytes of what a page asks for until its button is pressed, and of everything; without what the page itself is made of. Whether
 * it then trains does not matter: tfjs-wasm, minified, waits for its threads for ever.
 */
export const weigh = (lab, contender) =>
  visit(lab, async (at) => {
    const asked = new Set();
    let last = Date.now();
    at.page.on('request', (request) => {
      asked.add(request.url());
      last = Date.now();
    });
    const fetched = () => [...asked].filter((address) => parts.test(new URL(address).pathname));
    await open(at, contender, 'page', 'minified');
    const before = await sizeOf(fetched());
    await press(at);
    while (Date.now() - last < QUIET) await at.page.waitForTimeout(100);
    const all = await sizeOf(fetched());
    return { before, after: all - before, all };
  });
