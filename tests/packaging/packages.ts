import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolders, readManifest, root } from '../../scripts/bootstrap.mjs';

const shell = process.platform === 'win32';

/** Folders of what is published. */
export const published = packageFolders().filter((folder) => folder.startsWith('packages'));

/** Runs a command to its end and gives what it printed; a failure carries both. */
export function command(name: string, args: string[], cwd: string): string {
  const env = {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
  };
  const { status, stdout, stderr } = spawnSync(name, args, { cwd, shell, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  return stdout;
}

/** Packs every package into a folder as it would be published. Gives the tarball of each, by package name. */
export function packAll(folder: string): Record<string, string> {
  const pnpm = ['--yes', readManifest('.').packageManager, '--recursive', '--filter', './packages/*'];
  command('npx', [...pnpm, 'pack', '--pack-destination', folder], root);
  const files = readdirSync(folder);
  const tarballs: Record<string, string> = {};
  for (const { name, version } of published.map(readManifest)) {
    const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
    if (!files.includes(file)) throw new Error(`pnpm packed no ${file}`);
    tarballs[name] = join(folder, file);
  }
  return tarballs;
}
