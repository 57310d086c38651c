import { type Dense, rounded } from '../dense.js';

/**
 * Size of the gradient that a softmax lets through: ‖∂p/∂s‖ of each row p of weights, the Frobenius norm of its Jacobian diag(p) − p pᵀ.
 * Weights [.., keys]; norms [..]. 0 where one weight is 1, as of scores far apart: nothing is learned there, which is why dot products
 * are scaled (Vaswani et al. 2017, 3.2.1).
 */
export function softmaxGradientNorm(weights: Dense): Dense {
  const { shape, values } = weights;
  const keys = shape[shape.length - 1];
  const norms = new Float64Array(values.length / keys);
  for (let row = 0; row < norms.length; row++) {
    let [squares, cubes] = [0, 0];
    for (let i = row * keys; i < (row + 1) * keys; i++) {
      const weight = Math.max(0, values[i]);
      squares += weight ** 2;
      cubes += weight ** 3;
    }
    // Σ (pᵢ − pᵢ²)² + Σ pᵢ² pⱼ² over i ≠ j; rounding may leave it below 0.
    norms[row] = Math.sqrt(Math.max(0, squares - 2 * cubes + squares ** 2));
  }
  return rounded(norms, shape.slice(0, -1), weights);
}
