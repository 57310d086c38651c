import { parseJson, isObject } from '../../data/formats/json-text.js';
import { AttnError, reason } from '../../errors.js';
import type { ModelFolder } from './model-folder.js';

/** The index of weights that are in several files. */
export const INDEX_FILE = 'model.safetensors.index.json';

/** Bytes of an index: tensors of the largest models take a tenth of this. */
const LONGEST_INDEX = 2 ** 26;

/** Files of one model. */
const MOST_FILES = 1000;

/**
 * Names of tensors → the file beside the index that has each.
 * @throws {AttnError} as `ModelFolder.read`; `damaged`, also of a file that would lie elsewhere
 */
export async function readShardIndex(folder: ModelFolder, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const bytes = await folder.read(INDEX_FILE, LONGEST_INDEX, signal);
  const url = folder.address(INDEX_FILE);
  let parsed: unknown;
  try {
    parsed = parseJson(new TextDecoder().decode(bytes));
  } catch {}
  const places = isObject(parsed) ? parsed.weight_map : null;
  if (!isObject(places)) throw new AttnError('damaged', { url, ...reason`it has no weight_map` });
  const files = new Map<string, string>();
  for (const [name, file] of Object.entries(places)) {
    // Nothing is fetched that lies elsewhere.
    if (typeof file !== 'string' || !/^\w[\w.-]*\.safetensors$/.test(file)) {
      throw new AttnError('damaged', {
        url,
        ...reason`it says that ${name.slice(0, 80)} is in ${String(file).slice(0, 80)}, which is no file beside it`,
      });
    }
    files.set(name, file);
  }
  const count = new Set(files.values()).size;
  if (count === 0 || count > MOST_FILES) {
    throw new AttnError('damaged', { url, ...reason`it names ${count} files` });
  }
  return files;
}
