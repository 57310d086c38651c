/**
 * `npm run test:publish`: publishes every package to a registry on this machine, installs from it in an empty folder, and draws with
 * what came: in Node, and in a browser. Nothing leaves the machine; what the packages need of others comes through the same registry.
 * Ends with `N passed, N failed`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, packageFolders, pnpm, readManifest, root } from './bootstrap.mjs';
import { serve } from './serve.mjs';
import { closingLine } from './testing/counts.mjs';
import { buildPackages } from './testing/progress.mjs';

/** A registry that runs on Node 20. */
const REGISTRY = 'verdaccio@5.20.1';

const counts = { passed: 0, failed: 0, skipped: 0 };

async function check(name, act) {
  try {
    await act();
    counts.passed += 1;
    console.log(`✓ ${name}`);
  } catch (error) {
    counts.failed += 1;
    console.error(`✗ ${name}: ${error.message}`);
  }
}

function command(name, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(name, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0)
    throw new Error(`${name} ${args.slice(0, 3).join(' ')}: ${error?.message ?? `${stdout}\n${stderr}`}`);
  return stdout;
}

/** A port that nobody listens on. */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a registry whose packages are ours, and all others those of the registry that npm is set to. */
async function startRegistry(folder) {
  const port = await freePort();
  const upstream = command('npm', ['config', 'get', 'registry'], root).trim();
  const config = join(folder, 'registry.yaml');
  const ours = ['attn-elements', "'@attn-elements/*'"].map((name) => `  ${name}: { access: $all, publish: $all }`);
  writeFileSync(
    config,
    [
      `storage: ${join(folder, 'storage')}`,
      `uplinks: { upstream: { url: '${upstream}', maxage: 60m, timeout: 120s } }`,
      'packages:',
      ...ours,
      "  '**': { access: $all, proxy: upstream }",
      'max_body_size: 200mb',
      'log: { type: stdout, format: pretty, level: error }',
      '',
    ].join('\n'),
  );
  const server = spawn('npx', ['--yes', REGISTRY, '--config', config, '--listen', `127.0.0.1:${port}`], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; ; tries++) {
    const isUp = await fetch(`${url}-/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return { url, stop: () => process.kill(-server.pid) };
    if (tries > 600 || server.exitCode !== null) throw new Error('the registry does not answer');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

await install();
if ((await buildPackages()) !== 0) process.exit(1);
const { findBrowser } = await import('./browser.mjs');
const { chromium } = await import('@playwright/test');
const folder = mkdtempSync(join(tmpdir(), 'attn-publish-'));
const registry = await startRegistry(folder);
try {
  const npmrc = join(folder, '.npmrc');
  // npm asks for a login before it asks the registry whether it needs one.
  writeFileSync(npmrc, `registry=${registry.url}\n${registry.url.replace('http:', '')}:_authToken=none\n`);
  const packages = packageFolders().filter((one) => one.startsWith('packages'));

  const tarballs = join(folder, 'tarballs');
  mkdirSync(tarballs);
  await check('packs every package', async () => {
    const status = await pnpm(
      ['--recursive', '--filter', './packages/*', 'pack', '--pack-destination', tarballs],
      {},
      10,
      () => {},
    );
    if (status !== 0 || readdirSync(tarballs).length !== packages.length) throw new Error('some were not packed');
  });
  for (const tarball of readdirSync(tarballs)) {
    await check(`publishes ${tarball}`, () =>
      command(
        'npm',
        ['publish', join(tarballs, tarball), '--userconfig', npmrc, '--access', 'public', '--tag', 'latest'],
        folder,
      ),
    );
  }

  const page = join(folder, 'page');
  mkdirSync(page);
  writeFileSync(join(page, 'package.json'), '{"private": true, "type": "module"}');
  await check('installs what an author asks for', () => {
    command(
      'npm',
      ['install', 'attn-elements', '@attn-elements/render', '--userconfig', npmrc, '--no-audit', '--no-fund'],
      page,
    );
    for (const one of packages.map(readManifest)) {
      const manifest = JSON.parse(readFileSync(join(page, 'node_modules', one.name, 'package.json'), 'utf8'));
      if (manifest.version !== one.version) throw new Error(`${one.name} is ${manifest.version}`);
    }
  });
  writeFileSync(join(page, 'weights.json'), '{"attention": [[1, 0], [0.25, 0.75]], "tokens": ["one", "two"]}');
  await check('draws without a browser', () => {
    const svg = command('npx', ['attn-render', 'weights.json'], page);
    if (!svg.includes('>two</text>')) throw new Error('there is no figure');
  });
  await check('draws in a browser', async () => {
    writeFileSync(
      join(page, 'index.html'),
      `<!doctype html><title>Page</title><script type="module" src="node_modules/attn-elements/cdn/auto.js"></script>
        <attn-heatmap src="weights.json"></attn-heatmap>`,
    );
    const site = await serve({ mounts: { '/': join(page, '/') } });
    const { executablePath, args } = findBrowser();
    const browser = await chromium.launch({ executablePath, args });
    try {
      const tab = await browser.newPage();
      await tab.goto(`${site.url}/index.html`);
      await tab.locator('attn-heatmap [part~=canvas]').waitFor({ timeout: 120_000 });
    } finally {
      await browser.close();
      await site.close();
    }
  });
} finally {
  registry.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(closingLine(counts));
process.exit(counts.failed > 0 ? 1 : 0);
