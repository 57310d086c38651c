import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { elementTags, readManifest } from '../../scripts/bootstrap.mjs';
import { serve } from '../../scripts/serve.mjs';
import { withPage } from '../browser/page.js';
import { waitUntilReady, distinctColours } from '../browser/elements.js';
import { command, published } from './packages.js';

/** A page that draws its heatmap, and whose model learns beside it. */
async function drawsAndTrains(address: string): Promise<void> {
  await withPage(async (page, problems) => {
    await page.goto(address);
    await waitUntilReady(page);
    expect(await distinctColours(page.locator('attn-heatmap'))).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Train' }).click();
    await expect.poll(() => page.locator('attn-trainer').textContent()).toContain('trained');
    const progress = await page.locator('attn-trainer [part~=progress]').textContent();
    expect(progress).toMatch(/Step 20 of 20.* in the background/);
    expect(problems).toEqual([]);
  });
}

// A project of somebody else's: outside the workspace, with npm, from the tarballs that would be published.
describe('a project that installs the packages', () => {
  const project = mkdtempSync(join(tmpdir(), 'attn-consumer-'));

  beforeAll(() => {
    cpSync(fileURLToPath(new URL('consumer', import.meta.url)), project, { recursive: true });
    const dependencies = Object.fromEntries(
      Object.entries(inject('tarballs')).map(([name, file]) => [name, `file:${file}`]),
    );
    const { vite, typescript } = readManifest('.').devDependencies;
    // Who imports core/tfjs has installed its peer.
    const { '@tensorflow/tfjs-core': tfjs } = readManifest('packages/core').devDependencies;
    const devDependencies = { vite, typescript, '@tensorflow/tfjs-core': tfjs };
    const manifest = { private: true, type: 'module', dependencies, devDependencies };
    writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
    command(
      'npm',
      ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
      project,
    );
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it('has one Lit and one core', () => {
    const all = command('npm', ['ls', '--all', '--parseable'], project).trim().split('\n');
    for (const name of ['lit', '@attn-elements/core']) {
      expect(all.filter((path) => path.endsWith(`node_modules${sep}${name.replace('/', sep)}`))).toHaveLength(1);
    }
  });

  it('imports every entry point in Node, without a DOM', () => {
    const entries = published.flatMap((folder) => {
      const { name, exports } = readManifest(folder);
      // Types of a framework's tags have nothing to import.
      return Object.entries(exports)
        .filter(([key, entry]) => !/\.json$|^\.\/cdn/.test(key) && 'default' in Object(entry))
        .map(([key]) => name + key.slice(1));
    });
    const script = `for (const entry of ${JSON.stringify(entries)}) console.log(entry, Object.keys(await import(entry)).length);`;
    const lines = command(process.execPath, ['--input-type=module', '--eval', script], project).trim().split('\n');
    expect(lines).toHaveLength(entries.length);
  });

  it('finds every file of a CDN by the name of its package', () => {
    const files = elementTags().map((tag) => `@attn-elements/${tag}/cdn/${tag}.js`);
    const script = `for (const file of ${JSON.stringify(files)}) console.log(import.meta.resolve(file));`;
    const found = command(process.execPath, ['--input-type=module', '--eval', script], project).trim().split('\n');
    expect(found.map((address) => existsSync(fileURLToPath(address)))).toEqual(files.map(() => true));
  });

  it('trains a model in Node, and goes on from what it saved', () => {
    const script = `
      import { Trainer } from '@attn-elements/attn-trainer/trainer';
      const trainer = await Trainer.create({ task: 'reverse', length: 4, symbols: 4, width: 16, seed: 1 });
      await trainer.step(20);
      const other = await Trainer.open(await trainer.save('npz'));
      const [one, two] = [await trainer.step(5), await other.step(5)];
      const { attention } = await other.example('ABCD');
      console.log(JSON.stringify({ engine: trainer.engine, losses: [...trainer.history.losses], one, two, shape: attention[0].shape }));
      for (const each of [trainer, other]) each.dispose();`;
    const said = JSON.parse(command(process.execPath, ['--input-type=module', '--eval', script], project));
    expect(said).toMatchObject({ engine: 'wasm', one: { step: 25 }, shape: [1, 1, 4, 4] });
    expect(said.two).toEqual(said.one);
    expect(said.losses).toHaveLength(25);
    expect(said.losses[24]).toBeLessThan(said.losses[0]);
  });

  it('compiles against the types, without skipping the libraries', () => {
    const options = [
      '--strict',
      '--noEmit',
      '--target',
      'es2022',
      '--module',
      'esnext',
      '--lib',
      'es2023,dom,dom.iterable',
    ];
    command(
      'npx',
      ['tsc', ...options, '--moduleResolution', 'bundler', '--skipLibCheck', 'false', '--types', '', 'types.ts'],
      project,
    );
    const nodenext = [...options.with(5, 'nodenext'), '--moduleResolution', 'nodenext', '--types', ''];
    command('npx', ['tsc', ...nodenext, 'types.ts'], project);
    // TensorFlow.js brings types of WebGPU that do not compile beside those of TypeScript.
    command('npx', ['tsc', ...nodenext, '--skipLibCheck', 'trainer-types.ts'], project);
  });

  it('is built by Vite with one core, and its page draws, and trains in a worker', async () => {
    command('npx', ['vite', 'build', '--logLevel', 'warn'], project);
    // The page's own file, and the parts that it loads where they are needed.
    const scripts = readdirSync(join(project, 'dist', 'assets')).filter((name) => name.endsWith('.js'));
    const parts = ['zh-hans', 'colormap', 'csv', 'open-computed', 'readers', 'saving'];
    expect(scripts.map((name) => name.replace(/-.{8}\.js$/, '')).sort()).toEqual(
      expect.arrayContaining(['index', ...parts]),
    );
    // The page's own thread has one Lit, and one core, told by what it keeps for the whole page.
    const texts = scripts
      .filter((name) => !name.includes('worker'))
      .map((name) => readFileSync(join(project, 'dist', 'assets', name), 'utf8'));
    for (const mark of [
      'litHtmlVersions',
      'attn-elements.files.',
      'attn-elements.stage.v',
      'attn-elements.registry.',
    ]) {
      expect(texts.filter((text) => text.includes(mark)).length, mark).toBe(1);
    }
    const server = await serve({ mounts: { '/': join(project, 'dist') + sep } });
    try {
      await drawsAndTrains(`${server.url}/`);
    } finally {
      await server.close();
    }
  });

  it('is served by Vite while it is developed, its page draws, and trains in a worker', async () => {
    const script = `const { createServer } = await import('vite');
      const server = await createServer({ logLevel: 'warn', server: { port: 0, host: '127.0.0.1' } });
      await server.listen();
      console.log(server.resolvedUrls.local[0]);`;
    const server = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: project });
    let said = '';
    for (const output of [server.stdout, server.stderr]) output.on('data', (text) => (said += text));
    try {
      await expect.poll(() => said).toMatch(/http:\S+/);
      const [address] = /http:\S+/.exec(said)!;
      await drawsAndTrains(address);
      // Nothing but its address: no map that is not there, no module that is none.
      expect(said.trim()).toBe(address);
    } finally {
      server.kill();
    }
  });
});
