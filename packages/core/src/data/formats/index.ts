import { later } from '../../later.js';
import type { Reader } from './format.js';
import { readJson } from './json.js';
import type { FormatName } from './signs.js';

const binaryFormats = () => later(import('./formats.later.js'));

/** What reads a format. Rejects with `not-loaded`. */
export async function readerOf(format: FormatName): Promise<Reader> {
  return format === 'json' ? readJson : (await binaryFormats())[format];
}

/** Begins to load what will read a file, where its name already tells: at the same time as the file itself. */
export function expectFormat(path: string): void {
  // A part that is missing is told of where it is needed.
  if (/\.(np[yz]|safetensors)$/i.test(path)) binaryFormats().catch(() => {});
}
