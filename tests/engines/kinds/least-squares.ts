/** A matrix as its columns. */
export type Columns = readonly Float64Array[];

/**
 * The x with a × x nearest to each right side, and the condition number of a: largest by smallest singular value, Infinity
 * where a has fewer rows than columns. By one-sided Jacobi rotations (Hestenes 1958): the columns are turned in pairs until
 * all are orthogonal; then their lengths are the singular values.
 */
export function leastSquares(a: Columns, rightSides: Columns): { solutions: Float64Array[]; condition: number } {
  const count = a.length;
  if (count === 0) return { solutions: rightSides.map(() => new Float64Array()), condition: 1 };
  if (a[0].length < count) return { solutions: [], condition: Infinity };
  const turned = a.map((column) => column.slice());
  const turns = Array.from({ length: count }, (_, i) =>
    Float64Array.from({ length: count }, (_, j) => Number(i === j)),
  );
  // Each sweep squares how far from orthogonal the columns are; ten are more than small matrices need.
  for (let sweep = 0; sweep < 10; sweep++) {
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        const between = dot(turned[i], turned[j]);
        if (between === 0) continue;
        const angle = Math.atan2(2 * between, dot(turned[i], turned[i]) - dot(turned[j], turned[j])) / 2;
        turn(turned[i], turned[j], angle);
        turn(turns[i], turns[j], angle);
      }
    }
  }
  const squares = turned.map((column) => dot(column, column));
  const condition = Math.sqrt(Math.max(...squares) / Math.min(...squares));
  const solutions = rightSides.map((side) => {
    const solution = new Float64Array(count);
    turned.forEach((column, i) => {
      const share = dot(column, side) / squares[i];
      turns[i].forEach((value, row) => (solution[row] += share * value));
    });
    return solution;
  });
  return { solutions, condition };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function turn(a: Float64Array, b: Float64Array, angle: number): void {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < a.length; i++) {
    [a[i], b[i]] = [cosine * a[i] + sine * b[i], cosine * b[i] - sine * a[i]];
  }
}
