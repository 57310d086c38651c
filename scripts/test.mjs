/**
 * `npm test`: installs, finds a browser, builds, runs every check and test of every package through turbo, and ends with
 * one line, `N passed, N failed[, N skipped]`. Arguments go to turbo: `npm test -- --force`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, packageFolders, readManifest, root, turbo } from './bootstrap.mjs';
import { addCounts, closingLine, forgetCounts, noCounts, readCounts } from './testing/counts.mjs';

/** Every task that leaves counts. A package takes part in those that its package.json has a script for. */
const counted = [
  'lint',
  'format:check',
  'unused',
  'typecheck',
  'test:unit',
  'test:element',
  'test:checks',
  'test:packaging',
  'test:pages',
  'test:reference',
  'test:stories',
];

/** Minutes for everything: a test that never ends must not take the others' counts with it. */
const limit = 40;

await install();
// Loaded now, since what they import was installed just now.
const { findBrowser } = await import('./browser.mjs');
const { dataFolders, dataFingerprint } = await import('./testing/data-folders.mjs');

const { tasks } = JSON.parse(readFileSync(join(root, 'turbo.json'), 'utf8'));
const runs = ['.', ...packageFolders()].flatMap((folder) => {
  const { scripts = {} } = readManifest(folder);
  // The root's scripts are commands for people; turbo runs those that turbo.json names.
  const takesPart = (task) => task in scripts && (folder !== '.' || `//#${task}` in tasks);
  return counted.filter(takesPart).map((task) => ({ folder, task }));
});
for (const { folder, task } of runs) forgetCounts(join(root, folder), task);

for (const [name, folder] of Object.entries(dataFolders)) {
  const what = name === 'ATTN_DATA_DIR' ? 'are skipped' : 'fail';
  if (!existsSync(folder)) console.log(`${name}: ${folder} is not there, the tests that read it ${what}.`);
}
let browser = {};
try {
  browser = { CHROME_PATH: findBrowser().executablePath };
  console.log(`Browser: ${browser.CHROME_PATH}`);
} catch (error) {
  console.error(error.message);
}
// Two tasks at a time: each browser draws on the processor, and timings suffer when many do.
const options = ['--continue=dependencies-successful', '--concurrency=2', ...process.argv.slice(2)];
const environment = { ...browser, ...dataFolders, ATTN_DATA_FINGERPRINT: dataFingerprint() };
const status = await turbo(['build', ...counted, ...options], environment, limit);

const total = noCounts();
console.log('');
for (const { folder, task } of runs) {
  const counts = readCounts(join(root, folder), task);
  console.log(
    `${folder === '.' ? 'root' : folder} ${task}: ${counts.missing ? 'did not run to its end' : closingLine(counts)}`,
  );
  for (const line of counts.faults) console.log(`  ${line}`);
  addCounts(total, counts);
}
if (status !== 0 && total.failed === 0) {
  console.log('turbo ended with an error that no runner counted.');
  total.failed += 1;
}
console.log(closingLine(total));
process.exit(total.failed > 0 ? 1 : 0);
