/**
 * What every runner leaves behind: how many of its tests passed, failed and were skipped, as
 * `test-results/<task>.json` in the folder of its package. turbo keeps the file with the task, so a cached run counts too.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a package's task leaves its counts. Tasks are named like `test:unit`; a colon is no letter for a file name. */
export function countsFile(folder, task) {
  return join(folder, 'test-results', `${task.replaceAll(':', '-')}.json`);
}

/** Takes away the counts of an earlier run, so that a runner that dies leaves none. */
export function forgetCounts(folder, task) {
  rmSync(countsFile(folder, task), { force: true });
}

/**
 * @param {string} folder
 * @param {string} task
 * @param {{passed: number, failed: number, skipped: number}} counts
 */
export function writeCounts(folder, task, { passed, failed, skipped }) {
  const file = countsFile(folder, task);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ passed, failed, skipped })}\n`);
}

/**
 * The counts of a task that ran; one failure where it left none, or found nothing to run.
 * @returns {{passed: number, failed: number, skipped: number, missing: boolean}}
 */
export function readCounts(folder, task) {
  try {
    const { passed, failed, skipped } = JSON.parse(readFileSync(countsFile(folder, task), 'utf8'));
    if (passed + failed + skipped > 0) return { passed, failed, skipped, missing: false };
  } catch {
    // Not there, or cut off in the middle.
  }
  return { passed: 0, failed: 1, skipped: 0, missing: true };
}

/** The line that closes a run. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
