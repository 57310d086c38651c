/**
 * `npm run bench`: installs the bench's peers too, builds the elements, and measures everybody in one browser run.
 * `npm run bench:ops` does the same for the attention operations, `npm run bench:plots` for `<pe-plot>`,
 * `npm run bench:links` for `<attn-links>`, `npm run bench:training` for `<attn-trainer>`, `npm run bench:tasks` for what holds a page’s thread, `npm run bench:models` for models. Arguments are
 * passed on:
 * `npm run bench -- --only paint --sizes 64,1024 --contenders ours,floor-webgl --repeats 3`.
 */
import { install, run, turbo } from './bootstrap.mjs';

await install({ withBench: true });
const built = await turbo(['build', '--filter=./packages/*', '--output-logs=errors-only']);
process.exit(built || (await run(process.execPath, ['tests/bench/run/main.mjs', ...process.argv.slice(2)])));
