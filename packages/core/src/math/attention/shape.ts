import { reason } from '../../errors.js';
import { type Shape, wrongOperand } from '../../tensor.js';
import { type AttentionGrid, fourAxes } from './grid.js';

/** Lengths of the axes of query [batch, heads, queries, width], key [batch, key heads, keys, key width] and value. */
export interface AttentionShape extends AttentionGrid {
  /** Heads of key and value; query head h reads key head ⌊h / (heads / keyHeads)⌋. */
  readonly keyHeads: number;
  readonly width: number;
  /** May differ from `width` where the score is bilinear or additive. */
  readonly keyWidth: number;
  /** 0 where no value was given. */
  readonly valueWidth: number;
  /** Axes of the arrays: 2 without heads, 3 without batch, or 4. */
  readonly rank: number;
}

/**
 * The lengths of a call from the shapes of query, key and value: [tokens, width], [heads, tokens, width] or
 * [batch, heads, tokens, width]. Key and value may have fewer heads, each shared by as many query heads (grouped-query
 * attention, Ainslie et al. 2023, 2.2; one for all is multi-query attention, Shazeer 2019, 3). Throws `wrong-shape`.
 */
export function attentionShape(query: Shape, key: Shape, value?: Shape): AttentionShape {
  const [batch, heads, queries, width] = fourAxes('The query', query);
  const [keyBatch, keyHeads, keys, keyWidth] = fourAxes('The key', key);
  if (key.length !== query.length) throw wrongOperand('The key', key, reason`the query has ${query.length} axes`);
  if (keyBatch !== batch) throw wrongOperand('The key', key, reason`the query has ${batch} batch items`);
  if (keyHeads !== heads && heads % keyHeads !== 0) {
    throw wrongOperand('The key', key, reason`its ${keyHeads} heads do not divide the ${heads} heads of the query`);
  }
  if (value && (value.length !== key.length || value.some((length, at) => at < key.length - 1 && length !== key[at]))) {
    throw wrongOperand(
      'The value',
      value,
      reason`all lengths but the last must be those of the key, [${key.join(', ')}]`,
    );
  }
  const valueWidth = value ? value[value.length - 1] : 0;
  return { batch, heads, keyHeads, queries, keys, width, keyWidth, valueWidth, rank: query.length };
}

/** Shape of scores and weights: as many axes as the query has. */
export function scoresShape({ batch, heads, queries, keys, rank }: AttentionShape): Shape {
  return [batch, heads, queries, keys].slice(-rank);
}

/** Shape of the output: as many axes as the query has. */
export function outputShape({ batch, heads, queries, valueWidth, rank }: AttentionShape): Shape {
  return [batch, heads, queries, valueWidth].slice(-rank);
}

/** Head of key and value that a query head reads. */
export function keyHeadOf({ heads, keyHeads }: AttentionShape, head: number): number {
  return Math.floor(head / (heads / keyHeads));
}
