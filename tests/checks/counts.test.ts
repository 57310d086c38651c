import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addCounts,
  closingLine,
  countsFile,
  fault,
  forgetCounts,
  noCounts,
  readCounts,
  writeCounts,
} from '../../scripts/testing/counts.mjs';

describe('counts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'counts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('come back as they were written', () => {
    writeCounts(folder, 'test:unit', { passed: 3, failed: 1, skipped: 2, faults: ['a: b'] });
    const counts = { passed: 3, failed: 1, skipped: 2, faults: ['a: b'] };
    expect(readCounts(folder, 'test:unit')).toEqual({ ...counts, missing: false });
    const total = noCounts();
    addCounts(total, counts);
    addCounts(total, counts);
    expect(total).toEqual({ passed: 6, failed: 2, skipped: 4, faults: ['a: b', 'a: b'] });
  });

  it('that a runner never wrote are one failure, also after an earlier run', () => {
    writeCounts(folder, 'test:unit', { passed: 3, failed: 0, skipped: 0 });
    forgetCounts(folder, 'test:unit');
    expect(readCounts(folder, 'test:unit')).toEqual({ passed: 0, failed: 1, skipped: 0, faults: [], missing: true });
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

  it('name what failed in a line', () => {
    expect(fault(['a.test.ts', '', 'suite', 'name'], '\u001b[31mexpected 1\nto be 2')).toBe(
      'a.test.ts › suite › name: expected 1',
    );
    expect(fault(['a.test.ts'], undefined)).toBe('a.test.ts: no message');
  });

  it('close a run with one line', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
  });
});
