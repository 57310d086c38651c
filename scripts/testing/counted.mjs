/** `counted.mjs <task> <command> [argument…]`: runs a command that only passes or fails, and counts it as one check. */
import { spawnSync } from 'node:child_process';
import { forgetCounts, writeCounts } from './counts.mjs';

const [task, command, ...args] = process.argv.slice(2);
forgetCounts(process.cwd(), task);
const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
if (error) console.error(error.message);
writeCounts(process.cwd(), task, { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });
process.exit(status ?? 1);
