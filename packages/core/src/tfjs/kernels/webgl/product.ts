import { type GLArray, type GLProgram, type GLRunner, program } from './gl-kernel.js';
import { packed } from './packed.js';
import { fromPanels, panelNames, panelProgram, type PanelProgram, withPanels } from './panels.js';

/** Side of a product that lies in memory the other way round. */
export type Turned = 'neither' | 'a' | 'b';

/** A product [m, n] over k: of a [m, k], or turned [k, m], and b [k, n], or turned [n, k]. */
export interface ProductSizes {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly turned: Turned;
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
float finished(float sum, int i, int column) {
  if (hasBias == 1) sum += bias(column);
  if (hasMore == 1) sum += more(i);
  return activation == 1 ? max(sum, 0.0) : activation == 2 ? tanh(sum) : activation == 3 ? 1.0 / (1.0 + exp(-sum)) : sum;
}`;

/** Small products, in one draw. */
const direct = program({
  inputs: ['a', 'b', 'bias', 'more'],
  ints: [...endInts, 'k', 'aRow', 'aColumn', 'bRow', 'bColumn'],
  body: `${end}
void compute(int i) {
  int row = i / n;
  int column = i - row * n;
  int atA = row * aRow;
  int atB = column * bColumn;
  float sum = 0.0;
  for (int l = 0; l < k; l++, atA += aColumn, atB += bRow) sum += a(atA) * b(atB);
  result = finished(sum, i, column);
}`,
});

/** Rows and columns that one invocation sums: a vector for each render target. */
const rowsOf = (targets: number) => Array.from({ length: targets }, (_, at) => at);

/** Inner step of an invocation, reads of packed a and b and additions to its sums, by the side that is transposed. */
const steps: Readonly<Record<Turned, (targets: number) => string>> = {
  neither: (targets) => `
  int quads = (k + 3) / 4;
  for (int l = 0; l < quads; l++) {
    int atB = 4 * l * columns + column;
    vec4 y0 = b(atB), y1 = b(atB + columns), y2 = b(atB + 2 * columns), y3 = b(atB + 3 * columns);
    vec4 x;
    ${rowsOf(targets)
      .map((at) => `x = a((row + ${at}) * quads + l); sum${at} += x.x * y0 + x.y * y1 + x.z * y2 + x.w * y3;`)
      .join('\n    ')}
  }`,
  a: (targets) => `
  int quads = (m + 3) / 4;
  for (int l = 0; l < k; l++) {
    vec4 y = b(l * columns + column);
    vec4 x;
    ${rowsOf(targets)
      .map((at) => `${at % 4 === 0 ? `x = a(l * quads + row / 4 + ${at / 4}); ` : ''}sum${at} += x[${at % 4}] * y;`)
      .join('\n    ')}
  }`,
  b: (targets) => `
  int quads = (k + 3) / 4;
  int atB = 4 * column * quads;
  for (int l = 0; l < quads; l++, atB++) {
    vec4 y0 = b(atB), y1 = b(atB + quads), y2 = b(atB + 2 * quads), y3 = b(atB + 3 * quads);
    vec4 x;
    ${rowsOf(targets)
      .map(
        (at) => `x = a((row + ${at}) * quads + l); sum${at} += vec4(dot(x, y0), dot(x, y1), dot(x, y2), dot(x, y3));`,
      )
      .join('\n    ')}
  }`,
};

/**
 * Larger products: an invocation sums four columns of as many rows as there are render targets. For four steps of the sum it
 * reads twelve vectors, and multiplies 128 times.
 */
const blockedSums = (turned: Turned, targets: number): PanelProgram =>
  panelProgram({
    inputs: [],
    panels: ['a', 'b'],
    ints: ['m', 'n', 'k'],
    count: targets,
    body: `
void compute(int i) {
  int columns = (n + 3) / 4;
  int row = i / columns * ${targets};
  int column = i % columns;
  ${rowsOf(targets)
    .map((at) => `sum${at} = vec4(0.0);`)
    .join(' ')}${steps[turned](targets)}
}`,
  });

/** Puts the sums in rows. */
const blockedEnd = (targets: number): GLProgram =>
  program({
    inputs: [...panelNames(targets), 'bias', 'more'],
    ints: endInts,
    body: `${fromPanels(targets)}${end}
void compute(int i) {
  int row = i / n;
  int column = i - row * n;
  int place = row / ${targets} * ((n + 3) / 4) + column / 4;
  result = finished(fromPanels(row % ${targets}, place, column % 4), i, column);
}`,
  });

const made = new Map<string, { readonly sums: PanelProgram; readonly finish: GLProgram }>();

function blocked(turned: Turned, targets: number) {
  const name = `${turned} ${targets}`;
  let programs = made.get(name);
  if (!programs) made.set(name, (programs = { sums: blockedSums(turned, targets), finish: blockedEnd(targets) }));
  return programs;
}

/** Products below this many multiplications are not worth further draws. */
const SMALL = 2 ** 16;

/** end(a·b), under a shape. */
export function product(
  gl: GLRunner,
  a: GLArray,
  b: GLArray,
  { m, n, k, turned }: ProductSizes,
  shape: readonly number[],
  { bias, more, activation = 0 }: ProductEnd = {},
): GLArray {
  const ending = { n, hasBias: bias !== undefined, hasMore: more !== undefined, activation };
  // Where a is turned, rows are read by fours.
  const targets = a.placed.store.device.targets < 8 ? 4 : 8;
  if (m * n * k < SMALL || m < targets || n < 4) {
    const [aRow, aColumn] = turned === 'a' ? [1, m] : [k, 1];
    const [bRow, bColumn] = turned === 'b' ? [1, k] : [n, 1];
    return gl.draw(direct, shape, { a, b, bias, more }, { ...ending, k, aRow, aColumn, bRow, bColumn })[0];
  }
  const { sums, finish } = blocked(turned, targets);
  const given = {
    a: packed(gl, a, turned === 'a' ? m : k, false),
    // Beyond the last number of a row of a, zeros meet what follows the last row of b.
    b: packed(gl, b, turned === 'b' ? k : n, turned === 'neither' && k % 4 !== 0),
  };
  const times = Math.ceil(m / targets) * Math.ceil(n / 4);
  return withPanels(sums, times, given, { m, n, k }, (panels) => {
    return gl.draw(finish, shape, { ...panels, bias, more }, ending)[0];
  });
}
