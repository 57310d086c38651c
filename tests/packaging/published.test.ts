import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, it } from 'vitest';
import { elementTags, readManifest, root } from '../../scripts/bootstrap.mjs';
import { command, published } from './packages.js';

describe('what is published', () => {
  const tarballs = inject('tarballs');
  const names = published.map((folder) => readManifest(folder).name as string);
  const contents = (name: string) => command('tar', ['-tzf', tarballs[name]], root).trim().split('\n');
  const manifest = (name: string) =>
    JSON.parse(command('tar', ['-xzOf', tarballs[name], 'package/package.json'], root));

  it.each(published)('%s has nothing that publint objects to', async (folder) => {
    const { buffer: tarball } = new Uint8Array(readFileSync(tarballs[readManifest(folder).name]));
    const { messages, pkg } = await publint({ strict: true, pack: { tarball } });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it.each(names)('%s has types that every resolver of ES modules finds', (name) => {
    // The manifest and package.json are JSON, which has no types.
    const excluded = ['--exclude-entrypoints', 'custom-elements.json', 'package.json'];
    // attw ends with an error, and so does this, when it finds a problem.
    const args = [tarballs[name], '--profile', 'esm-only', '--no-emoji', '--no-color', ...excluded];
    expect(command('attw', args, join(root, 'tests'))).toContain(name);
  });

  it.each(names)('%s holds no sources, tests, source maps or workspace protocol', (name) => {
    const files = contents(name);
    expect(files).toContain('package/LICENSE');
    expect(files.filter((file) => /\/src\/|\/test\/|\.map$|(?<!\.d)\.ts$|tsconfig/.test(file))).toEqual([]);
    expect(JSON.stringify(manifest(name).dependencies)).not.toMatch(/workspace:|catalog:|file:/);
  });

  it.each(published)('%s says where it comes from, and links to nothing that only lies beside it here', (folder) => {
    const { name, repository, homepage, bugs, author, keywords } = manifest(readManifest(folder).name);
    expect(repository).toMatchObject({ type: 'git', directory: folder });
    const address = repository.url.replace(/^git\+(.+)\.git$/, '$1');
    expect([homepage, bugs]).toEqual([`${address}/tree/main/${folder}#readme`, `${address}/issues`]);
    expect([author, keywords.includes('attention')]).toEqual(['The attn-elements authors', true]);
    for (const file of contents(name).filter((path) => path.endsWith('.md'))) {
      const links = command('tar', ['-xzOf', tarballs[name], file], root).match(/\]\((?!https:|#)[^)]*/g) ?? [];
      expect(links, file).toEqual([]);
    }
  });

  // A word of each library that stands in its code, whatever a bundler does to its names.
  const libraries = { 'lit-html': 'litHtmlVersions', '@lit/reactive-element': 'reactiveElementVersions' };

  it.each([...elementTags(), 'attn-elements'])('%s carries the licences of what is in its CDN files', (tag) => {
    const cdn = join(root, 'packages', tag, 'cdn');
    const scripts = readdirSync(cdn).filter((file) => file.endsWith('.js'));
    const notices = readFileSync(join(cdn, 'NOTICES.txt'), 'utf8');
    const texts = scripts.map((file) => readFileSync(join(cdn, file), 'utf8'));
    for (const text of texts) expect(text).toMatch(/^(\/\/# \w+\n)?\/\*! MIT, see NOTICES\.txt \*\/\n/);
    for (const [library, word] of Object.entries(libraries)) {
      expect(texts.some((text) => text.includes(word))).toBe(true);
      expect(notices).toMatch(new RegExp(`^${library} [\\d.]+, BSD-3-Clause$`, 'm'));
    }
    for (const line of ['Copyright (c) 2017 Google LLC. All rights reserved.', 'by Fabio Crameri']) {
      expect(notices).toContain(line);
    }
    const trains = scripts.includes('trainer-worker.js');
    expect(/^@tensorflow\/tfjs-core [\d.]+, Apache-2\.0$/m.test(notices)).toBe(trains);
    expect(notices).toContain('Apache License');
    expect(contents(readManifest(join('packages', tag)).name)).toContain('package/cdn/NOTICES.txt');
  });

  it.each(elementTags())('%s carries its manifest, its README and its CDN files', (tag) => {
    const files = contents(`@attn-elements/${tag}`);
    const built = readdirSync(join(root, 'packages', tag, 'cdn')).map((file) => `cdn/${file}`);
    expect(built).toContain(`cdn/${tag}.js`);
    for (const file of ['README.md', 'custom-elements.json', ...built]) expect(files).toContain(`package/${file}`);
  });
});
