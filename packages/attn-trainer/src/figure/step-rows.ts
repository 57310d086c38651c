import { type ReadPanel, weightRows } from '@attn-elements/core/element';
import { attentionSource } from '../attention-source.js';
import type { AttentionMap } from '../datasets/dataset.js';
import type { Frame } from '../trainer/history.js';
import { headValues } from '../view.js';

/** Heads of a map, one after the other. */
export function panelsOf(map: AttentionMap): ReadPanel[] {
  const [layers, heads, rows, columns] = map.shape;
  return Array.from({ length: layers * heads }, (_, i) => ({
    layer: Math.floor(i / heads),
    head: i % heads,
    raw: { rows, columns, values: headValues(map, i) },
  }));
}

/**
 * The rows of a CSV file: the attention of every step that is kept, one step below the other.
 * @param name of the map
 * @param firstIndex number that the first layer and head have
 */
export function* stepRows(
  frames: readonly Frame[],
  name: string,
  firstIndex: number,
): Iterable<readonly (string | number)[]> {
  let isNamed = false;
  for (const { step, example } of frames) {
    const map = example.attention.find((one) => one.name === name);
    if (!map) continue;
    const [header, ...rows] = weightRows(attentionSource(map), panelsOf(map));
    if (!isNamed) yield ['step', ...header];
    isNamed = true;
    for (const [layer, head, ...rest] of rows)
      yield [step, Number(layer) + firstIndex, Number(head) + firstIndex, ...rest];
  }
}
