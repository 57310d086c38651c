import { defaultDevice, init, jit, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { lossOf } from './shared/jax-models.js';

let problem;
let state;
let update;
let steps = 0;

/** A linear layer is x · W, as in NumPy; convolutions are as in PyTorch. */
function arrayOf({ shape, values, isKernel }) {
  const array = np.array(values).reshape(shape);
  return isKernel && shape.length === 2 ? np.transpose(array) : array;
}

const named = (parameters) => Object.fromEntries(parameters.map(([name, parameter]) => [name, arrayOf(parameter)]));

export async function prepare(given) {
  await init('wasm');
  defaultDevice('wasm');
  problem = given;
  const all = Object.entries(given.parameters);
  const parameters = named(all.filter(([, { isFixed }]) => !isFixed));
  const zeros = () => tree.map((array) => np.zeros(array.shape), parameters);
  state = { parameters, first: zeros(), second: zeros() };
  const fixed = all.filter(([, { isFixed }]) => isFixed);
  update = jit(stepOf(given, fixed));
}

/** Adam (Kingma & Ba 2015, algorithm 1), as the optax of jax-js has it. */
function stepOf({ kind, sizes, adam }, fixed) {
  const { rate, beta1, beta2, epsilon } = adam;
  return ({ parameters, first, second }, corrections, batch) => {
    const [loss, gradients] = valueAndGrad((learned) => lossOf(kind, sizes, { ...learned, ...named(fixed) }, batch))(
      tree.ref(parameters),
    );
    const moment = (beta, power) => (mean, gradient) => mean.mul(beta).add(power(gradient).mul(1 - beta));
    const newFirst = tree.map(
      moment(beta1, (g) => g),
      first,
      tree.ref(gradients),
    );
    const newSecond = tree.map(moment(beta2, np.square), second, gradients);
    const moved = tree.map(
      (value, mean, square) => {
        const scale = np.sqrt(square.mul(corrections.second.ref)).add(epsilon);
        return value.sub(mean.mul(corrections.first.ref).div(scale).mul(rate));
      },
      parameters,
      tree.ref(newFirst),
      tree.ref(newSecond),
    );
    tree.dispose(corrections);
    return [loss, { parameters: moved, first: newFirst, second: newSecond }];
  };
}

const given = ({ values, shape }) =>
  np.array(values, { dtype: values instanceof Int32Array ? np.int32 : np.float32 }).reshape(shape);

/** Takes a step, and gives its loss. */
export async function step(batch) {
  steps += 1;
  const { beta1, beta2 } = problem.adam;
  const corrections = { first: np.array(1 / (1 - beta1 ** steps)), second: np.array(1 / (1 - beta2 ** steps)) };
  const arrays = Object.fromEntries(Object.entries(batch).map(([name, numbers]) => [name, given(numbers)]));
  const [loss, next] = update(state, corrections, arrays);
  state = next;
  return (await loss.data())[0];
}
