import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'vitest';
import { parseJson } from '../../src/data/formats/json-text.js';

const root = resolve(import.meta.dirname, '../../../..');

/** Where other people's files are; they are never part of this repository. */
export const dataFolder = resolve(process.env.ATTN_DATA_DIR ?? join(root, '../shared/data'));

/** Tests over files of the data folder; where it is absent one skipped test says so. */
export function describeWithData(name: string, folder: string, tests: (path: string) => void): void {
  const path = join(dataFolder, folder);
  if (existsSync(path)) describe(name, () => tests(path));
  else it.skip(`${name} (skipped: there is no ${path})`);
}

/** Paths of all files below a folder; none if it is absent. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }) as string[];
  return names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

export interface Manifest {
  readonly file: string;
  readonly [key: string]: unknown;
}

/** A manifest as Python's json writes it: NaN, which JSON does not know, is null. */
export function readManifest(folder: string): Manifest[] {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) return [];
  return parseJson(readFileSync(path, 'utf8')) as Manifest[];
}
