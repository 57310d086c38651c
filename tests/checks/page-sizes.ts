import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { elementTags, root } from '../../scripts/bootstrap.mjs';
import { importsOf } from '../../scripts/import-rules.mjs';

/** A built CDN file. */
export interface CdnFile {
  /** Name without the hash: of `attn-heatmap.saving-CKKvJ05l.js`, `attn-heatmap.saving`. */
  readonly name: string;
  readonly text: string;
  /** Files that it imports at once, and where they are needed. */
  readonly statics: readonly string[];
  readonly lazies: readonly string[];
}

/** Files that a page loads until its figures stand: scripts it names, and lazy parts that its data and its readers need. */
export interface Page {
  readonly name: string;
  /** Package whose `cdn` it is served from. */
  readonly folder: string;
  /** Names of files, each with all that it imports at once. */
  readonly files: readonly string[];
}

const hashes = /-[\w-]{8}(?=\.js)/g;

/** Files that are asked for by their names, which have no hash. */
const entries = [...elementTags(), 'all', 'auto', 'one', 'trainer-worker', 'model-worker'].map((name) => `${name}.js`);

const fileName = (path: string) => path.replace(/^\.\//, '');

const known = new Map<string, ReadonlyMap<string, CdnFile>>();

/** The files of a package's `cdn` by their names. */
export function cdnFiles(folder: string): ReadonlyMap<string, CdnFile> {
  const files = known.get(folder) ?? readFiles(folder);
  known.set(folder, files);
  return files;
}

function readFiles(folder: string): ReadonlyMap<string, CdnFile> {
  const path = join(root, 'packages', folder, 'cdn');
  const read = (file: string): CdnFile => {
    const text = readFileSync(join(path, file), 'utf8');
    const imports = importsOf(text);
    const named = (isDynamic: boolean) =>
      imports.filter(({ dynamic }) => dynamic === isDynamic).map(({ specifier }) => fileName(specifier));
    const known = entries.includes(file) ? file : file.replace(hashes, '');
    return { name: known.replace(/\.js$/, ''), text, statics: named(false), lazies: named(true) };
  };
  const there = readdirSync(path);
  const files = new Map(there.filter((file) => entries.includes(file)).map((file) => [file, read(file)]));
  // Files that earlier builds left there, under another hash, are none of this one.
  for (const { statics, lazies } of files.values()) {
    for (const other of [...statics, ...lazies]) {
      if (!files.has(other) && there.includes(other)) files.set(other, read(other));
    }
  }
  return files;
}

/** Bytes of gzip of all files that a page loads, each once. The hashes in their names do not count: they compress as they like. */
export function pageSize({ name, folder, files }: Page): number {
  const all = cdnFiles(folder);
  const loaded = new Set([...all].filter(([, file]) => files.includes(file.name)).map(([path]) => path));
  const missing = files.filter((file) => ![...loaded].some((path) => all.get(path)!.name === file));
  if (missing.length > 0) throw new Error(`${name}: there is no file ${missing.join(', ')} in packages/${folder}/cdn`);
  for (const path of loaded) for (const other of all.get(path)!.statics) loaded.add(other);
  const bytes = Array.from(loaded, (path) => gzipSync(all.get(path)!.text.replace(hashes, ''), { level: 9 }).length);
  return bytes.reduce((sum, size) => sum + size, 0);
}

const together = 'attn-elements';
const tags = elementTags();
const recorded = ['attn-trainer', 'attn-trainer.figure', 'attn-trainer.recorded-show', 'attn-trainer.recorded-reverse'];
const learning = ['attn-trainer', 'attn-trainer.figure', 'trainer-worker', 'trainer-worker.tfjs'];

/** The pages that have budgets, in `page-sizes.json`. */
export const pages: readonly Page[] = [
  ...tags.map((tag) => ({ name: tag, folder: tag, files: [tag] })),
  { name: 'attn-trainer, with a recorded run', folder: 'attn-trainer', files: recorded },
  { name: 'attn-trainer, training', folder: 'attn-trainer', files: learning },
  {
    name: 'attn-model, running',
    folder: 'attn-model',
    files: [
      'attn-model',
      'attn-model.worker-connection',
      'model-worker',
      'model-worker.model',
      'model-worker.tokenizers',
    ],
  },
  { name: 'autoloader', folder: together, files: ['auto'] },
  { name: 'one file', folder: together, files: ['one'] },
  { name: 'attn-heatmap of all', folder: together, files: ['attn-heatmap'] },
  { name: 'two elements', folder: together, files: ['attn-heatmap', 'attn-links'] },
  { name: 'three elements', folder: together, files: ['attn-heatmap', 'attn-links', 'attn-text'] },
  { name: 'all elements', folder: together, files: tags },
  {
    name: 'all elements, of npz, in Chinese, with their menus',
    folder: together,
    files: [...tags, 'readers', 'zh-hans', 'saving'],
  },
];
