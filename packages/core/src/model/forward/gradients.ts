import { AttnError, reason } from '../../errors.js';
import type { ModelPart } from '../architecture.js';
import type { Rows } from '../engine/engine.js';
import { likeliest } from '../predictions.js';
import type { LogitPlace } from './network.js';
import type { AttentionTrace, PassResult } from './trace.js';

/**
 * Place of a logit among those that were computed.
 * @param first token of the first row
 * @throws {AttnError} `bad-option`
 */
export function placeOfLogit(
  { at, id }: LogitPlace,
  logits: Float32Array,
  { rows, columns }: Rows,
  first: number,
): number {
  const row = at === undefined ? rows - 1 : at - first;
  if (!(Number.isSafeInteger(row) && row >= 0 && row < rows)) {
    throw new AttnError('bad-option', { name: 'at', value: String(at), ...reason`there are logits of ${rows} tokens` });
  }
  if (id === undefined) return row * columns + likeliest(logits.subarray(row * columns, (row + 1) * columns));
  if (Number.isSafeInteger(id) && id >= 0 && id < columns) return row * columns + id;
  throw new AttnError('bad-option', { name: 'id', value: String(id), ...reason`the model has ${columns} tokens` });
}

/** Gradients in the order in which attention was computed, by part: a decoder's layer has its own before those of its keys in the encoder. */
export function gradientsByPart(
  found: readonly Float32Array[],
  attention: ReadonlyMap<ModelPart, readonly AttentionTrace[]>,
): NonNullable<PassResult['gradients']> {
  const parts = new Map<ModelPart, Float32Array[]>();
  const next = found.values();
  for (const group of [['self'], ['encoder'], ['decoder', 'cross']] as const) {
    const layers = attention.get(group[0])?.length ?? 0;
    for (let layer = 0; layer < layers; layer++) {
      for (const part of group) parts.set(part, [...(parts.get(part) ?? []), next.next().value!]);
    }
  }
  return parts;
}
