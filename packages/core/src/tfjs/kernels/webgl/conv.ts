import { type GLInputs, type GLKernel, program } from './gl-kernel.js';
import { sumRows } from './linear.js';
import { fromPanels, panelNames, panelProgram, withPanels } from './panels.js';

const sizes = ['height', 'width', 'inputs', 'outputs'];

/** One cell of an input; 0 beyond the edges. */
const cell = `
float cell(int item, int y0, int x0, int k) {
  if (y0 < 0 || x0 < 0 || y0 >= height || x0 >= width) return 0.0;
  return x(((item * height + y0) * width + x0) * inputs + k);
}`;

/** Names of the numbers 0 … 15 of a patch of 4 × 4 cells around a pool. */
const patch = Array.from({ length: 16 }, (_, at) => `p${at}`);

/** GLSL for each of the 3 × 3 taps; `cells` are the four indices in the patch that the tap joins to the cells of the pool. */
const eachTap = (text: (tap: number, cells: readonly number[]) => string): string =>
  Array.from({ length: 9 }, (_, tap) => {
    const first = 4 * Math.floor(tap / 3) + (tap % 3);
    return text(tap, [first, first + 1, first + 4, first + 5]);
  }).join('\n    ');

/**
 * One pool and four outputs in each invocation: the 16 cells that it needs of an input serve 144 products. As on the CPU,
 * cells that differ by no more than rounding, here four units of the last place, are equal, and the last of equals wins; 4 means none.
 */
const forward = panelProgram({
  inputs: ['x', 'weight', 'bias'],
  ints: sizes,
  count: 2,
  body: `${cell}
void keep(vec4 value, float which, inout vec4 most, inout vec4 winner) {
  bvec4 isBelow = lessThan(value, most * 0.99999952);
  winner = mix(vec4(which), winner, isBelow);
  most = mix(max(most, value), most, isBelow);
}
void compute(int i) {
  int quads = (outputs + 3) / 4;
  int to = i % quads * 4;
  int at = i / quads;
  int y0 = at / (width / 2) % (height / 2) * 2;
  int x0 = at % (width / 2) * 2;
  int item = at / (width / 2) / (height / 2);
  int row = 9 * inputs;
  vec4 z0 = vec4(0.0);
  vec4 z1 = z0;
  vec4 z2 = z0;
  vec4 z3 = z0;
  for (int k = 0; k < inputs; k++) {
    ${patch.map((name, n) => `float ${name} = cell(item, y0 + ${Math.floor(n / 4) - 1}, x0 + ${(n % 4) - 1}, k);`).join('\n    ')}
    int from = to * row + k * 9;
    vec4 w;
    ${eachTap(
      (
        tap,
        cells,
      ) => `w = vec4(weight(from + ${tap}), weight(from + row + ${tap}), weight(from + 2 * row + ${tap}), weight(from + 3 * row + ${tap}));
    ${cells.map((cell, n) => `z${n} += p${cell} * w;`).join(' ')}`,
    )}
  }
  vec4 shift = vec4(bias(to), bias(to + 1), bias(to + 2), bias(to + 3));
  vec4 most = z0 + shift;
  vec4 winner = vec4(0.0);
  keep(z1 + shift, 1.0, most, winner);
  keep(z2 + shift, 2.0, most, winner);
  keep(z3 + shift, 3.0, most, winner);
  bvec4 isNone = lessThanEqual(most, vec4(0.0));
  sum0 = mix(most, vec4(0.0), isNone);
  sum1 = mix(winner, vec4(4.0), isNone);
}`,
});

const fromForward = program({
  inputs: panelNames(2),
  ints: ['outputs'],
  outputs: ['result', 'winner'],
  body: `${fromPanels(2)}
void compute(int i) {
  int to = i % outputs;
  int place = i / outputs * ((outputs + 3) / 4) + to / 4;
  result = fromPanels(0, place, to % 4);
  winner = fromPanels(1, place, to % 4);
}`,
});

/** The four cells of a pool and four inputs in each invocation: the gradients of the nine pools around serve 144 products. */
const toInput = panelProgram({
  inputs: ['weight', 'winners', 'upstream'],
  ints: sizes,
  count: 4,
  body: `
/** The gradient of one cell of a pool before pooling. */
float dz(vec2 pool, int cell) {
  return int(pool.x) == cell ? pool.y : 0.0;
}
vec2 poolAt(int item, int row, int column, int from) {
  if (row < 0 || column < 0 || row >= height / 2 || column >= width / 2) return vec2(4.0, 0.0);
  int at = ((item * (height / 2) + row) * (width / 2) + column) * outputs + from;
  return vec2(winners(at), upstream(at));
}
void compute(int i) {
  int quads = (inputs + 3) / 4;
  int columns = (width + 1) / 2;
  int rows = (height + 1) / 2;
  int k = i % quads * 4;
  int at = i / quads;
  int row = at / columns % rows;
  int column = at % columns;
  int item = at / columns / rows;
  sum0 = sum1 = sum2 = sum3 = vec4(0.0);
  for (int from = 0; from < outputs; from++) {
    ${Array.from({ length: 9 }, (_, n) => `vec2 q${n} = poolAt(item, row + ${Math.floor(n / 3) - 1}, column + ${(n % 3) - 1}, from);`).join('\n    ')}
    ${patch
      .map((name, n) => {
        const [y, x] = [Math.floor(n / 4) + 1, (n % 4) + 1];
        return `float ${name} = dz(q${3 * Math.floor(y / 2) + Math.floor(x / 2)}, ${(y % 2) * 2 + (x % 2)});`;
      })
      .join('\n    ')}
    int start = (from * inputs + k) * 9;
    vec4 w;
    ${eachTap(
      // A cell gets back from the cell that lies the other way of the tap.
      (
        tap,
        cells,
      ) => `w = vec4(weight(start + ${8 - tap}), weight(start + 9 + ${8 - tap}), weight(start + 18 + ${8 - tap}), weight(start + 27 + ${8 - tap}));
    ${cells.map((cell, n) => `sum${n} += p${cell} * w;`).join(' ')}`,
    )}
  }
}`,
});

const fromInput = program({
  inputs: panelNames(4),
  ints: ['height', 'width', 'inputs'],
  body: `${fromPanels(4)}
void compute(int i) {
  int k = i % inputs;
  int at = i / inputs;
  int x0 = at % width;
  int y0 = at / width % height;
  int pool = (at / width / height * ((height + 1) / 2) + y0 / 2) * ((width + 1) / 2) + x0 / 2;
  result = fromPanels(y0 % 2 * 2 + x0 % 2, pool * ((inputs + 3) / 4) + k / 4, k % 4);
}`,
});

/**
 * The gradient of the nine taps that join one input to one output, by one image: a few values would leave a GPU idle, those
 * of each image do not.
 */
const toWeight = panelProgram({
  inputs: ['x', 'winners', 'upstream'],
  ints: sizes,
  count: 3,
  body: `${cell}
void compute(int i) {
  int k = i % inputs;
  int from = i / inputs % outputs;
  int item = i / inputs / outputs;
  sum0 = sum1 = sum2 = vec4(0.0);
  for (int row = 0; row < height / 2; row++) {
    for (int column = 0; column < width / 2; column++) {
      int at = ((item * (height / 2) + row) * (width / 2) + column) * outputs + from;
      int which = int(winners(at));
      if (which == 4) continue;
      int y = 2 * row + which / 2;
      int x = 2 * column + which % 2;
      float back = upstream(at);
      vec3 above = vec3(cell(item, y - 1, x - 1, k), cell(item, y - 1, x, k), cell(item, y - 1, x + 1, k));
      vec3 level = vec3(cell(item, y, x - 1, k), cell(item, y, x, k), cell(item, y, x + 1, k));
      vec3 below = vec3(cell(item, y + 1, x - 1, k), cell(item, y + 1, x, k), cell(item, y + 1, x + 1, k));
      sum0 += back * vec4(above, level.x);
      sum1 += back * vec4(level.yz, below.xy);
      sum2.x += back * below.z;
    }
  }
}`,
});

/** The sum over the images. */
const fromWeight = program({
  inputs: panelNames(3),
  ints: ['batch', 'inputs', 'outputs'],
  body: `${fromPanels(3)}
void compute(int i) {
  int tap = i % 9;
  float sum = 0.0;
  for (int at = i / 9; at < batch * inputs * outputs; at += inputs * outputs) sum += fromPanels(tap / 4, at, tap % 4);
  result = sum;
}`,
});

const toBias = program({
  inputs: ['winners', 'upstream'],
  ints: ['outputs', 'cells'],
  body: `
void compute(int i) {
  int from = i % outputs;
  int first = i / outputs * cells;
  float sum = 0.0;
  for (int at = first; at < first + cells; at++) {
    if (winners(at * outputs + from) < 3.5) sum += upstream(at * outputs + from);
  }
  result = sum;
}`,
});

function numbersOf({ x, weight }: GLInputs) {
  const [, height, width, inputs] = x.shape;
  return { height, width, inputs, outputs: weight.shape[0] };
}

export const convOnWebgl: GLKernel<object> = (gl, given) => {
  const { x, weight, bias } = given;
  const numbers = numbersOf(given);
  const shape = [x.shape[0], Math.floor(numbers.height / 2), Math.floor(numbers.width / 2), numbers.outputs];
  const times = shape[0] * shape[1] * shape[2] * Math.ceil(numbers.outputs / 4);
  return withPanels(forward, times, { x, weight, bias }, numbers, (panels) =>
    gl.draw(fromForward, shape, panels, numbers),
  );
};

export const convWeightGradientOnWebgl: GLKernel<object> = (gl, given) => {
  const { x, weight, winners, upstream } = given;
  const numbers = numbersOf(given);
  const [batch] = x.shape;
  const { outputs } = numbers;
  const times = batch * outputs * numbers.inputs;
  const weights = withPanels(toWeight, times, { x, winners, upstream }, numbers, (panels) => {
    return gl.draw(fromWeight, weight.shape, panels, { ...numbers, batch })[0];
  });
  const cells = upstream.size / batch / outputs;
  const [biases] = gl.draw(toBias, [batch, outputs], { winners, upstream }, { outputs, cells });
  return [weights, sumRows(gl, biases, outputs)];
};

export const convInputGradientOnWebgl: GLKernel<object> = (gl, given) => {
  const { x, weight, winners, upstream } = given;
  const numbers = numbersOf(given);
  const pools = x.shape[0] * Math.ceil(numbers.height / 2) * Math.ceil(numbers.width / 2);
  const times = pools * Math.ceil(numbers.inputs / 4);
  return withPanels(toInput, times, { weight, winners, upstream }, numbers, (panels) =>
    gl.draw(fromInput, x.shape, panels, numbers),
  );
};
