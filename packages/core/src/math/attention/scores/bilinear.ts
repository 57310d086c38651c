import { reason } from '../../../errors.js';
import { wrongOperand } from '../../../tensor.js';
import { type Dense, float64, rounded } from '../../dense.js';
import { addTimes, addTimesTransposed, addTransposedTimes, transposed } from '../../matrix-product.js';
import type { AttentionShape } from '../shape.js';
import type { ScoreFunction, ScoreGradients } from './score-function.js';

/** qᵀ W k, computed as (q W)·k. */
export class BilinearScore implements ScoreFunction {
  readonly #shape: AttentionShape;
  readonly #parameter: Dense;
  readonly #weight: Float64Array;
  // Transposed, [key width, query width], so that the factor that is 0 where all is masked comes first and keeps a NaN out.
  readonly #weightGradient: Float64Array;

  /** Throws `wrong-shape` unless the weight is [query width, key width]. */
  constructor(shape: AttentionShape, weight: Dense) {
    const { width, keyWidth } = shape;
    const [rows, columns] = weight.shape;
    if (weight.shape.length !== 2 || rows !== width || columns !== keyWidth) {
      throw wrongOperand(
        'The weight',
        weight.shape,
        reason`[query width, key width], here [${width}, ${keyWidth}], is needed`,
      );
    }
    this.#shape = shape;
    this.#parameter = weight;
    this.#weight = float64(weight);
    this.#weightGradient = new Float64Array(this.#weight.length);
  }

  score(query: Float64Array, key: Float64Array, scores: Float64Array): void {
    const { queries, keys, keyWidth } = this.#shape;
    addTimesTransposed(this.#project(query), key, queries, keyWidth, keys, scores);
  }

  pullBack(
    query: Float64Array,
    key: Float64Array,
    gradient: Float64Array,
    queryGradient: Float64Array,
    keyGradient: Float64Array,
  ): void {
    const { queries, keys, width, keyWidth } = this.#shape;
    const projectedGradient = new Float64Array(queries * keyWidth);
    addTimes(gradient, key, queries, keys, keyWidth, projectedGradient);
    addTransposedTimes(gradient, this.#project(query), queries, keys, keyWidth, keyGradient);
    addTimesTransposed(projectedGradient, this.#weight, queries, keyWidth, width, queryGradient);
    addTransposedTimes(projectedGradient, query, queries, keyWidth, width, this.#weightGradient);
  }

  parameterGradients(): ScoreGradients {
    const { width, keyWidth } = this.#shape;
    const toWeight = transposed(this.#weightGradient, keyWidth, width);
    return { weight: rounded(toWeight, this.#parameter.shape, this.#parameter) };
  }

  #project(query: Float64Array): Float64Array {
    const { queries, width, keyWidth } = this.#shape;
    const projected = new Float64Array(queries * keyWidth);
    addTimes(query, this.#weight, queries, width, keyWidth, projected);
    return projected;
  }
}
