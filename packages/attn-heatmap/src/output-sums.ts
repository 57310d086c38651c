import { type Loaded, type ReadPanel } from '@attn-elements/core/element';
import { dense, isMissingRow, MASKED_BELOW, weightedSum } from '@attn-elements/core/math';

/** Output of one head, with what it was summed of. */
export interface OutputPanel extends ReadPanel {
  /** Weights [queries, keys] of its values. */
  readonly weights: ReadPanel['raw'];
  /** [keys, width] */
  readonly values: Float32Array;
}

/** Reason why there is no output. */
export type NoOutput = 'missing' | 'unweighted' | 'rolled';

/** Outputs of the heads that are shown, or why there are none. Rejects with what keeps values from being read. */
export async function outputsOf({ source, panels }: Loaded): Promise<readonly OutputPanel[] | NoOutput> {
  if (!source.values) return 'missing';
  if (source.kind === 'scores') return 'unweighted';
  const outputs = panels.map(async ({ layer, head, raw: weights }) => {
    if (typeof head !== 'number') return null;
    const tensor = await source.values!(layer, head);
    const values = tensor.float32();
    const [, width] = tensor.shape;
    const sums = weightedSum(dense(weights.values, [weights.rows, weights.columns]), dense(values, tensor.shape));
    const raw = {
      rows: weights.rows,
      columns: width,
      values: withoutWeight(weights, Float32Array.from(sums.values), width),
    };
    return { layer, head, raw, weights, values };
  });
  const found = (await Promise.all(outputs)).filter((panel) => panel !== null);
  return found.length > 0 ? found : 'rolled';
}

/** Outputs of queries whose weights are all masked are masked themselves, and of those that are no numbers no numbers. */
function withoutWeight(
  { rows, columns, values }: ReadPanel['raw'],
  outputs: Float32Array,
  width: number,
): Float32Array {
  for (let row = 0; row < rows; row++) {
    const weights = values.subarray(row * columns, (row + 1) * columns);
    const isMasked = weights.every((weight) => weight <= MASKED_BELOW);
    if (isMasked) outputs.fill(-Infinity, row * width, (row + 1) * width);
    else if (isMissingRow(values, row * columns, columns)) outputs.fill(NaN, row * width, (row + 1) * width);
  }
  return outputs;
}
