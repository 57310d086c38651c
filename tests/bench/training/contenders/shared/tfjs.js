import * as tf from '@tensorflow/tfjs';
import { lossOf } from './tfjs-models.js';

/** Of which axes of PyTorch's a kernel's are, by their number: TensorFlow.js keeps what comes out behind what goes in. */
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
