import type { MaskRule } from '../../../math/attention/mask.js';
import type { ScoreKind } from '../../../math/attention/score.js';
import type { WeightingKind } from '../../../math/attention/weighting.js';

/** Strides of an array with batch items, heads and tokens: steps in floats; the width has no gaps. */
export interface Rows {
  readonly at: number;
  readonly item: number;
  readonly head: number;
  readonly token: number;
}

/**
 * How heads lie in an array. `heads-first` is [batch, heads, tokens, width], `heads-last` [batch, tokens, heads × width], and
 * `packed` the latter with queries, keys and values side by side in one array [batch, tokens, 3 × heads × width].
 */
export type HeadLayout = 'heads-first' | 'heads-last' | 'packed';

/** Plan of a kernel of attention: all that it is told besides its arrays. */
export interface AttentionAttributes {
  readonly layout: HeadLayout;
  readonly batch: number;
  readonly heads: number;
  readonly keyHeads: number;
  readonly queries: number;
  readonly keys: number;
  /** Widths of a query and of a key of one head; of a value. */
  readonly width: number;
  readonly keyWidth: number;
  readonly valueWidth: number;
  readonly score: ScoreKind;
  /** Factor of a dot product. */
  readonly scale: number;
  readonly weighting: WeightingKind;
  readonly temperature: number;
  readonly rule: MaskRule;
  /** Whether the weights are an output. */
  readonly weights: boolean;
}

/** Rows of an array of its own, beginning at `at`. */
export function rowsOf(layout: HeadLayout, at: number, heads: number, tokens: number, width: number): Rows {
  if (layout === 'heads-first') return { at, item: heads * tokens * width, head: tokens * width, token: width };
  return { at, item: tokens * heads * width, head: width, token: heads * width };
}

/** Rows of the queries (0), keys (1) or values (2) of a packed array. */
export function packedRows(at: number, heads: number, tokens: number, width: number, which: 0 | 1 | 2): Rows {
  const token = 3 * heads * width;
  return { at: at + which * heads * width, item: tokens * token, head: width, token };
}

export const headStart = ({ at, item, head }: Rows, i: number, h: number) => at + i * item + h * head;

/** Tiles of queries keep their scores in the cache: about 128 kB. */
export function tileRows(queries: number, keys: number): number {
  return Math.min(queries, Math.max(8, Math.floor(32768 / keys / 4) * 4));
}
