import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeCounts } from '../../scripts/testing/counts.mjs';
import { lineOf, Progress, spanOf } from '../../scripts/testing/progress.mjs';

describe('what is said while tasks run', () => {
  let folder: string;
  let said: string[];
  let progress: Progress;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'progress-'));
    said = [];
    const runs = ['test:unit', 'test:element'].map((task) => ({ name: 'core', folder, task }));
    progress = new Progress(runs, (line: string) => said.push(line.replace(/^\[.*?\] /, '')));
  });
  afterEach(() => {
    progress.end();
    rmSync(folder, { recursive: true });
  });

  it('names a task when it begins, and when it ends with its counts', () => {
    progress.take('@attn-elements/core:test:unit: cache miss, executing 0123456789abcdef');
    progress.take('@attn-elements/core:test:unit: all is well');
    expect(said).toEqual(['core test:unit …']);
    writeCounts(folder, 'test:unit', { passed: 12, failed: 0, skipped: 1 });
    progress.look();
    expect(said[1]).toBe('core test:unit: 12 passed, 0 failed, 1 skipped (0 s), 1 of 2 tasks done');
    progress.end();
    expect(said).toHaveLength(2);
  });

  it('says what a task said that failed, or that came to no end', () => {
    for (const task of ['test:unit', 'test:element']) {
      progress.take(`@attn-elements/core:${task}: cache miss, executing 0123456789abcdef`);
      progress.take(`@attn-elements/core:${task}: this went wrong in ${task}`);
      progress.take(`@attn-elements/core:${task}: as was to be expected`);
    }
    writeCounts(folder, 'test:unit', { passed: 12, failed: 1, skipped: 0 });
    progress.end();
    for (const task of ['test:unit', 'test:element']) expect(said.join('\n')).toContain(`this went wrong in ${task}`);
  });

  it('counts a task that did not have to run again', () => {
    progress.take('@attn-elements/core:test:unit: cache hit, replaying logs 0123456789abcdef');
    writeCounts(folder, 'test:unit', { passed: 3, failed: 0, skipped: 0 });
    progress.look();
    expect(said).toEqual(['core test:unit: 3 passed, 0 failed (as before), 1 of 2 tasks done']);
  });

  it('passes on what turbo says of no task', () => {
    progress.take(' WARNING  no output files found for task core#test:unit');
    progress.take('   • Packages in scope: core');
    progress.take('');
    expect(said).toEqual([' WARNING  no output files found for task core#test:unit']);
  });
});

it('lines of the root’s tasks are told from others', () => {
  expect(lineOf('//:lint: Found 0 warnings', ['lint'])).toEqual({
    name: 'root',
    task: 'lint',
    said: 'Found 0 warnings',
  });
  expect(lineOf('Tasks: 3 successful', ['lint'])).toBe(null);
});

it('times are for people', () => {
  expect([400, 40_000, 80_000].map(spanOf)).toEqual(['0 s', '40 s', '1 min 20 s']);
});
