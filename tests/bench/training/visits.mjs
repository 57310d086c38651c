import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { LIMIT, VIEWPORT } from './cells.mjs';

const watch = fileURLToPath(new URL('page/watch.js', import.meta.url));

/** Milliseconds after the first steps until a page is looked at, and for how long. */
const SETTLED = 1500;
const LOOK = 4000;

/** A page of an author, or of a developer who trains with a library. */
const addressOf = (contender, place, bundles) => {
  if (contender !== 'ours') return `/page/peer.html?contender=/${bundles}/${contender}/contender.js&place=${place}`;
  return place === 'page' ? '/page/element-alone.html' : '/page/element.html';
};

async function open({ page, origin }, contender, place, bundles = 'built') {
  await page.addInitScript({ path: watch });
  await page.goto(origin + addressOf(contender, place, bundles), { waitUntil: 'networkidle' });
}

/** Presses the page's button, and waits until it has trained for a while. */
async function train({ page }) {
  await page.evaluate(() => window.watch.begin());
  await page.getByRole('button', { name: 'Train' }).click();
  await page.waitForFunction(() => window.steps > 1);
  await page.waitForTimeout(SETTLED);
}

const visit = (lab, run) => lab.visit({ viewport: VIEWPORT, limit: LIMIT }, (at) => at.within(run(at)));

/** Frames and steps a second of a page that trains the encoder, and the longest tasks of its own thread. */
export const live = (lab, contender, place) =>
  visit(lab, async (at) => {
    await open(at, contender, place);
    await train(at);
    return at.page.evaluate((ms) => window.watch.over(ms), LOOK);
  });

async function sizeOf(addresses) {
  let bytes = 0;
  for (const address of addresses) {
    const content = await (await fetch(address)).arrayBuffer();
    bytes += gzipSync(new Uint8Array(content), { level: 9 }).length;
  }
  return bytes;
}

/** Bytes of what a page asks for until its button is pressed, and of everything; without what the page itself is made of. */
export const weigh = (lab, contender) =>
  visit(lab, async (at) => {
    const asked = new Set();
    at.page.on('request', (request) => asked.add(request.url()));
    const fetched = () =>
      [...asked].filter((address) => /^\/(ours|minified|tfjs-wasm)\//.test(new URL(address).pathname));
    await open(at, contender, 'page', 'minified');
    const before = await sizeOf(fetched());
    await train(at);
    return { before, all: await sizeOf(fetched()), files: fetched().map((address) => address.split('/').at(-1)) };
  });
