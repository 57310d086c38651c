import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { elementTags, root } from '../../scripts/bootstrap.mjs';

const config = (name: string) =>
  JSON.parse(readFileSync(join(root, 'packages', name, 'tsconfig.dom-free.json'), 'utf8'));

describe('parts that do without the DOM', () => {
  it('are all of core but tfjs and element', () => {
    const parts = ['src/tensor.ts', 'src/errors.ts', 'src/math', 'src/color', 'src/data', 'src/gl'];
    expect(config('core').include).toEqual(expect.arrayContaining(parts));
  });

  it.each(elementTags())('are the model of %s', (tag) => {
    expect(config(tag).include).toContain('src/model.ts');
  });

  it.each(['core', ...elementTags()])('would not compile in %s if they reached for it', (name) => {
    const { lib } = config(name).compilerOptions;
    const folder = mkdtempSync(join(tmpdir(), 'dom-free-'));
    try {
      writeFileSync(
        join(folder, 'fine.ts'),
        'export const answer = fetch("x"); export const canvas = new OffscreenCanvas(1, 1);',
      );
      writeFileSync(join(folder, 'wrong.ts'), 'export const root = document.documentElement;');
      const options = ['--noEmit', '--lib', lib.join(','), '--types', '', '--target', 'es2023', '--ignoreConfig'];
      const compile = (file: string) =>
        spawnSync('tsc', [...options, file], { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
      expect(compile('fine.ts').stdout).toBe('');
      expect(compile('wrong.ts').stdout).toContain("'document'");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
