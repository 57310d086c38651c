import type { AdamAttributes } from '../../ops/adam.js';
import { type GLArray, type GLInputs, type GLKernel, type GLRunner, program } from './gl-kernel.js';

/** Arrays that one draw may read: what every device has of texture units, less one. */
const ABREAST = 15;

/**
 * Writes arrays one after another: those that came before stay as they were. `end` are the indices at which each array ends;
 * an array that is not given ends where the one before does.
 */
const gather = (() => {
  const names = Array.from({ length: ABREAST }, (_, at) => `part${at}`);
  const ends = names.map((name) => `${name}End`);
  const pick = names.map((name, at) => {
    const from = at === 0 ? 'first' : ends[at - 1];
    return `if (i < ${ends[at]}) { result = ${name}(i - ${from}); return; }`;
  });
  return program({
    inputs: ['before', ...names],
    ints: ['first', ...ends],
    body: `
void compute(int i) {
  if (i < first) { result = before(i); return; }
  ${pick.join('\n  ')}
  result = 0.0;
}`,
  });
})();

const nextMoments = program({
  inputs: ['moments', 'g'],
  ints: ['total'],
  floats: ['beta1', 'beta2', 'rest1', 'rest2'],
  body: `
void compute(int i) {
  float gradient = g(i % total);
  result = i < total ? beta1 * moments(i) + rest1 * gradient : beta2 * moments(i) + rest2 * gradient * gradient;
}`,
});

const nextParameters = program({
  inputs: ['p', 'moments'],
  ints: ['total'],
  floats: ['epsilon', 'rate', 'correction'],
  body: `
void compute(int i) {
  result = p(i) - rate * moments(i) / (sqrt(moments(total + i)) * correction + epsilon);
}`,
});

/** The arrays as one; without a draw where they already lie one after another. */
function together(gl: GLRunner, arrays: readonly GLArray[], total: number): GLArray {
  const [{ placed }] = arrays;
  let at = placed.start;
  const follow = arrays.every(({ placed: { store, start }, size }) => {
    const follows = store === placed.store && start === at;
    at += size;
    return follows;
  });
  if (follow) return { shape: [total], size: total, dtype: 'float32', placed };
  let before: GLArray | undefined;
  for (let from = 0, first = 0; from < arrays.length; from += ABREAST) {
    const inputs: Record<string, GLArray | undefined> = { before };
    const numbers: Record<string, number> = { first };
    for (let i = 0; i < ABREAST; i++) {
      const part = arrays[from + i];
      inputs[`part${i}`] = part;
      first += part ? part.size : 0;
      numbers[`part${i}End`] = first;
    }
    [before] = gl.draw(gather, [total], inputs, numbers);
  }
  return before!;
}

const list = (inputs: GLInputs, name: string, count: number) =>
  Array.from({ length: count }, (_, i) => inputs[`${name}${i}`]);

/**
 * The parameters stay in one texture after the first step, each a part of it: a step is a draw for every fifteen gradients
 * and two more.
 */
export const adamOnWebgl: GLKernel<AdamAttributes> = (gl, inputs, { count, step }) => {
  const { moments } = inputs;
  const total = moments.shape[1];
  const { beta1, beta2, epsilon, rate, correction } = step;
  const parameters = list(inputs, 'parameter', count);
  const g = together(gl, list(inputs, 'gradient', count), total);
  const p = together(gl, parameters, total);
  const rests = { rest1: 1 - beta1, rest2: 1 - beta2 };
  const [after] = gl.draw(nextMoments, moments.shape, { moments, g }, { total }, { beta1, beta2, ...rests });
  const [next] = gl.draw(nextParameters, [total], { p, moments: after }, { total }, { epsilon, rate, correction });
  let start = 0;
  const parts = parameters.map(({ shape, size }): GLArray => {
    const part = { shape, size, dtype: 'float32' as const, placed: { store: next.placed.store, start } };
    start += size;
    return part;
  });
  return [after, ...parts];
};
