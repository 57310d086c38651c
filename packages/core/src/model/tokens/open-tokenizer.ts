import { isMissing, type ModelFolder } from '../weights/model-folder.js';
import { ModelTokenizer, type OnBusy } from './tokenizer.js';
import { LONGEST_TOKENIZER, readTokenizerFile } from './tokenizer-file.js';
import { readWordList } from './word-list.js';

const files = ['tokenizer.json', 'vocab.json', 'vocab.txt'] as const;

/**
 * The tokenizer of a folder: `tokenizer.json`, or a list of words, `vocab.json` or `vocab.txt`.
 * @param onBusy is told before and after it works with patterns of the file, of which a hostile one may never end
 * @throws {AttnError} of a folder that has none what was said of `tokenizer.json`; `damaged`, `unsupported`, and what keeps it from
 * being read
 */
export async function openTokenizer(
  folder: ModelFolder,
  signal?: AbortSignal,
  onBusy?: OnBusy,
): Promise<ModelTokenizer> {
  let missing: unknown;
  for (const name of files) {
    try {
      const bytes = await folder.read(name, LONGEST_TOKENIZER, signal);
      const url = folder.address(name);
      const file = name === 'tokenizer.json' ? readTokenizerFile(bytes, url) : readWordList(bytes, url, name);
      return await ModelTokenizer.open(file, url, onBusy);
    } catch (error) {
      if (!isMissing(error)) throw error;
      missing ??= error;
    }
  }
  throw missing;
}
