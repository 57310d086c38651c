import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementTags, readManifest, root } from '../../scripts/bootstrap.mjs';
import { command, packAll, published } from './packages.js';

describe('what is published', () => {
  let packed: ReturnType<typeof packAll>;
  beforeAll(() => {
    packed = packAll();
  });
  afterAll(() => packed.remove());

  const names = published.map((folder) => readManifest(folder).name as string);
  const contents = (name: string) => command('tar', ['-tzf', packed.tarballs[name]], root).trim().split('\n');
  const manifest = (name: string) =>
    JSON.parse(command('tar', ['-xzOf', packed.tarballs[name], 'package/package.json'], root));

  it.each(published)('%s has nothing that publint objects to', async (folder) => {
    const { messages, pkg } = await publint({ pkgDir: join(root, folder), strict: true, pack: 'npm' });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it.each(names)('%s has types that every resolver of ES modules finds', (name) => {
    // The manifest and package.json are JSON, which has no types.
    const excluded = ['--exclude-entrypoints', 'custom-elements.json', 'package.json'];
    // attw ends with an error, and so does this, when it finds a problem.
    const args = [packed.tarballs[name], '--profile', 'esm-only', '--no-emoji', '--no-color', ...excluded];
    expect(command('attw', args, join(root, 'tests'))).toContain(name);
  });

  it.each(names)('%s holds no sources, tests, source maps or workspace protocol', (name) => {
    const files = contents(name);
    expect(files).toContain('package/LICENSE');
    expect(files.filter((file) => /\/src\/|\/test\/|\.map$|(?<!\.d)\.ts$|tsconfig/.test(file))).toEqual([]);
    expect(JSON.stringify(manifest(name).dependencies)).not.toMatch(/workspace:|catalog:|file:/);
  });

  it.each(elementTags())('%s carries its manifest, its README and its CDN files', (tag) => {
    const files = contents(`@attn-elements/${tag}`);
    const built = readdirSync(join(root, 'packages', tag, 'cdn')).map((file) => `cdn/${file}`);
    expect(built).toContain(`cdn/${tag}.js`);
    for (const file of ['README.md', 'custom-elements.json', ...built]) expect(files).toContain(`package/${file}`);
  });
});
