import type { NormWeights, Residual } from '../architecture.js';

/** x + block(norm(x)): the norm before the block (GPT-2 and all after it). */
export const preNorm = <T>(block: T, before: NormWeights): Residual<T> => ({ before, block, after: null, sum: null });

/** norm(x + block(x)): the norm after the sum (Vaswani et al. 2017, BERT). */
export const postNorm = <T>(block: T, sum: NormWeights): Residual<T> => ({ before: null, block, after: null, sum });

/** x + norm(block(norm(x))): Gemma 2 and 3. */
export const sandwichNorm = <T>(block: T, before: NormWeights, after: NormWeights): Residual<T> => ({
  before,
  block,
  after,
  sum: null,
});
