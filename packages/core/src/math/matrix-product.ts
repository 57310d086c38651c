// Every product adds to `into`. A factor of exactly 0 is skipped where the comment says so: a weight of 0 then keeps even a
// NaN out of the sum, as it must where what is masked may hold anything.

/** into [rows, columns] += a [rows, inner] × bᵀ, b [columns, inner]. */
export function addTimesTransposed(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
  into: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let i = row * inner, j = column * inner, end = i + inner; i < end; i++, j++) sum += a[i] * b[j];
      into[row * columns + column] += sum;
    }
  }
}

/** into [rows, columns] += a [rows, inner] × b [inner, columns]. Skips where a is 0. */
export function addTimes(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
  into: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let i = 0; i < inner; i++) {
      const factor = a[row * inner + i];
      if (factor === 0) continue;
      for (let to = start, from = i * columns, end = to + columns; to < end; to++, from++) into[to] += factor * b[from];
    }
  }
}

/** into [inner, columns] += aᵀ × b, a [rows, inner], b [rows, columns]. Skips where a is 0. */
export function addTransposedTimes(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
  into: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let i = 0; i < inner; i++) {
      const factor = a[row * inner + i];
      if (factor === 0) continue;
      for (let from = start, to = i * columns, end = from + columns; from < end; to++, from++)
        into[to] += factor * b[from];
    }
  }
}

/** A matrix [rows, columns] with its axes exchanged. */
export function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = matrix[row * columns + column];
  }
  return result;
}
