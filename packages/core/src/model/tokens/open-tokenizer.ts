import { isMissing, type ModelFolder } from '../weights/model-folder.js';
import { ModelTokenizer } from './tokenizer.js';
import { LONGEST_TOKENIZER, readTokenizerFile } from './tokenizer-file.js';
import { readWordList } from './word-list.js';

const files = ['tokenizer.json', 'vocab.json', 'vocab.txt'] as const;

/**
 * The tokenizer of a folder: `tokenizer.json`, or a list of words, `vocab.json` or `vocab.txt`.
 * @throws {AttnError} of a folder that has none what was said of `tokenizer.json`; `damaged`, `unsupported`, and what keeps it from
 * being read
 */
export async function openTokenizer(folder: ModelFolder, signal?: AbortSignal): Promise<ModelTokenizer> {
  let missing: unknown;
  for (const name of files) {
    try {
      const bytes = await folder.read(name, LONGEST_TOKENIZER, signal);
      const url = folder.address(name);
      const file = name === 'tokenizer.json' ? readTokenizerFile(bytes, url) : readWordList(bytes, url, name);
      return await ModelTokenizer.open(file, url);
    } catch (error) {
      if (!isMissing(error)) throw error;
      missing ??= error;
    }
  }
  throw missing;
}
