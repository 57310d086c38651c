import type { Matrix } from '@attn-elements/core/color';
import type { SourceKind } from '@attn-elements/core/data';

/** Rule by which lines are drawn: those of near-zero weights would hide the others. */
export interface LinkRule {
  /** Share of a query's weight that its lines reach together, over 0 and at most 1. */
  readonly topP: number;
  /** Number of a query's strongest keys that have a line, in place of a share. */
  readonly topK: number | null;
  /** Value below which there is no line. */
  readonly min: number | null;
}

/** Relative rounding error that float32 leaves in a sum: 0.7 and 0.3 reach 70 % with the first. */
const ROUNDING = 1e-6;

/**
 * Keys of one query that have a line, strongest first, of equal ones the earlier first: the fewest that together reach `top-p`
 * of what the row sums to, or the `top-k` strongest. Of scores it is their softmax that is summed. Only weights above 0 count.
 */
export function strongestKeys(row: Float32Array, { topP, topK, min }: LinkRule, kind: SourceKind): number[] {
  const shares = kind === 'scores' ? exponentials(row) : row;
  let total = 0;
  for (const share of shares) if (share > 0 && share < Infinity) total += share;
  // All that is weaker adds up to less than may be left out: most of a row need not be sorted.
  const least = topK === null ? ((1 - topP) * total) / row.length : 0;
  const keys: number[] = [];
  for (let key = 0; key < row.length; key++) {
    const share = shares[key];
    if (share > 0 && share >= least && share < Infinity) keys.push(key);
  }
  keys.sort((a, b) => shares[b] - shares[a] || a - b);
  let count = 0;
  if (topK !== null) count = Math.min(topK, keys.length);
  else if (topP >= 1) count = keys.length;
  else {
    const wanted = topP * total * (1 - ROUNDING);
    for (let sum = 0; count < keys.length && sum < wanted; count++) sum += shares[keys[count]];
  }
  const chosen = keys.slice(0, count);
  return min === null ? chosen : chosen.filter((key) => row[key] >= Math.fround(min));
}

/** Whether a key is among a query's strongest: those before it do not suffice. One pass over the row, which is sorted for no one. */
export function hasLine(row: Float32Array, key: number, { topP, topK, min }: LinkRule, kind: SourceKind): boolean {
  const shares = kind === 'scores' ? exponentials(row) : row;
  const own = shares[key];
  if (!(own > 0 && own < Infinity) || (min !== null && row[key] < Math.fround(min))) return false;
  let total = 0;
  let before = 0;
  let count = 0;
  for (let at = 0; at < shares.length; at++) {
    const share = shares[at];
    if (!(share > 0 && share < Infinity)) continue;
    total += share;
    if (share < own || (share === own && at >= key)) continue;
    before += share;
    count++;
  }
  if (topK !== null) return count < topK;
  return topP >= 1 || before < topP * total * (1 - ROUNDING);
}

/** Exponentials of a row of scores, less their maximum: the terms of a softmax. */
function exponentials(row: Float32Array): Float64Array {
  let high = -Infinity;
  for (const score of row) if (score > high && score < Infinity) high = score;
  return Float64Array.from(row, (score) => Math.exp(score - high));
}

/** The lines of one head. Each query's are chosen when they are first asked for: of thousands of tokens few are in view. */
export class Links {
  readonly #matrix: Matrix;
  readonly #kind: SourceKind;
  readonly #rule: LinkRule;
  readonly #keys: (readonly number[] | undefined)[] = [];

  constructor(matrix: Matrix, kind: SourceKind, rule: LinkRule) {
    this.#matrix = matrix;
    this.#kind = kind;
    this.#rule = rule;
  }

  /** Keys that a query has lines to, strongest first. */
  keysOf(query: number): readonly number[] {
    return (this.#keys[query] ??= strongestKeys(this.#row(query), this.#rule, this.#kind));
  }

  /** Queries that have a line to a key. */
  queriesOf(key: number): number[] {
    const queries: number[] = [];
    for (let query = 0; query < this.#matrix.rows; query++) {
      const known = this.#keys[query];
      if (known ? known.includes(key) : hasLine(this.#row(query), key, this.#rule, this.#kind)) queries.push(query);
    }
    return queries;
  }

  #row(query: number): Float32Array {
    const { columns, values } = this.#matrix;
    return values.subarray(query * columns, (query + 1) * columns);
  }
}
