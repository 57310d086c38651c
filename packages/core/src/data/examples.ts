import { AttnError, reason } from '../errors.js';
import { type Remark, remark } from './remark.js';
import type { TensorFile } from './tensor-file.js';

/** One example of a file that holds several, and what of `batch` is left to choose in it. */
export interface Example {
  readonly file: TensorFile;
  readonly batch: number | null;
  readonly remarks: readonly Remark[];
}

/**
 * The example that `batch` names, the first by default; the file itself where it holds one alone.
 * @throws {AttnError} `bad-option`
 */
export function exampleIn(file: TensorFile, batch: number | null | undefined): Example {
  const { examples } = file;
  const count = examples.length;
  if (count === 0) return { file, batch: batch ?? null, remarks: [] };
  const asked = batch ?? 0;
  const found = examples.at(asked);
  if (!found)
    throw new AttnError('bad-option', {
      name: 'batch',
      value: asked,
      ...reason`there are ${count} examples, counted from 0`,
    });
  const item = asked < 0 ? asked + count : asked;
  return { file: found, batch: null, remarks: count > 1 ? [remark('batch-item', { item, count })] : [] };
}
