/**
 * Counts that every runner leaves behind: how many of its tests passed, failed and were skipped, and which failed with what, as
 * `test-results/<task>.json` in the folder of its package. turbo keeps the file with the task, so a cached run counts too.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Where a package's task leaves its counts. Tasks are named like `test:unit`; a colon is no letter for a file name. */
export function countsFile(folder, task) {
  return join(folder, 'test-results', `${task.replaceAll(':', '-')}.json`);
}

/** Takes away the counts of an earlier run, so that a runner that dies leaves none. */
export function forgetCounts(folder, task) {
  rmSync(countsFile(folder, task), { force: true });
}

/** The counts of a run in which nothing has happened yet. `faults` holds a line for each failure whose name is known. */
export const noCounts = () => ({ passed: 0, failed: 0, skipped: 0, faults: [] });

/**
 * A line that names what failed.
 * @param {(string | undefined)[]} path file, suites and name of a test
 * @param {unknown} message
 */
export function fault(path, message) {
  const [first = 'no message'] = stripVTControlCharacters(String(message ?? '').trim() || 'no message').split('\n');
  return `${path.filter(Boolean).join(' › ')}: ${first}`;
}

/**
 * @param {string} folder
 * @param {string} task
 * @param {{passed: number, failed: number, skipped: number, faults?: string[]}} counts
 */
export function writeCounts(folder, task, { passed, failed, skipped, faults = [] }) {
  const file = countsFile(folder, task);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ passed, failed, skipped, faults })}\n`);
}

/**
 * The counts of a task that ran; one failure where it left none, or found nothing to run.
 * @returns {{passed: number, failed: number, skipped: number, faults: string[], missing: boolean}}
 */
export function readCounts(folder, task) {
  try {
    const { passed, failed, skipped, faults } = JSON.parse(readFileSync(countsFile(folder, task), 'utf8'));
    if (passed + failed + skipped > 0) return { passed, failed, skipped, faults, missing: false };
  } catch {
    // Not there, or cut off in the middle.
  }
  return { passed: 0, failed: 1, skipped: 0, faults: [], missing: true };
}

/** Adds the counts of a part to those of the whole. */
export function addCounts(total, part) {
  for (const key of ['passed', 'failed', 'skipped']) total[key] += part[key];
  total.faults.push(...part.faults);
}

/** The line that closes a run. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
