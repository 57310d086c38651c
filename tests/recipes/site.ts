import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/bootstrap.mjs';
import { serve } from '../../scripts/serve.mjs';
import { command } from '../packaging/packages.js';
import { folder, type Recipe } from './recipe.js';

/** Weights of every recipe, [query, key], with a word each. */
const weights = {
  tokens: ['The', 'cat', 'sat', 'on', 'the', 'mat'],
  attention: Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: 6 }, (_, j) => (j <= i ? (j + 1) / (((i + 1) * (i + 2)) / 2) : 0)),
  ),
};

/** Folder of a small model, as its library saves it. */
const storyModel = join(root, 'stories/article/data/story-gpt2');

export interface Site {
  /** Address of the page. */
  readonly url: string;
  /** Ends its server, and keeps its files. */
  stop(): Promise<void>;
  /** Ends its server, and removes its files. */
  close(): Promise<void>;
}

const isThere = (name: string) => spawnSync('which', [name]).status === 0;

/** Commands that this machine lacks for a recipe; empty where it has all. */
export function missingFor({ needs = [], python }: Recipe): readonly string[] {
  return [...needs, ...(python ? ['python3'] : [])].filter((name) => !isThere(name));
}

/** Builds a recipe in a folder of its own, from tarballs as they would be published, and serves it. */
export async function build(name: string, recipe: Recipe, tarballs: Readonly<Record<string, string>>): Promise<Site> {
  const site = mkdtempSync(join(tmpdir(), `attn-${name}-`));
  const remove = () => rmSync(site, { recursive: true, force: true });
  try {
    make(name, recipe, site, tarballs);
    const output = join(site, recipe.output ?? '.', sep);
    const { base = '/', page, headers, isOfDisk } = recipe;
    const server = isOfDisk ? undefined : await serve({ mounts: { [base]: output }, headers });
    const url = server ? new URL(page, server.url + base) : pathToFileURL(join(output, page));
    const stop = async () => server?.close();
    const close = async () => {
      await stop();
      remove();
    };
    return { url: url.href, stop, close };
  } catch (error) {
    remove();
    throw error;
  }
}

function make(name: string, recipe: Recipe, site: string, tarballs: Readonly<Record<string, string>>): void {
  cpSync(join(folder, name, 'files'), site, { recursive: true });
  const { cdn, data, integration, model, packages, python } = recipe;
  if (integration) cpSync(join(root, 'integrations', integration), site, { recursive: true });
  if (cdn) cpSync(join(root, 'packages', cdn.of, 'cdn'), join(site, cdn.to), { recursive: true });
  if (data) {
    mkdirSync(dirname(join(site, data)), { recursive: true });
    writeFileSync(join(site, data), JSON.stringify(weights));
  }
  if (model) cpSync(storyModel, join(site, model), { recursive: true });
  if (packages || existsSync(join(site, 'package.json'))) installNode(site, packages ?? [], tarballs);
  if (python) {
    command('python3', ['-m', 'venv', '.venv'], site);
    command(join(site, '.venv/bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...python], site);
  }
  for (const [tool, ...options] of recipe.build) {
    const own = join(site, python ? '.venv/bin' : 'node_modules/.bin', tool);
    command(existsSync(own) ? own : tool, options, site);
  }
}

/** Installs what the site names, and ours with what they need, all from tarballs. */
function installNode(site: string, packages: readonly string[], tarballs: Readonly<Record<string, string>>): void {
  const path = join(site, 'package.json');
  const manifest = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { private: true, type: 'module' };
  const ours = Object.entries(tarballs).map(([name, file]) => [name, `file:${file}`] as const);
  const dependencies = {
    ...manifest.dependencies,
    ...Object.fromEntries(ours.filter(([name]) => packages.includes(name))),
  };
  writeFileSync(
    path,
    JSON.stringify({
      ...manifest,
      dependencies,
      overrides: Object.fromEntries(ours.filter(([name]) => !packages.includes(name))),
    }),
  );
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  command('npm', ['install', ...options], site);
}
