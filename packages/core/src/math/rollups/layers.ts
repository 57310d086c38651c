import { reason } from '../../errors.js';
import { wrongShape } from '../../shape.js';
import type { Dense } from '../dense.js';
import { type HeadRollup, headRollups, rollUpHeads } from '../heads.js';
import { MASKED_BELOW } from '../masked.js';
import { isMissingRow } from '../missing-rows.js';
import { badOption } from '../option.js';

export interface LayerOptions {
  /** Share of the identity that stands for the residual connection, 0 to 1. 0.5 unless given. */
  readonly residual?: number;
  /** Rollup of the heads of a layer into one matrix. `mean` unless given. */
  readonly heads?: HeadRollup;
}

/**
 * Each layer of attention [layers, heads, N, N] or [layers, N, N] as one matrix that counts the residual connection:
 * residual × I + (1 − residual) × attention, each row divided by its sum (Abnar & Zuidema 2020, 3, equation 1). A row
 * without any weight stays 0. A position whose row is not a number, such as padding, passes itself on unmixed; `missing` marks
 * those that are such in any layer. Throws `wrong-shape`, `bad-option`.
 */
export function layersWithResidual(
  attention: Dense,
  options: LayerOptions,
): { layers: Float64Array[]; length: number; missing: Uint8Array } {
  const { residual = 0.5, heads: rollup = 'mean' } = options;
  const { shape, values } = attention;
  const [rows, length] = shape.slice(-2);
  if ((shape.length !== 3 && shape.length !== 4) || rows !== length) {
    throw wrongShape(
      'attention',
      shape,
      reason`it must be [layers, heads, tokens, tokens] or [layers, tokens, tokens]`,
    );
  }
  if (!(residual >= 0 && residual <= 1)) throw badOption('residual', residual, reason`a share from 0 to 1 is needed`);
  if (!headRollups.includes(rollup)) throw badOption('heads', rollup, reason`it is one of ${headRollups}`);
  const heads = shape.length === 4 ? shape[1] : 1;
  if (shape[0] === 0 || heads === 0) throw wrongShape('attention', shape, reason`it has no layers or no heads`);
  const cells = length * length;
  const missing = new Uint8Array(length);
  const layers = Array.from({ length: shape[0] }, (_, layer) => {
    const parts = Array.from({ length: heads }, (_, head) => {
      const start = (layer * heads + head) * cells;
      return Float32Array.from(values.subarray(start, start + cells));
    });
    const matrix = Float64Array.from(rollUpHeads(parts, rollup), (value) => (value <= MASKED_BELOW ? 0 : value));
    for (let row = 0; row < length; row++) {
      const line = matrix.subarray(row * length, (row + 1) * length);
      if (isMissingRow(line, 0, length)) {
        line.fill(0);
        line[row] = 1;
        missing[row] = 1;
        continue;
      }
      for (let i = 0; i < length; i++) line[i] = (1 - residual) * line[i] + (i === row ? residual : 0);
      const sum = line.reduce((total, value) => total + value, 0);
      if (sum !== 0) for (let i = 0; i < length; i++) line[i] /= sum;
    }
    return matrix;
  });
  return { layers, length, missing };
}
