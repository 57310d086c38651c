/**
 * `node scripts/download.mjs <name@version> <folder>`: has npm fetch the tarball of a package into a folder, and says how far it
 * is. npm itself says nothing where nobody reads it on a terminal.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SAY_EVERY = 5000;
const [name, folder] = process.argv.slice(2);
const shell = process.platform === 'win32';

/** Bytes of the files in a folder that were written to since a time. */
function bytesIn(place, since) {
  if (!existsSync(place)) return 0;
  let bytes = 0;
  for (const file of readdirSync(place)) {
    // npm takes a file away when it is complete.
    const stats = statSync(join(place, file), { throwIfNoEntry: false });
    if (stats?.isFile() && stats.mtimeMs >= since) bytes += stats.size;
  }
  return bytes;
}

// Where npm puts what is on its way.
const cache = execFileSync('npm', ['config', 'get', 'cache'], { shell, encoding: 'utf8' }).trim();
const start = Date.now();
const child = spawn('npm', ['pack', name, '--pack-destination', folder, '--silent'], {
  shell,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const timer = setInterval(() => {
  const bytes = Math.max(bytesIn(join(cache, '_cacache', 'tmp'), start), bytesIn(folder, start));
  console.log(`  ${name}: ${(bytes / 1e6).toFixed(0)} MB after ${Math.round((Date.now() - start) / 1000)} s`);
}, SAY_EVERY);
child.on('close', (status) => {
  clearInterval(timer);
  process.exitCode = status ?? 1;
});
