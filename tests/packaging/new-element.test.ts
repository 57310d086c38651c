import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManifest, root } from '../../scripts/bootstrap.mjs';
import { command } from './packages.js';

const tag = 'attn-probe';
const left = new Set(['.git', 'node_modules', '.turbo', 'dist', 'cdn', 'storybook-static', 'test-results', 'bench']);

// In a copy of the checkout, with the command that a contributor would type.
describe('npm run new-element', () => {
  const copy = mkdtempSync(join(tmpdir(), 'attn-copy-'));
  const pnpm = (...args: string[]) => command('npx', ['--yes', readManifest('.').packageManager, ...args], copy);
  const counts = (task: string) => {
    return JSON.parse(readFileSync(join(copy, 'packages', tag, 'test-results', `${task}.json`), 'utf8'));
  };

  beforeAll(() => {
    cpSync(root, copy, { recursive: true, filter: (path) => path === root || !left.has(basename(path)) });
    command(process.execPath, ['scripts/new-element.mjs', tag], copy);
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('stamps a package that builds, with its tables in the README', () => {
    const built = join(copy, 'packages', tag);
    expect(readFileSync(join(built, 'cdn', `${tag}.js`), 'utf8')).toContain(tag);
    expect(readFileSync(join(built, 'README.md'), 'utf8')).toMatch(/\| `src` \| `src` \|/);
    const text = readFileSync(join(built, 'src', `${tag}.ts`), 'utf8');
    expect(text).toContain('class AttnProbe');
    expect(text).not.toMatch(/attn-new|AttnNew|attn-heatmap/);
  });

  it('compiles, and passes its tests', () => {
    pnpm('exec', 'turbo', 'run', 'typecheck', 'test:unit', 'test:element', `--filter=@attn-elements/${tag}`);
    for (const task of ['typecheck', 'test-unit', 'test-element']) {
      expect(counts(task)).toMatchObject({ passed: expect.toSatisfy((n: number) => n > 0), failed: 0 });
    }
  });

  it('keeps the rules that all elements keep', () => {
    pnpm('exec', 'biome', 'format', `packages/${tag}`, 'stories');
    pnpm('exec', 'oxlint', '--deny-warnings', `packages/${tag}`);
    const only = ['import-rules', 'page-sizes', 'package-shape', 'dom-free', 'node-imports', '--testNamePattern', tag];
    command('npx', ['vitest', 'run', '--config', 'checks/vitest.config.ts', ...only], join(copy, 'tests'));
  });

  it('refuses a tag that exists, or is none of ours', () => {
    const stamp = (name: string) => () => command(process.execPath, ['scripts/new-element.mjs', name], copy);
    expect(stamp('attn-heatmap')).toThrow('exists already');
    expect(stamp('heatmap')).toThrow('no tag of ours');
  });
});
