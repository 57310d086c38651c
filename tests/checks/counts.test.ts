import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closingLine, countsFile, forgetCounts, readCounts, writeCounts } from '../../scripts/testing/counts.mjs';

describe('counts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'counts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('come back as they were written', () => {
    writeCounts(folder, 'test:unit', { passed: 3, failed: 1, skipped: 2 });
    expect(readCounts(folder, 'test:unit')).toEqual({ passed: 3, failed: 1, skipped: 2, missing: false });
  });

  it('that a runner never wrote are one failure, also after an earlier run', () => {
    writeCounts(folder, 'test:unit', { passed: 3, failed: 0, skipped: 0 });
    forgetCounts(folder, 'test:unit');
    expect(readCounts(folder, 'test:unit')).toEqual({ passed: 0, failed: 1, skipped: 0, missing: true });
  });

  it('that are half written are one failure', () => {
    writeCounts(folder, 'test:unit', { passed: 3, failed: 0, skipped: 0 });
    writeFileSync(countsFile(folder, 'test:unit'), '{"passed": 3');
    expect(readCounts(folder, 'test:unit')).toMatchObject({ failed: 1, missing: true });
  });

  it('of a run that found no tests are one failure', () => {
    writeCounts(folder, 'test:unit', { passed: 0, failed: 0, skipped: 0 });
    expect(readCounts(folder, 'test:unit')).toMatchObject({ failed: 1, missing: true });
  });

  it('close a run with one line', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
  });
});
