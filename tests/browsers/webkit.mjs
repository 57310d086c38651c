/**
 * `npm run test:browsers`: opens figures in a real WebKit. Looks at photographs of its window, since WebKit has left canvases blank on the
 * screen that held the right pixels; reads a cell by keys, saves SVG, PNG and CSV, and trains in a worker, whose entry WebKit has run twice.
 * Needs WebKitWebDriver, MiniBrowser and Xvfb (in Debian the packages
 * `webkit2gtk-driver` and `xvfb`); where they are missing it says so, and nothing was tested.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { articleMounts, serve } from '../../scripts/serve.mjs';

const PORT = 4460;
const SCREEN = ':93';
/** Share of a figure that is seen at least: labels and marks lie over some of it, and lines are smoothed. */
const ENOUGH = 0.5;
/** Milliseconds until everything is on the screen, and that one step may take. */
const SETTLED = 1500;
const PATIENCE = 60_000;

const find = (name) => {
  try {
    return execFileSync('which', [name], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
};
/** MiniBrowser lies beside the libraries: in Debian in the folder of the machine's architecture. */
const besideLibraries = () =>
  ['/usr/libexec', '/usr/lib', ...readdirSync('/usr/lib').map((name) => join('/usr/lib', name))]
    .flatMap((folder) => ['4.1', '4.0'].map((version) => join(folder, `webkit2gtk-${version}`, 'MiniBrowser')))
    .find((path) => existsSync(path));

const programs = {
  WebKitWebDriver: find('WebKitWebDriver'),
  MiniBrowser: find('MiniBrowser') ?? besideLibraries(),
  Xvfb: find('Xvfb'),
};
const missing = Object.keys(programs).filter((name) => !programs[name]);
if (missing.length > 0) {
  console.log(`SKIPPED: no ${missing.join(', no ')} here.`);
  process.exit(0);
}

const begun = [];
const begin = (command, args, env = {}) =>
  begun.push(spawn(command, args, { env: { ...process.env, ...env }, stdio: 'ignore' }));

/** Asks the driver, and gives the value of its answer. */
async function ask(method, path, body) {
  const response = await fetch(`http://127.0.0.1:${PORT}${path}`, {
    method,
    signal: AbortSignal.timeout(PATIENCE),
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = await response.json();
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

async function until(isThere) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (await isThere()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('It took too long.');
}

/** In the page: how much of what a figure's canvas holds is seen where it stands on a photograph, from 0 to 1. */
const seen = `
  const [tag, photograph, done] = arguments;
  const area = ({ width, height }) => width * height;
  const [canvas] = [...document.querySelector(tag).shadowRoot.querySelectorAll('canvas')].sort((a, b) => area(b) - area(a));
  const { x, y, width, height } = canvas.getBoundingClientRect();
  const pixels = (image, ...place) => {
    const copy = Object.assign(document.createElement('canvas'), { width, height });
    const context = copy.getContext('2d', { willReadFrequently: true });
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(image, ...place);
    return context.getImageData(0, 0, copy.width, copy.height).data;
  };
  const image = new Image();
  image.onload = () => {
    const scale = image.naturalWidth / innerWidth;
    const held = pixels(canvas, 0, 0, width, height);
    const shown = pixels(image, x * scale, y * scale, width * scale, height * scale, 0, 0, width, height);
    let [painted, same] = [0, 0];
    for (let i = 0; i < held.length; i += 4) {
      const far = (from, to) => [0, 1, 2].some((channel) => Math.abs(from[i + channel] - to(channel)) > 40);
      if (!far(held, () => 255)) continue;
      painted += 1;
      if (!far(held, (channel) => shown[i + channel])) same += 1;
    }
    done(painted ? same / painted : 0);
  };
  image.src = 'data:image/png;base64,' + photograph;`;

/** In the page: what a reader and a script have of a figure, as what is wrong with it. */
const used = `
  const [tag, done] = arguments;
  const element = document.querySelector(tag);
  const complaints = [];
  const expect = (isRight, what) => isRight || complaints.push(what);
  const wait = async (isThere) => {
    for (let frame = 0; frame < 600 && !isThere(); frame++) await new Promise((next) => requestAnimationFrame(next));
    return isThere();
  };
  (async () => {
    await element.ready;
    const find = (selector) => element.shadowRoot.querySelector(selector);
    if (tag === 'attn-trainer') {
      const said = [];
      let isDone = false;
      element.addEventListener('attn-error', ({ detail }) => said.push(detail.message));
      element.addEventListener('attn-done', () => (isDone = true));
      await element.train();
      expect(await wait(() => isDone), 'the run does not end');
      await element.ready;
      expect(/Step 20 of 20.*in the background/.test(find('[part~=progress]').textContent), find('[part~=progress]').textContent);
      expect((await element.save('npz'))?.length > 0, 'the run is not saved');
      expect(said.length === 0, said.join(' '));
    }
    const grid = find('[role=grid]');
    grid.focus();
    for (const key of ['ArrowRight', 'ArrowDown']) {
      grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    }
    expect(await wait(() => /[0-9]/.test(find('[part~=readout]').textContent)), 'nothing is read');
    expect((await element.toSVG()).startsWith('<svg'), 'no SVG');
    expect((await element.toPNG()).size > 1000, 'no PNG');
    expect((await element.toCSV()).split('\\n').length > 2, 'no CSV');
    expect(!find('[part~=error]'), find('[part~=error]')?.textContent);
  })().then(() => done(complaints), (error) => done([...complaints, String(error)]));`;

const server = await serve({
  mounts: { ...articleMounts(), '/browsers/': fileURLToPath(new URL('./', import.meta.url)) },
});
let failed = 0;
try {
  begin(programs.Xvfb, [SCREEN, '-screen', '0', '1200x1000x24']);
  begin(programs.WebKitWebDriver, [`--port=${PORT}`], {
    DISPLAY: SCREEN,
    ...(process.getuid() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
  });
  await until(() => ask('GET', '/status').catch(() => null));
  const { sessionId } = await ask('POST', '/session', {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: programs.MiniBrowser, args: ['--automation'] } },
    },
  });
  const at = `/session/${sessionId}`;
  const run = (script, ...args) => ask('POST', `${at}/execute/sync`, { script, args });
  const open = (figure) => ask('POST', `${at}/url`, { url: `${server.url}/browsers/figure.html?${figure}` });
  const figures = ['attn-heatmap', 'attn-links', 'attn-text', 'attn-image', 'pe-plot', 'attn-trainer'];
  for (const tag of figures) {
    await open(tag);
    await until(() => run(`return Boolean(document.querySelector('${tag}')?.ready)`));
    const complaints = await ask('POST', `${at}/execute/async`, { script: used, args: [tag] });
    if (complaints.length > 0) failed += 1;
    console.log(`${complaints.length > 0 ? 'FAILED' : 'used'} ${tag}${complaints.map((one) => `\n  ${one}`).join('')}`);
  }
  for (const figure of ['attn-heatmap', 'attn-links', 'pe-plot', 'pe-plot.matrix']) {
    const [tag, kind = ''] = figure.split('.');
    await open(figure);
    await until(() => run(`return document.querySelector('${tag}')?.shadowRoot?.querySelector('canvas')?.width > 1`));
    await new Promise((resolve) => setTimeout(resolve, SETTLED));
    const photograph = await ask('GET', `${at}/screenshot`);
    const share = await ask('POST', `${at}/execute/async`, { script: seen, args: [tag, photograph] });
    if (share < ENOUGH) failed += 1;
    console.log(`${share < ENOUGH ? 'BLANK' : 'seen '} ${tag} ${kind}: ${Math.round(100 * share)} % of it`);
  }
  await ask('DELETE', at);
} finally {
  await server.close();
  for (const child of begun.reverse()) child.kill();
}
process.exit(failed > 0 ? 1 : 0);
