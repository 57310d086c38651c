/** The folders of test data that tests read: other people's files, the reference computed by PyTorch, and models with what PyTorch computes of them. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../bootstrap.mjs';

/** Absolute paths, from the environment or the places beside and in the checkout. The first may not exist. */
export const dataFolders = {
  ATTN_DATA_DIR: resolve(process.env.ATTN_DATA_DIR ?? join(root, '..', 'shared', 'data')),
  ATTN_REFERENCE_DIR: resolve(process.env.ATTN_REFERENCE_DIR ?? join(root, 'tests', 'reference')),
  ATTN_MODELS_DIR: resolve(process.env.ATTN_MODELS_DIR ?? join(root, 'tests', 'models', 'reference')),
};

/** Changes when a file in the folders comes, goes or is written to: turbo cannot hash what lies outside the checkout. */
export function dataFingerprint() {
  const hash = createHash('sha256');
  for (const folder of Object.values(dataFolders)) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder, { recursive: true }).sort()) {
      const { size, mtimeMs } = statSync(join(folder, name));
      hash.update(`${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}
