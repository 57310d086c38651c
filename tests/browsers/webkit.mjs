/** WebKit's MiniBrowser by its own WebDriver, on a screen without a monitor. In Debian the packages `webkit2gtk-driver` and `xvfb`. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { find } from './programs.mjs';

const PORT = 4460;
const SCREEN = ':93';
/** Milliseconds that one step may take. */
const PATIENCE = 60_000;

/** MiniBrowser lies beside the libraries: in Debian in the folder of the machine's architecture. */
const besideLibraries = () =>
  ['/usr/libexec', '/usr/lib']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => [folder, ...readdirSync(folder).map((name) => join(folder, name))])
    .flatMap((folder) => ['4.1', '4.0'].map((version) => join(folder, `webkit2gtk-${version}`, 'MiniBrowser')))
    .find((path) => existsSync(path));

const programs = {
  WebKitWebDriver: find('WebKitWebDriver'),
  MiniBrowser: find('MiniBrowser') ?? besideLibraries(),
  Xvfb: find('Xvfb'),
};

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

async function driverStarted() {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (await ask('GET', '/status').catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('WebKitWebDriver does not answer.');
}

export const webkit = {
  name: 'WebKit',
  missing: Object.keys(programs).filter((name) => !programs[name]),
  /** Opens its window; gives what a test does with it. Its driver does not print. */
  async start() {
    const begun = [];
    const begin = (command, args, env = {}) =>
      begun.push(spawn(command, args, { env: { ...process.env, ...env }, stdio: 'ignore' }));
    const end = () => begun.reverse().forEach((child) => child.kill());
    try {
      begin(programs.Xvfb, [SCREEN, '-screen', '0', '1200x1000x24']);
      begin(programs.WebKitWebDriver, [`--port=${PORT}`], {
        DISPLAY: SCREEN,
        ...(process.getuid() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
      });
      await driverStarted();
      const { sessionId } = await ask('POST', '/session', {
        capabilities: {
          alwaysMatch: { 'webkitgtk:browserOptions': { binary: programs.MiniBrowser, args: ['--automation'] } },
        },
      });
      const at = `/session/${sessionId}`;
      return {
        open: (url) => ask('POST', `${at}/url`, { url }),
        async evaluate(run, ...values) {
          const script = `
            const [values, done] = arguments;
            Promise.resolve((${run})(...values)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
          const { value, error } = await ask('POST', `${at}/execute/async`, { script, args: [values] });
          if (error) throw new Error(error);
          return value;
        },
        photograph: () => ask('GET', `${at}/screenshot`),
        async close() {
          await ask('DELETE', at);
          end();
        },
      };
    } catch (error) {
      end();
      throw error;
    }
  },
};
