import type { MaskRule } from '../../math/attention/mask.js';
import type { AttentionShape } from '../../math/attention/shape.js';

/** Whether a mask keeps far keys from a run of queries, so that short runs need less. */
export const isNarrowing = ({ causal, window, globals, block }: MaskRule): boolean =>
  causal || block > 0 || (window < Infinity && globals === 0);

/** The keys that queries `first` to `last` can reach at all, end excluded: `keysFrom` of rule.glsl.ts, for all lengths. */
export function reachOf(rule: MaskRule, shape: AttentionShape, first: number, last: number): [number, number] {
  const { causal, window, globals, block } = rule;
  const from = first + shape.keys - shape.queries;
  const to = last + shape.keys - shape.queries;
  let start = 0;
  let end = shape.keys;
  if (causal) end = Math.min(end, to + 1);
  if (globals === 0) {
    start = Math.max(start, from - window);
    end = Math.min(end, to + window + 1);
  }
  if (block > 0) {
    start = Math.max(start, Math.floor(Math.max(from, 0) / block) * block);
    end = Math.min(end, (Math.floor(to / block) + 1) * block);
  }
  return [start, Math.max(start, end)];
}
