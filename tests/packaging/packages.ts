import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolders, readManifest, root } from '../../scripts/bootstrap.mjs';

const shell = process.platform === 'win32';

/** Folders of what is published. */
export const published = packageFolders().filter((folder) => folder.startsWith('packages'));

/** Runs a command to its end and gives what it printed; a failure carries both. */
export function command(name: string, args: string[], cwd: string): string {
  try {
    return execFileSync(name, args, { cwd, shell, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${name} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** Packs every package as it would be published. Gives the tarball of each, by package name. */
export function packAll(): { tarballs: Record<string, string>; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'attn-packed-'));
  const pnpm = ['--yes', readManifest('.').packageManager, '--recursive', '--filter', './packages/*'];
  command('npx', [...pnpm, 'pack', '--pack-destination', folder], root);
  const files = readdirSync(folder);
  const tarballs: Record<string, string> = {};
  for (const { name, version } of published.map(readManifest)) {
    const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
    if (!files.includes(file)) throw new Error(`pnpm packed no ${file}`);
    tarballs[name] = join(folder, file);
  }
  return { tarballs, remove: () => rmSync(folder, { recursive: true }) };
}
