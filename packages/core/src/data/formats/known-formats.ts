import { AttnError } from '../../errors.js';
import { lazy } from '../../lazy.js';
import { register, registered } from '../../registry.js';
import type { Format } from './format.js';
import { readJson } from './json.js';
import { magic } from './magic.js';

const readers = () => lazy(() => import('./readers.js'));

const builtIn: readonly Format[] = [
  { name: 'npy', magic: magic.npy, extensions: ['npy'], load: async () => (await readers()).npy },
  { name: 'npz', magic: magic.npz, extensions: ['npz'], load: async () => (await readers()).npz },
  {
    name: 'safetensors',
    magic: magic.safetensors,
    extensions: ['safetensors'],
    load: async () => (await readers()).safetensors,
  },
  { name: 'JSON', magic: magic.JSON, load: async () => readJson },
  {
    name: 'CSV',
    magic: magic.CSV,
    extensions: ['csv', 'tsv'],
    load: async () => (await lazy(() => import('./csv.js'))).readCsv,
  },
];

/** The formats that are read: those that were registered, the newest first, and core's own. */
export function knownFormats(): readonly Format[] {
  const added = [...registered<Format>('formats').values()].reverse();
  return [...added, ...builtIn.filter(({ name }) => !added.some((other) => other.name === name))];
}

/**
 * Adds a file format, for all elements of a page. Those that have failed for a file of it try again. A format of the same name
 * is replaced, and stands before core's own where both know a file.
 * @throws {AttnError} `bad-option` where it has neither `magic` nor `extensions`
 */
export function registerFormat(format: Format): void {
  if (!format.magic && !format.extensions?.length) {
    throw new AttnError('bad-option', {
      name: 'format',
      value: format.name,
      what: 'magic or extensions tell its files',
    });
  }
  register('formats', format.name, format);
}

const hasEnding = ({ extensions = [] }: Format, path: string) =>
  extensions.some((extension) => path.toLowerCase().endsWith(`.${extension.toLowerCase()}`));

/** The format of a file that begins so, or that no beginning tells and is named so; undefined where it is none. */
export function formatOf(start: string, path: string): Format | undefined {
  const formats = knownFormats();
  return (
    formats.find((format) => format.magic?.test(start)) ?? formats.find((one) => !one.magic && hasEnding(one, path))
  );
}

/** Begins to load what will read a file, where its name already tells: at the same time as the file itself. */
export function expectFormat(path: string): void {
  // A part that is missing is told of where it is needed.
  knownFormats()
    .find((format) => hasEnding(format, path))
    ?.load()
    .catch(() => {});
}

/** A file of no format that is read. */
export function unknownFormat(url: string): AttnError {
  return new AttnError('unknown-format', {
    url,
    formats: knownFormats()
      .map(({ name }) => name)
      .join(', '),
  });
}
