import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, dense } from '../dense.js';
import { Fourier } from './fourier.js';

/**
 * How much of a table [positions, width] changes how often: the power of each column's waves along the positions, its mean
 * taken out, averaged over columns and divided by what independent values of the same variance give. Rows in no order
 * scatter around 1 with a deviation of 1 / √width; a table with structure has most of its power at few, usually low
 * frequencies. [⌊positions / 2⌋], for 1, 2, … turns over the length of the table. Columns that never change count nowhere;
 * where none changes, NaN. Throws `wrong-shape`.
 */
export function positionSpectrum(table: Dense): Dense<Float32Array> {
  if (table.shape.length !== 2) throw wrongOperand('The table', table.shape, reason`it must be [positions, width]`);
  const [length, width] = table.shape;
  if (length < 3) throw wrongOperand('The table', table.shape, reason`a spectrum needs at least 3 positions`);
  const fourier = new Fourier(length);
  const sums = new Float64Array((length >> 1) + 1);
  const column = new Float64Array(length);
  let changing = 0;
  for (let c = 0; c < width; c++) {
    // Counted from the first value, of a column that never changes nothing is left, whatever its mean is rounded to.
    const first = table.values[c];
    let mean = 0;
    for (let row = 0; row < length; row++) mean += (table.values[row * width + c] - first) / length;
    let variance = 0;
    for (let row = 0; row < length; row++) {
      column[row] = table.values[row * width + c] - first - mean;
      variance += column[row] ** 2;
    }
    if (!(variance > 0)) continue;
    changing++;
    const scale = Math.sqrt((length - 1) / variance / length);
    fourier.addPower(
      column.map((value) => value * scale),
      sums,
    );
  }
  return dense(
    Float32Array.from(sums.subarray(1), (sum) => sum / changing),
    [length >> 1],
  );
}
