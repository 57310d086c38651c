/**
 * Compiles what the build of a package does not: its tests, and once more, without the DOM, the parts that promise to do
 * without. Each `tsconfig.*.json` counts as one check, and so does `tsconfig.json` where it builds nothing.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fault, forgetCounts, noCounts, writeCounts } from './counts.mjs';

const task = 'typecheck';
forgetCounts(process.cwd(), task);
const builds = (file) => readFileSync(file, 'utf8').includes('"outDir"');
const configs = readdirSync('.').filter((name) => /^tsconfig(\..+)?\.json$/.test(name) && !builds(name));
const counts = noCounts();
for (const config of configs) {
  const { status } = spawnSync('tsc', ['-p', config], { stdio: 'inherit', shell: process.platform === 'win32' });
  console.log(`${config}: ${status === 0 ? 'compiles' : 'does not compile'}`);
  counts[status === 0 ? 'passed' : 'failed'] += 1;
  if (status !== 0) counts.faults.push(fault([config], 'does not compile'));
}
writeCounts(process.cwd(), task, counts);
process.exit(counts.failed > 0 || configs.length === 0 ? 1 : 0);
