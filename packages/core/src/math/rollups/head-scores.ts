import { AttnError } from '../../errors.js';
import { type Dense, dense } from '../dense.js';
import { isMissingRow } from '../missing-rows.js';
import { matricesOf, weightsOf } from './rows.js';

/** Tokens of the keys, as text or as ids. */
export type Tokens = ArrayLike<string | number>;

/** Whether a query that stands at one position looks for a key at another, in a matrix that looks ahead or does not. */
type Pattern = (position: number, key: number, looksAhead: boolean) => boolean;

/**
 * Mean weight on the key just before the query: near 1 for a previous-token head. Attention [.., queries, keys] gives [..].
 * The last query stands at the last key; a query with no key before it counts nowhere, and where all are such the score is
 * NaN. Masked cells have weight 0; a row of NaN
 * counts nowhere. Throws `wrong-shape`.
 */
export function previousTokenScore(attention: Dense): Dense<Float32Array> {
  return meanWeight(attention, (position, key) => key === position - 1);
}

/**
 * Mean weight on the other positions that hold the same token, together: near 1 for a duplicate-token head. Attention
 * [.., queries, keys] and one token for each key give [..]; the last query stands at the last key and has its token. A query
 * whose token stands nowhere else counts nowhere, and in attention that never looks ahead a later position is nowhere; where
 * no query is left the score is NaN. Masked cells have weight 0; a row of NaN
 * counts nowhere. Throws `wrong-shape`, `wrong-token-count`.
 */
export function sameTokenScore(attention: Dense, tokens: Tokens): Dense<Float32Array> {
  requireTokens(attention, tokens);
  return meanWeight(attention, (position, key, looksAhead) => {
    const mayCount = looksAhead ? key !== position : key < position;
    return mayCount && tokens[key] === tokens[position];
  });
}

/**
 * Mean weight on the positions that follow earlier occurrences of the query's token, together: near 1 for an induction head
 * (Olsson et al. 2022, "prefix matching"). Attention [.., queries, keys] and one token for each key give [..]; the last query
 * stands at the last key and has its token. A query whose token has not occurred before counts nowhere; where all are such
 * the score is NaN. Masked cells have weight 0; a row of NaN
 * counts nowhere. Throws `wrong-shape`, `wrong-token-count`.
 */
export function inductionScore(attention: Dense, tokens: Tokens): Dense<Float32Array> {
  requireTokens(attention, tokens);
  const follows: Pattern = (position, key) => key > 0 && key <= position && tokens[key - 1] === tokens[position];
  return meanWeight(attention, follows);
}

function requireTokens(attention: Dense, tokens: Tokens): void {
  const { keys } = matricesOf(attention);
  if (tokens.length === keys) return;
  throw new AttnError('wrong-token-count', { count: tokens.length, axis: 'key', expected: keys });
}

/** Weight on the keys of a pattern, the mean over the queries that have any. */
function meanWeight(attention: Dense, pattern: Pattern): Dense<Float32Array> {
  const { matrices, queries, keys } = matricesOf(attention);
  const weights = weightsOf(attention);
  const values = new Float32Array(matrices);
  for (let matrix = 0; matrix < matrices; matrix++) {
    const cells = weights.subarray(matrix * queries * keys, (matrix + 1) * queries * keys);
    const looksAhead = hasWeightAhead(cells, queries, keys);
    let sum = 0;
    let rows = 0;
    // Where there are more queries than keys the first ones stand before every key.
    for (let query = Math.max(0, queries - keys); query < queries; query++) {
      const position = query + keys - queries;
      if (isMissingRow(cells, query * keys, keys)) continue;
      let found = false;
      for (let key = 0; key < keys; key++) {
        if (!pattern(position, key, looksAhead)) continue;
        found = true;
        sum += cells[query * keys + key];
      }
      if (found) rows += 1;
    }
    values[matrix] = sum / rows;
  }
  return dense(values, attention.shape.slice(0, -2));
}

/** Whether any query has weight on a key after its own position. */
function hasWeightAhead(cells: Float64Array, queries: number, keys: number): boolean {
  for (let query = 0; query < queries; query++) {
    for (let key = Math.max(0, query + keys - queries + 1); key < keys; key++) {
      if (Math.abs(cells[query * keys + key]) > 0) return true;
    }
  }
  return false;
}
