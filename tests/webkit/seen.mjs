/**
 * `node tests/webkit/seen.mjs`, after a build: opens figures in a real WebKit, and looks at photographs of its window, since WebKit has
 * left canvases blank on the screen that held the right pixels. Needs WebKitWebDriver, MiniBrowser and Xvfb (in Debian the packages
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

const server = await serve({
  mounts: { ...articleMounts(), '/webkit/': fileURLToPath(new URL('./', import.meta.url)) },
});
let blank = 0;
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
  for (const figure of ['attn-heatmap', 'attn-links', 'pe-plot', 'pe-plot.matrix']) {
    const [tag, kind = ''] = figure.split('.');
    await ask('POST', `${at}/url`, { url: `${server.url}/webkit/figure.html?${figure}` });
    await until(() => run(`return document.querySelector('${tag}')?.shadowRoot?.querySelector('canvas')?.width > 1`));
    await new Promise((resolve) => setTimeout(resolve, SETTLED));
    const photograph = await ask('GET', `${at}/screenshot`);
    const share = await ask('POST', `${at}/execute/async`, { script: seen, args: [tag, photograph] });
    if (share < ENOUGH) blank += 1;
    console.log(`${share < ENOUGH ? 'BLANK' : 'seen '} ${tag} ${kind}: ${Math.round(100 * share)} % of it`);
  }
  await ask('DELETE', at);
} finally {
  await server.close();
  for (const child of begun.reverse()) child.kill();
}
process.exit(blank > 0 ? 1 : 0);
