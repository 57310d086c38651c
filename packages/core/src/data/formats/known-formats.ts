import { AttnError } from '../../errors.js';
import { lazy } from '../../lazy.js';
import { registered } from '../../registry.js';
import type { Format } from './format.js';
import { readJson } from './json.js';
import { magic } from './magic.js';
import { readNpyFile } from './npy.js';
import { readNpz } from './npz.js';
import { readSafetensors } from './safetensors.js';
import { decodeText } from './text.js';

const builtIn: readonly Format[] = [
  {
    name: 'gzip',
    magic: magic.gzip,
    extensions: ['gz'],
    load: async () => (await lazy(() => import('./gzip.js'))).readGzip,
  },
  { name: 'npy', magic: magic.npy, extensions: ['npy'], load: async () => readNpyFile },
  { name: 'npz', magic: magic.npz, extensions: ['npz'], load: async () => readNpz },
  { name: 'safetensors', magic: magic.safetensors, extensions: ['safetensors'], load: async () => readSafetensors },
  { name: 'JSON', magic: magic.JSON, load: async () => readJson },
  {
    name: 'CSV',
    magic: magic.CSV,
    extensions: ['csv', 'tsv'],
    load: async () => {
      const { readCsv } = await lazy(() => import('./csv.js'));
      return (bytes, context) => {
        const table = readCsv(decodeText(bytes, context), context);
        if (!table) throw unknownFormat(context.url);
        return table;
      };
    },
  },
];

/** The formats that are read: those that were registered, the newest first, and core's own. */
export function knownFormats(): readonly Format[] {
  const added = [...registered<Format>('formats').values()].reverse();
  return [...added, ...builtIn.filter(({ name }) => !added.some((other) => other.name === name))];
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
    formats: knownFormats().map(({ name }) => name),
  });
}
