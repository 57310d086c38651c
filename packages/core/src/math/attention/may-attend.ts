import { matrixStart } from './grid.js';
import type { MaskRule } from './mask.js';

/** Whether the rule lets one query attend to one key. */
export function mayAttend(
  rule: MaskRule,
  batch: number,
  head: number,
  query: number,
  key: number,
  queries: number,
  keys: number,
): boolean {
  const { causal, window, globals, block, lengths, allowed } = rule;
  const position = query + keys - queries;
  return (
    (!causal || key <= position) &&
    (Math.abs(key - position) <= window || key < globals || query < globals) &&
    (block === 0 || Math.floor(key / block) === Math.floor(position / block)) &&
    (!lengths || key < lengths[batch]) &&
    (!allowed || allowed.values[matrixStart(allowed.shape, batch, head) + query * keys + key] !== 0)
  );
}

/** {@link mayAttend} of all keys at once: writes 1 or 0 for each into `row`. */
export function allowedKeys(
  rule: MaskRule,
  batch: number,
  head: number,
  query: number,
  { queries, keys }: { readonly queries: number; readonly keys: number },
  row: Uint8Array,
): void {
  const { causal, window, globals, block, lengths, allowed } = rule;
  const position = query + keys - queries;
  const blockStart = block ? Math.floor(position / block) * block : 0;
  const start = Math.max(0, blockStart);
  // Negative where there is nothing: fill would count it from the end.
  const end = Math.max(
    0,
    Math.min(lengths ? lengths[batch] : keys, causal ? position + 1 : keys, block ? blockStart + block : keys),
  );
  row.fill(0);
  if (query < globals || window === Infinity) row.fill(1, start, end);
  else {
    row.fill(1, Math.max(start, position - window), Math.max(0, Math.min(end, position + window + 1)));
    row.fill(1, start, Math.min(end, globals));
  }
  if (!allowed) return;
  const from = matrixStart(allowed.shape, batch, head) + query * keys;
  for (let key = 0; key < keys; key++) if (allowed.values[from + key] === 0) row[key] = 0;
}
