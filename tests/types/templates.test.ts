import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** Output of a checker for a folder, whatever status it ends with. */
async function output(tool: string, ...options: string[]): Promise<string> {
  const run = promisify(execFile);
  const file = join(import.meta.dirname, 'node_modules/.bin', tool);
  const { stdout } = await run(file, options, { cwd: import.meta.dirname }).catch((error) => error);
  return stdout;
}

/** Errors of lines that must not compile, by a word of their sentence. */
const expected = (first: number) =>
  ['cubic', 'string \\| number', 'sauce', 'queryToken'].map((word, at) =>
    expect.stringMatching(new RegExp(`Wrong\\.\\w+\\W+${first + at}\\D.*${word}`)),
  );

describe('templates know the tags, their attributes, properties and events', () => {
  it('of Vue, under strictTemplates', async () => {
    const text = await output('vue-tsc', '--pretty', 'false', '-p', 'vue');
    expect(text.split('\n').filter((line) => /error TS/.test(line))).toEqual(expected(2));
  });

  it('of Svelte', async () => {
    const options = ['--tsconfig', './tsconfig.json', '--output', 'machine', '--threshold', 'error'];
    const text = await output('svelte-check', '--workspace', 'svelte', ...options);
    expect(text.split('\n').filter((line) => / ERROR /.test(line))).toEqual(expected(5));
  });
});
