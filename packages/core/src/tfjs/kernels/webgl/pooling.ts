import { applyLinear, sumRows, throughTanh, toInput, toWeight } from './linear.js';
import { type GLArray, type GLInputs, type GLKernel, type GLRunner, program } from './gl-kernel.js';
import { softmaxRows } from './softmax.js';

const weightedSum = program({
  inputs: ['x', 'weights'],
  ints: ['positions', 'width'],
  body: `
void compute(int i) {
  int group = i / width;
  float sum = 0.0;
  for (int at = group * positions; at < (group + 1) * positions; at++) sum += weights(at) * x(at * width + i % width);
  result = sum;
}`,
});

/** Upstream gradient of each weight. */
const toWeights = program({
  inputs: ['x', 'upstream', 'upstreamWeights'],
  ints: ['positions', 'width'],
  body: `
void compute(int i) {
  float sum = upstreamWeights(i);
  for (int k = 0; k < width; k++) sum += x(i * width + k) * upstream(i / positions * width + k);
  result = sum;
}`,
});

const toScores = program({
  inputs: ['weights', 'g'],
  ints: ['positions'],
  body: `
void compute(int i) {
  int group = i - i % positions;
  float mean = 0.0;
  for (int at = group; at < group + positions; at++) mean += weights(at) * g(at);
  result = weights(i) * (g(i) - mean);
}`,
});

/** Gradient of x as what is summed, and, without a context, as what is scored. */
const toX = program({
  inputs: ['weights', 'upstream', 'g', 'vector'],
  ints: ['positions', 'width', 'isScored'],
  body: `
void compute(int i) {
  int at = i / width;
  int column = i % width;
  result = weights(at) * upstream(at / positions * width + column);
  if (isScored == 1) result += g(at) * vector(column);
}`,
});

/** A column times a row. */
const outer = program({
  inputs: ['g', 'vector'],
  ints: ['width'],
  body: `
void compute(int i) {
  result = g(i / width) * vector(i % width);
}`,
});

function weigh(gl: GLRunner, { x, weight, bias, context, mask }: GLInputs) {
  const shape = x.shape.slice(0, -1);
  const inner = context ? applyLinear(gl, x, weight, bias, 'tanh') : x;
  const vector = context ? gl.as(context, [1, context.size]) : weight;
  const scores = gl.as(applyLinear(gl, inner, vector, context ? undefined : bias, 'none'), shape);
  return { inner, vector, weights: softmaxRows(gl, scores, shape[shape.length - 1], mask) };
}

export const poolingOnWebgl: GLKernel<object> = (gl, inputs) => {
  const { x } = inputs;
  const [positions, width] = x.shape.slice(-2);
  const { weights } = weigh(gl, inputs);
  const [pooled] = gl.draw(weightedSum, [...x.shape.slice(0, -2), width], { x, weights }, { positions, width });
  return [pooled, weights];
};

export const poolingGradientOnWebgl: GLKernel<object> = (gl, inputs) => {
  const { x, weight, context, upstream, upstreamWeights } = inputs;
  const [positions, width] = x.shape.slice(-2);
  const { inner, vector, weights } = weigh(gl, inputs);
  const numbers = { positions, width };
  const [back] = gl.draw(toWeights, weights.shape, { x, upstream, upstreamWeights }, numbers);
  const [g] = gl.draw(toScores, weights.shape, { weights, g: back }, { positions });
  const past = { weights, upstream, g, vector };
  const [dx] = gl.draw(toX, x.shape, past, { ...numbers, isScored: context === undefined });
  const column = gl.as(g, [g.size, 1]);
  if (!context) return [dx, toWeight(gl, column, x, weight.shape), sumRows(gl, column, 1)];
  const [hidden] = weight.shape;
  const [spread]: GLArray[] = gl.draw(outer, [g.size, hidden], { g, vector }, { width: hidden });
  const dInner = throughTanh(gl, inner, spread);
  const dContext = gl.as(toWeight(gl, column, inner, [1, hidden]), context.shape);
  const dWeight = toWeight(gl, dInner, x, weight.shape);
  return [toInput(gl, dInner, weight, x.shape, dx), dWeight, sumRows(gl, dInner, hidden), dContext];
};
