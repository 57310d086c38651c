import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';
import { waitsIn } from './waits.js';

const folders = [
  'packages/*/test/**/*.ts',
  'packages/*/stories/**/*.ts',
  'scripts/element-template/**/*.ts',
  'scripts/testing/page/**/*.ts',
  'stories/*.ts',
  'tests/**/*.ts',
];
/** Files in which all tests wait, and in which waits are looked for. The bench is no test: it measures time. */
const left = /^(scripts\/testing\/page\/each-test\.ts|tests\/checks\/waits(\.test)?\.ts|tests\/bench\/.*)$/;

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '-z', ...folders.map((one) => `:(glob)${one}`)],
  { cwd: root, encoding: 'utf8' },
)
  .split('\0')
  .filter((name) => name && !left.test(name) && existsSync(join(root, name)));

describe('tests wait for what they are after', () => {
  it('and never for a time', () => {
    expect(files.length).toBeGreaterThan(150);
    const found = files.flatMap((name) => waitsIn(readFileSync(join(root, name), 'utf8')).map((at) => `${name}:${at}`));
    expect(found, 'see scripts/testing/page/each-test.ts for until, tasks and settle').toEqual([]);
  });

  it.each([
    'await new Promise((resolve) => setTimeout(resolve, 50));',
    'setTimeout(() => {\n  loss.restoreContext();\n}, 100);',
    'const later = (time = 50) => new Promise((resolve) => setTimeout(resolve, time));',
    "setTimeout(() => say(')'), 20)",
    'setInterval(look, 10)',
    'await page.waitForTimeout(500);',
    'await aTimeout(10)',
    "import { setTimeout } from 'node:timers/promises';",
    'expect(performance.now() - start).to.be.below(100);',
  ])('which is found: %s', (text) => {
    expect(waitsIn(`const a = 1;\n${text}\n`)).toHaveLength(1);
  });

  it.each([
    'await new Promise((resolve) => setTimeout(resolve));',
    'setTimeout(() => run(a, b), 0)',
    "setTimeout(() => document.body.append(element, 'a, b'));",
    'this.timeout(120_000);',
    'vi.useFakeTimers();\nexpect(performance.now() - start).toBe(180);',
  ])('and what does not wait is not: %s', (text) => {
    expect(waitsIn(text)).toEqual([]);
  });
});
