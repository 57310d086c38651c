import { type GLInputs, type GLKernel, program } from './gl-kernel.js';
import { sumRows } from './linear.js';

const sizes = ['height', 'width', 'inputs', 'outputs'];

/** As on the CPU: cells that differ by no more than rounding are equal, and the last of equals wins; 4 means none. */
const forward = program({
  inputs: ['x', 'weight', 'bias'],
  ints: sizes,
  outputs: ['result', 'winner'],
  body: `
float cell(int item, int y0, int x0, int to) {
  float sum = 0.0;
  for (int dy = 0; dy < 3; dy++) {
    for (int dx = 0; dx < 3; dx++) {
      ivec2 at = ivec2(x0 + dx - 1, y0 + dy - 1);
      if (at.x < 0 || at.y < 0 || at.x >= width || at.y >= height) continue;
      int from = ((item * height + at.y) * width + at.x) * inputs;
      for (int k = 0; k < inputs; k++) sum += x(from + k) * weight(((to * inputs + k) * 3 + dy) * 3 + dx);
    }
  }
  return sum + bias(to);
}
void compute(int i) {
  int to = i % outputs;
  int columns = width / 2;
  int at = i / outputs;
  ivec2 place = ivec2(at % columns, at / columns % (height / 2)) * 2;
  int item = at / columns / (height / 2);
  float most = cell(item, place.y, place.x, to);
  int which = 0;
  for (int k = 1; k < 4; k++) {
    float value = cell(item, place.y + k / 2, place.x + k % 2, to);
    if (value < most * 0.99999976) continue;
    which = k;
    most = max(most, value);
  }
  result = most <= 0.0 ? 0.0 : most;
  winner = most <= 0.0 ? 4.0 : float(which);
}`,
});

/** The gradient of the map before pooling at a cell. */
const unpooled = `
float dz(int item, int y0, int x0, int from) {
  if (y0 / 2 >= height / 2 || x0 / 2 >= width / 2) return 0.0;
  int at = ((item * (height / 2) + y0 / 2) * (width / 2) + x0 / 2) * outputs + from;
  return int(winners(at)) == y0 % 2 * 2 + x0 % 2 ? upstream(at) : 0.0;
}`;

const toInput = program({
  inputs: ['weight', 'winners', 'upstream'],
  ints: sizes,
  body: `${unpooled}
void compute(int i) {
  int k = i % inputs;
  int at = i / inputs;
  ivec2 place = ivec2(at % width, at / width % height);
  int item = at / width / height;
  float sum = 0.0;
  for (int dy = 0; dy < 3; dy++) {
    for (int dx = 0; dx < 3; dx++) {
      ivec2 to = place - ivec2(dx - 1, dy - 1);
      if (to.x < 0 || to.y < 0 || to.x >= width || to.y >= height) continue;
      for (int output_ = 0; output_ < outputs; output_++) {
        sum += dz(item, to.y, to.x, output_) * weight(((output_ * inputs + k) * 3 + dy) * 3 + dx);
      }
    }
  }
  result = sum;
}`,
});

/** The gradient of the weight that one image gives; a few values would leave a GPU idle, those of each image do not. */
const toWeight = program({
  inputs: ['x', 'winners', 'upstream'],
  ints: sizes,
  body: `
void compute(int i) {
  int tap = i % 9;
  int k = i / 9 % inputs;
  int from = i / 9 / inputs % outputs;
  int item = i / 9 / inputs / outputs;
  float sum = 0.0;
  for (int row = 0; row < height / 2; row++) {
    for (int column = 0; column < width / 2; column++) {
      int at = ((item * (height / 2) + row) * (width / 2) + column) * outputs + from;
      int which = int(winners(at));
      if (which == 4) continue;
      ivec2 place = ivec2(2 * column + which % 2 + tap % 3 - 1, 2 * row + which / 2 + tap / 3 - 1);
      if (place.x < 0 || place.y < 0 || place.x >= width || place.y >= height) continue;
      sum += upstream(at) * x(((item * height + place.y) * width + place.x) * inputs + k);
    }
  }
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

export const conv: GLKernel<object> = (gl, given) => {
  const { x, weight, bias } = given;
  const numbers = numbersOf(given);
  const shape = [x.shape[0], Math.floor(numbers.height / 2), Math.floor(numbers.width / 2), numbers.outputs];
  return gl.draw(forward, shape, { x, weight, bias }, numbers);
};

export const convWeightGradient: GLKernel<object> = (gl, given) => {
  const { x, weight, winners, upstream } = given;
  const numbers = numbersOf(given);
  const [batch] = x.shape;
  const { outputs } = numbers;
  const [weights] = gl.draw(toWeight, [batch, weight.size], { x, winners, upstream }, numbers);
  const cells = upstream.size / batch / outputs;
  const [biases] = gl.draw(toBias, [batch, outputs], { winners, upstream }, { outputs, cells });
  return [gl.as(sumRows(gl, weights, weight.size), weight.shape), sumRows(gl, biases, outputs)];
};

export const convInputGradient: GLKernel<object> = (gl, given) => {
  const { x, weight, winners, upstream } = given;
  return gl.draw(toInput, x.shape, { weight, winners, upstream }, numbersOf(given));
};
