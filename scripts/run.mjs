/** `node scripts/run.mjs build typecheck`: installs, then runs these turbo tasks in every package. */
import { install, turbo } from './bootstrap.mjs';

await install();
process.exit(await turbo(process.argv.slice(2)));
