import { type GLArray, type GLProgram, type GLRunner, program } from './gl-kernel.js';
import { fromPanels, panelNames, panelProgram, type PanelProgram, withPanels } from './panels.js';

/** Sizes of a product a [m, k] · b [k, n], and the steps from one row and one column of each to the next. */
export interface ProductSizes {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly aRow: number;
  readonly aColumn: number;
  readonly bRow: number;
  readonly bColumn: number;
}

export interface ProductEnd {
  /** Added to each row. */
  readonly bias?: GLArray;
  /** Added to the whole. */
  readonly more?: GLArray;
  /** 0 none, 1 ReLU, 2 tanh, 3 sigmoid. */
  readonly activation?: number;
}

const endInts = ['n', 'hasBias', 'hasMore', 'activation'];
const end = `
float finished(float sum, int i) {
  if (hasBias == 1) sum += bias(i % n);
  if (hasMore == 1) sum += more(i);
  return activation == 1 ? max(sum, 0.0) : activation == 2 ? tanh(sum) : activation == 3 ? 1.0 / (1.0 + exp(-sum)) : sum;
}`;

/** Small products, in one draw. */
const direct = program({
  inputs: ['a', 'b', 'bias', 'more'],
  ints: [...endInts, 'k', 'aRow', 'aColumn', 'bRow', 'bColumn'],
  body: `${end}
void compute(int i) {
  int atA = i / n * aRow;
  int atB = i % n * bColumn;
  float sum = 0.0;
  for (int l = 0; l < k; l++, atA += aColumn, atB += bRow) sum += a(atA) * b(atB);
  result = finished(sum, i);
}`,
});

interface Blocked {
  readonly sums: PanelProgram;
  readonly finish: GLProgram;
}

/**
 * Large products: an invocation sums four columns of as many rows as there are render targets, and so reads 12 numbers for 32
 * products where `direct` reads 64; a second draw puts them in rows.
 */
function blockedPrograms(targets: number): Blocked {
  const rows = Array.from({ length: targets }, (_, at) => at);
  const sums = panelProgram({
    inputs: ['a', 'b'],
    ints: ['n', 'k', 'aRow', 'aColumn', 'bRow', 'bColumn'],
    count: targets,
    body: `
void compute(int i) {
  int quads = (n + 3) / 4;
  int atA = i / quads * ${targets} * aRow;
  int atB = i % quads * 4 * bColumn;
  ${rows.map((row) => `sum${row} = vec4(0.0);`).join(' ')}
  for (int l = 0; l < k; l++, atA += aColumn, atB += bRow) {
    vec4 y = vec4(b(atB), b(atB + bColumn), b(atB + 2 * bColumn), b(atB + 3 * bColumn));
    ${rows.map((row) => `sum${row} += a(atA + ${row} * aRow) * y;`).join('\n    ')}
  }
}`,
  });
  const finish = program({
    inputs: [...panelNames(targets), 'bias', 'more'],
    ints: endInts,
    body: `${fromPanels(targets)}${end}
void compute(int i) {
  int row = i / n;
  int column = i % n;
  int place = row / ${targets} * ((n + 3) / 4) + column / 4;
  result = finished(fromPanels(row % ${targets}, place, column % 4), i);
}`,
  });
  return { sums, finish };
}

const blocked = new Map<number, Blocked>();

/** Products below this many multiplications are not worth a second draw. */
const SMALL = 2 ** 16;

/** end(a·b), under a shape. */
export function product(
  gl: GLRunner,
  a: GLArray,
  b: GLArray,
  sizes: ProductSizes,
  shape: readonly number[],
  { bias, more, activation = 0 }: ProductEnd = {},
): GLArray {
  const { m, n, k } = sizes;
  const numbers = { ...sizes, hasBias: bias !== undefined, hasMore: more !== undefined, activation };
  const { targets } = a.placed.store.device;
  if (m * n * k < SMALL || m < targets || n < 4) return gl.draw(direct, shape, { a, b, bias, more }, numbers)[0];
  let programs = blocked.get(targets);
  if (!programs) blocked.set(targets, (programs = blockedPrograms(targets)));
  const { sums, finish } = programs;
  const times = Math.ceil(m / targets) * Math.ceil(n / 4);
  return withPanels(sums, times, { a, b }, numbers, (panels) => {
    return gl.draw(finish, shape, { ...panels, bias, more }, numbers)[0];
  });
}
