import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { packageFolders, readManifest, root } from '../../scripts/bootstrap.mjs';

type Entry = { node?: string; default?: string } | string;

const script = `
  import { pathToFileURL } from 'node:url';
  for (const name of ['document', 'window', 'HTMLElement']) if (name in globalThis) throw new Error(name);
  const module = await import(pathToFileURL(process.argv[1]).href);
  process.stdout.write(JSON.stringify(Object.keys(module).sort()));
`;

/** Names that a built module exports, from a Node that has no DOM. */
async function exportedNames(file: string): Promise<string[]> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    script,
    file,
  ]);
  expect(stderr, file).toBe('');
  return JSON.parse(stdout);
}

/** Exports of a package: names by entry point, null for one that is no module for Node. */
async function entryPoints(folder: string) {
  const points: Record<string, string[] | null> = {};
  for (const [key, entry] of Object.entries(readManifest(folder).exports as Record<string, Entry>)) {
    // CDN files carry Lit as browsers get it, types of frameworks are nothing at run time: neither is for Node.
    const isModule = typeof entry === 'object' && entry.default !== undefined && key !== './cdn';
    points[key] = isModule ? await exportedNames(join(root, folder, entry.node ?? entry.default!)) : null;
  }
  return points;
}

const folders = packageFolders().filter((folder) => folder.startsWith('packages'));

// Exports of a package are a promise: a change is one for its users and wants a changeset. `npm run pin-exports`.
describe('entry points import without a DOM and export what is pinned', () => {
  it.each(folders)('%s', async (folder) => {
    const text = `${JSON.stringify(await entryPoints(folder), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`exports/${folder.split(/[\\/]/).at(-1)}.json`);
  });
});
