/**
 * `npm test`: installs, finds a browser, builds, runs every check and test of every package through turbo, and ends with
 * one line, `N passed, N failed[, N skipped]`. Arguments go to turbo: `npm test -- --force`. `npm run check`,
 * `npm run test:long` and `npm run test:recipes` are the same with other tasks.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, packageFolders, readManifest, root, turbo } from './bootstrap.mjs';
import { addCounts, closingLine, forgetCounts, noCounts, readCounts } from './testing/counts.mjs';
import { Progress } from './testing/progress.mjs';

const withoutBrowser = ['lint', 'format:check', 'unused', 'typecheck', 'test:unit', 'test:checks'];

/**
 * Every task that leaves counts, by the name of the command. A package takes part in those that its package.json has a script
 * for. Minutes are for everything: a test that never ends must not take the others' counts with it.
 */
const commands = {
  all: {
    tasks: [
      ...withoutBrowser,
      'test:training',
      'test:models',
      'test:element',
      'test:packaging',
      'test:pages',
      'test:reference',
      'test:stories',
    ],
    build: ['build'],
    minutes: 60,
  },
  check: { tasks: withoutBrowser, build: [], minutes: 20 },
  long: { tasks: ['test:long'], build: [], minutes: 60 },
  recipes: { tasks: ['test:recipes'], build: ['build'], minutes: 120 },
};
const browserTasks = /^test:(element|packaging|pages|recipes|reference|stories)$/;

const given = process.argv.slice(2);
const command = commands[given[0]] ? given.shift() : 'all';
const { tasks: counted, build, minutes } = commands[command];

await install();
// Loaded now, since what they import was installed just now.
const { findBrowser } = await import('./browser.mjs');
const { dataFolders, dataFingerprint } = await import('./testing/data-folders.mjs');

const { tasks } = JSON.parse(readFileSync(join(root, 'turbo.json'), 'utf8'));
const runs = ['.', ...packageFolders()].flatMap((folder) => {
  const { scripts = {} } = readManifest(folder);
  // The root's scripts are commands for people; turbo runs those that turbo.json names.
  const takesPart = (task) => task in scripts && (folder !== '.' || `//#${task}` in tasks);
  const name = folder === '.' ? 'root' : readManifest(folder).name.replace(/^.*\//, '');
  return counted.filter(takesPart).map((task) => ({ name, folder: join(root, folder), task }));
});
for (const { folder, task } of runs) forgetCounts(folder, task);

for (const [name, folder] of Object.entries(dataFolders)) {
  const what = name === 'ATTN_DATA_DIR' ? 'are skipped' : 'fail';
  if (!existsSync(folder)) console.log(`${name}: ${folder} is not there, the tests that read it ${what}.`);
}
let browser = {};
if (counted.some((task) => browserTasks.test(task))) {
  try {
    browser = { CHROME_PATH: findBrowser().executablePath };
    console.log(`Browser: ${browser.CHROME_PATH}`);
  } catch (error) {
    console.error(error.message);
  }
}
// Two tasks at a time: each browser draws on the processor.
const options = ['--continue=dependencies-successful', '--concurrency=2', ...given];
const environment = { ...browser, ...dataFolders, ATTN_DATA_FINGERPRINT: dataFingerprint() };
const progress = new Progress(runs);
const status = await turbo([...build, ...counted, ...options], environment, minutes, (line) => progress.take(line));
progress.end(status === 0);

const total = noCounts();
console.log('');
for (const { name, folder, task } of runs) {
  const counts = readCounts(folder, task);
  console.log(`${name} ${task}: ${counts.missing ? 'did not run to its end' : closingLine(counts)}`);
  for (const line of counts.faults) console.log(`  ${line}`);
  addCounts(total, counts);
}
if (status !== 0 && total.failed === 0) {
  console.log('turbo ended with an error that no runner counted.');
  total.failed += 1;
}
console.log(closingLine(total));
process.exit(total.failed > 0 ? 1 : 0);
