/**
 * The parameters, from 0 on, for which the residuals become smallest (Gauss–Newton, derivatives by differences): until none of
 * them is above `within`. Throws where that is not reached.
 */
export function leastSquares(
  residualsOf: (parameters: Float64Array) => Float64Array,
  count: number,
  within: number,
): Float64Array {
  const parameters = new Float64Array(count);
  for (let round = 0; round < 10; round++) {
    const residuals = residualsOf(parameters);
    if (residuals.every((residual) => Math.abs(residual) <= within)) return parameters;
    const slopes = Array.from(parameters, (value, at) => {
      const step = 1e-6;
      parameters[at] = value + step;
      const moved = residualsOf(parameters);
      parameters[at] = value;
      return moved.map((residual, i) => (residual - residuals[i]) / step);
    });
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, at) => sum + value * b[at], 0);
    const matrix = slopes.map((a) => [...slopes.map((b) => dot(a, b)), dot(a, residuals)]);
    solved(matrix).forEach((step, at) => {
      parameters[at] -= step;
    });
  }
  throw new Error(`no parameters were found that leave residuals of at most ${within}`);
}

/** Solution of the linear equations whose right sides are the last column (elimination, largest pivot first). */
function solved(rows: number[][]): number[] {
  rows.forEach((_, column) => {
    let pivot = column;
    for (let row = column; row < rows.length; row++) {
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (const row of rows) {
      if (row === rows[column]) continue;
      const factor = row[column] / rows[column][column];
      for (let at = column; at < row.length; at++) row[at] -= factor * rows[column][at];
    }
  });
  return rows.map((row, at) => row[rows.length] / row[at]);
}
