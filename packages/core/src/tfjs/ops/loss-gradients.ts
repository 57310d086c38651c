import { type Scalar, type Tensor, type Variable, variableGrads, zeros } from '@tensorflow/tfjs-core';

/** Loss, and its gradient with respect to each of several variables. */
export interface LossGradients {
  readonly loss: Scalar;
  /** In the order of the variables, each of its shape. */
  readonly gradients: readonly Tensor[];
}

/** A loss, a scalar, and its gradients: zeros for a variable that it does not reach. All of them are the caller's to dispose of. */
export function lossGradients(loss: () => Tensor, variables: readonly Variable[]): LossGradients {
  const { value, grads } = variableGrads(loss as () => Scalar, [...variables]);
  return { loss: value, gradients: variables.map(({ name, shape }) => grads[name] ?? zeros(shape)) };
}
