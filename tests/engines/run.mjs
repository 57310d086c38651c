/** `test:reference`: every engine held to every case of the reference, in Node and in the browser, as one task. */
import { spawnSync } from 'node:child_process';
import {
  addCounts,
  closingLine,
  forgetCounts,
  noCounts,
  readCounts,
  writeCounts,
} from '../../scripts/testing/counts.mjs';

const task = 'test:reference';
const parts = [
  ['test:reference-node', 'vitest', ['run', '--config', 'engines/vitest.config.ts']],
  ['test:reference-browser', 'wtr', ['--config', 'engines/web-test-runner.config.mjs']],
];
const folder = process.cwd();
const total = noCounts();
let status = 0;
forgetCounts(folder, task);
for (const [part, command, args] of parts) {
  forgetCounts(folder, part);
  status = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status || status;
  // A part that died leaves none, which counts as one failure.
  addCounts(total, readCounts(folder, part));
}
if (status !== 0 && total.failed === 0) total.failed += 1;
writeCounts(folder, task, total);
console.log(`${task}: ${closingLine(total)}`);
process.exit(total.failed > 0 ? 1 : 0);
