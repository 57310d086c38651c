import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, dense } from '../dense.js';
import { badOption } from '../option.js';

/**
 * Rows of a table of learned encodings: [positions, width] of a table [rows, width] (Gehring et al. 2017, 3.1). A position
 * that the table has no row for, as beyond the context a model was trained with, is a `bad-option`.
 */
export function learned(table: Dense, positions: ArrayLike<number>): Dense<Float32Array> {
  if (table.shape.length !== 2) throw wrongOperand('The table', table.shape, reason`it must be [positions, width]`);
  const [rows, width] = table.shape;
  const values = new Float32Array(positions.length * width);
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i];
    if (!(Number.isSafeInteger(position) && position >= 0 && position < rows)) {
      throw badOption(`position ${i}`, position, reason`the table has rows 0 to ${rows - 1}`);
    }
    values.set(table.values.subarray(position * width, (position + 1) * width), i * width);
  }
  return dense(values, [positions.length, width]);
}
