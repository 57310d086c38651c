import type { Head, LinearWeights } from '../architecture.js';
import type { TensorNames } from '../tensor-names.js';

/** Output over the vocabulary: a map of its own, or, where there is none, the table of embeddings again. */
export function vocabularyMap(
  names: TensorNames,
  own: readonly string[],
  table: string,
  {
    inputs,
    outputs,
    isTied,
    bias = [],
  }: { inputs: number; outputs: number; isTied: boolean; bias?: readonly string[] },
): LinearWeights {
  const ownWeight = names.optional(...own.map((name) => `${name}.weight`));
  // A file may carry the tied weights once more.
  const weight = isTied || ownWeight === null ? table : ownWeight;
  return { weight, bias: names.optional(...own.map((name) => `${name}.bias`), ...bias), inputs, outputs };
}

/** The next token. */
export const nextTokenHead = (output: LinearWeights, settings: Partial<Head> = {}): Head => ({
  predicts: 'next',
  transform: null,
  scale: 1,
  output,
  softcap: 0,
  ...settings,
});
