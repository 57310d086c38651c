/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A matrix whose cells a function gives. */
export function matrix(rows: number, columns: number, value: (row: number, column: number) => number): number[][] {
  return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => value(row, column)));
}

export const softmax = (row: number[]): number[] => {
  const powers = row.map((value) => Math.exp(value));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
};

/** n × n of faint noise with one bright cell in each of `peaks` places, the kind of matrix that sampling would lose. */
export function peaks(n: number, count: number): Float32Array & { shape: number[] } {
  const random = seededRandom(7);
  const values = Float32Array.from({ length: n * n }, () => random() * 0.02);
  for (let i = 0; i < count; i++) values[Math.floor(random() * n) * n + Math.floor(random() * n)] = 1;
  return Object.assign(values, { shape: [n, n] });
}

/** Numbers from −2 to 2 in a shape, the same in every run: queries, keys, values. */
export function vectors(seed: number, ...shape: number[]): { shape: number[]; data: Float32Array } {
  const random = seededRandom(seed);
  const length = shape.reduce((product, size) => product * size);
  return { shape, data: Float32Array.from({ length }, () => random() * 4 - 2) };
}
