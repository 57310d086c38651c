import * as tf from '@tensorflow/tfjs';
import { lossOf } from './tfjs-models.js';

/** Axes of PyTorch's kernels in the order of TensorFlow.js, by how many there are: what comes out is the last one there. */
const kernelAxes = { 2: [1, 0], 4: [2, 3, 1, 0] };

function variableOf({ shape, values, isFixed, isKernel }) {
  const tensor = tf.tidy(() => {
    const given = tf.tensor(values, shape);
    return isKernel ? given.transpose(kernelAxes[shape.length]) : given;
  });
  return isFixed ? tensor : tf.variable(tensor);
}

/** Training as one writes it with TensorFlow.js: operations, variables, `minimize`. */
export function plain(backend) {
  let problem;
  let optimizer;
  let parameters;
  return {
    async prepare(given) {
      if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no ${backend}`);
      problem = given;
      const named = Object.entries(given.parameters).map(([name, parameter]) => [name, variableOf(parameter)]);
      parameters = Object.fromEntries(named);
      const { rate, beta1, beta2, epsilon } = given.adam;
      optimizer = tf.train.adam(rate, beta1, beta2, epsilon);
    },
    /** Takes a step, and gives its loss. */
    async step(batch) {
      const loss = optimizer.minimize(() => lossOf(problem, parameters, batch), true);
      const [value] = await loss.data();
      loss.dispose();
      return value;
    },
  };
}
