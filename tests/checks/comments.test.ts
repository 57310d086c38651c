import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '-z', ':(glob)packages/*/src/**/*.ts'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\0')
  .filter((name) => name && existsSync(join(root, name)));

/** Doc comments that begin with "What", as in "What a reader points at": a line each. */
function riddlesIn(text: string): string[] {
  return Array.from(text.matchAll(/\/\*\*[\s*]*(What\b.*)/g), ({ index, 1: words }) => {
    const line = text.slice(0, index).split('\n').length;
    return `${line}: ${words}`;
  });
}

describe("doc comments begin with the field's term", () => {
  it('and not with "What"', () => {
    expect(files.length).toBeGreaterThan(500);
    const found = files.flatMap((name) =>
      riddlesIn(readFileSync(join(root, name), 'utf8')).map((at) => `${name}:${at}`),
    );
    expect(found, 'name the thing: "Hovered, pinned and focused cell."').toEqual([]);
  });

  it.each([
    ['/** What a reader points at. */', ['1: What a reader points at. */']],
    ['const a = 1;\n\n/**\n * What a run is to be.\n */', ['3: What a run is to be.']],
    ['  /** What\n   * it is called. */', ['1: What']],
    ['/** Cell that is pointed at. What a pointer passes over is not said. */', []],
    ['// What it is said to be.', []],
    ['/** Whatever is given. */', []],
  ])('%j', (text, found) => {
    expect(riddlesIn(text)).toEqual(found);
  });
});
