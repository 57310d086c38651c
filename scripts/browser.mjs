/**
 * Finds a Chrome or Chromium to test with: the one named by the environment, else one that is installed, else, on
 * Linux x64, the one that the npm package @sparticuz/chromium carries. Of that package only archives are used, and not
 * its one font family: its code writes to one fixed path and switches the browser's web security off.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { root } from './bootstrap.mjs';
import { environmentWithFonts } from './testing/fonts.mjs';
import { PATIENCE } from './testing/patience.mjs';

const bundled = {
  name: '@sparticuz/chromium',
  version: '153.0.0',
  /** Of the archive, and of what is unpacked, as `du` sees it. */
  size: '70 MB, 207 MB unpacked',
  integrity: 'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
};

/** Flags every test browser runs with: software WebGL2, no calls home, pictures that do not depend on the screen. */
const flags = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  '--font-render-hinting=none',
];

const environmentNames = ['CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH'];

/** Whether a file is a browser that starts: some distributions ship a stub that only says how to install one. */
function starts(executable) {
  if (process.platform === 'win32') return true; // there --version opens a window
  try {
    return /chrom/i.test(
      execFileSync(executable, ['--version'], {
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: PATIENCE.start,
      }).toString(),
    );
  } catch {
    return false;
  }
}

function fromEnvironment() {
  for (const name of environmentNames) {
    const executable = process.env[name];
    if (!executable) continue;
    if (!existsSync(executable)) throw new Error(`${name} names ${executable}, which does not exist.`);
    return executable;
  }
  return null;
}

/** Newest first, the builds that Playwright and Puppeteer keep in their own folders. */
function downloadedByOthers() {
  const caches = [
    [join(homedir(), '.cache', 'ms-playwright'), ['chrome-linux/chrome', 'chrome-linux64/chrome']],
    [join(homedir(), 'Library/Caches/ms-playwright'), ['chrome-mac/Chromium.app/Contents/MacOS/Chromium']],
    [join(homedir(), 'AppData/Local/ms-playwright'), ['chrome-win/chrome.exe', 'chrome-win64/chrome.exe']],
    [join(homedir(), '.cache/puppeteer/chrome'), ['chrome-linux64/chrome', 'chrome-win64/chrome.exe']],
  ];
  const found = [];
  for (const [cache, inside] of caches) {
    if (!existsSync(cache)) continue;
    for (const build of readdirSync(cache).sort().reverse())
      found.push(...inside.map((path) => join(cache, build, path)));
  }
  return found;
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Google Chrome for Testing'];
    const folders = ['/Applications', join(homedir(), 'Applications')];
    return folders.flatMap((folder) => names.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`));
  }
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const inside = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe'];
    return folders.filter(Boolean).flatMap((folder) => inside.map((path) => join(folder, path)));
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
  return (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
}

function unpackTar(archive, folder) {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-C', folder], { input: brotliDecompressSync(readFileSync(archive)) });
}

/** Fetches the package into `folder` and checks that it is the one named above. */
function download(folder) {
  const name = `${bundled.name}@${bundled.version}`;
  const place = relative(root, join(folder, '..', '..'));
  console.log(`No Chrome or Chromium found: downloading ${name} from npm, ${bundled.size}, into ${place}.`);
  const script = fileURLToPath(new URL('download.mjs', import.meta.url));
  execFileSync(process.execPath, [script, name, folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  const archive = join(
    folder,
    readdirSync(folder).find((file) => file.endsWith('.tgz')),
  );
  const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (`sha512-${digest}` !== bundled.integrity)
    throw new Error(`${bundled.name} ${bundled.version} is not the package that was tried.`);
  execFileSync('tar', ['-x', '-z', '-f', archive, '-C', folder]);
  return join(folder, 'package', 'bin');
}

/** Path of the start script of the browser from npm, unpacked on first use. */
function unpackBundled() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome or Chromium was found. Install one, or name it in CHROME_PATH.');
  }
  const cache = join(root, 'node_modules', '.cache');
  const home = join(cache, `chromium-${bundled.version}-bare`);
  const start = join(home, 'start.sh');
  if (existsSync(start)) return start;

  // Everything happens in a folder of another name, so that a broken attempt is never taken for a browser.
  const attempt = `${home}.${process.pid}`;
  mkdirSync(join(attempt, 'download'), { recursive: true });
  const archives = download(join(attempt, 'download'));
  const executable = join(attempt, 'chromium');
  writeFileSync(executable, brotliDecompressSync(readFileSync(join(archives, 'chromium.br'))), { mode: 0o755 });
  unpackTar(join(archives, 'swiftshader.tar.br'), attempt);
  // Its NSS libraries serve only where the system has none: mixed with the system's they do not load.
  const withoutOwn = starts(executable);
  if (!withoutOwn) unpackTar(join(archives, 'al2023.tar.br'), join(attempt, 'nss'));
  const libraries = withoutOwn
    ? []
    : [`export LD_LIBRARY_PATH="${join(home, 'nss', 'lib')}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`];
  const lines = ['#!/bin/sh', ...libraries, `exec "${join(home, 'chromium')}" "$@"`, ''];
  writeFileSync(join(attempt, 'start.sh'), lines.join('\n'), { mode: 0o755 });
  rmSync(join(attempt, 'download'), { recursive: true });
  rmSync(home, { recursive: true, force: true });
  renameSync(attempt, home);
  if (!starts(start)) {
    rmSync(home, { recursive: true });
    throw new Error('The browser from npm does not start here. Install Chrome or Chromium, or name it in CHROME_PATH.');
  }
  return start;
}

let found;

/**
 * The test browser, as what starts browsers takes it, with the same fonts on every machine. `ATTN_BROWSER=npm` passes over
 * the installed ones.
 * @returns {{executablePath: string, args: string[], env: Record<string, string | undefined>}}
 */
export function findBrowser() {
  found ??= search();
  return found;
}

function search() {
  const installed = () => [...usualPlaces(), ...downloadedByOthers()].find((path) => existsSync(path) && starts(path));
  const named = fromEnvironment();
  const executablePath =
    named ?? (process.env.ATTN_BROWSER === 'npm' ? unpackBundled() : (installed() ?? unpackBundled()));
  // The sandbox cannot be had by root, nor with the bundled build, which comes without its helper.
  const unsafe = process.getuid?.() === 0 || executablePath.endsWith('start.sh');
  return { executablePath, args: unsafe ? [...flags, '--no-sandbox'] : flags, env: environmentWithFonts() };
}
