import { reason } from '../../../errors.js';
import { wrongOperand } from '../../../tensor.js';
import { type Dense, float64, rounded } from '../../dense.js';
import { addTimes, addTimesTransposed, addTransposedTimes, transposed } from '../../matrix-product.js';
import type { AttentionShape } from '../shape.js';
import type { ScoreFunction, ScoreGradients } from './score-function.js';

interface AdditiveParameters {
  readonly queryWeight: Dense;
  readonly keyWeight: Dense;
  readonly vector: Dense;
}

/** v·tanh(q Wq + k Wk): each side is projected once, the cells add and bend the projections. */
export class AdditiveScore implements ScoreFunction {
  readonly #shape: AttentionShape;
  readonly #parameters: AdditiveParameters;
  readonly #hidden: number;
  readonly #queryWeight: Float64Array;
  readonly #keyWeight: Float64Array;
  readonly #vector: Float64Array;
  // Transposed, [hidden, width], so that the factor that is 0 where all is masked comes first and keeps a NaN out.
  readonly #queryWeightGradient: Float64Array;
  readonly #keyWeightGradient: Float64Array;
  readonly #vectorGradient: Float64Array;

  /** Throws `wrong-shape` unless the weights are [query width, hidden], [key width, hidden] and the vector [hidden]. */
  constructor(shape: AttentionShape, parameters: AdditiveParameters) {
    const { queryWeight, keyWeight, vector } = parameters;
    const hidden = vector.values.length;
    if (vector.shape.length !== 1) throw wrongOperand('The vector', vector.shape, reason`[hidden] is needed`);
    requireWeight('The query weight', queryWeight, shape.width, hidden);
    requireWeight('The key weight', keyWeight, shape.keyWidth, hidden);
    this.#shape = shape;
    this.#parameters = parameters;
    this.#hidden = hidden;
    this.#queryWeight = float64(queryWeight);
    this.#keyWeight = float64(keyWeight);
    this.#vector = float64(vector);
    this.#queryWeightGradient = new Float64Array(this.#queryWeight.length);
    this.#keyWeightGradient = new Float64Array(this.#keyWeight.length);
    this.#vectorGradient = new Float64Array(hidden);
  }

  score(query: Float64Array, key: Float64Array, scores: Float64Array): void {
    const { queries, keys } = this.#shape;
    const hidden = this.#hidden;
    const vector = this.#vector;
    const [q, k] = this.#project(query, key);
    for (let i = 0; i < queries; i++) {
      for (let j = 0; j < keys; j++) {
        let sum = 0;
        for (let h = 0; h < hidden; h++) sum += vector[h] * Math.tanh(q[i * hidden + h] + k[j * hidden + h]);
        scores[i * keys + j] = sum;
      }
    }
  }

  pullBack(
    query: Float64Array,
    key: Float64Array,
    gradient: Float64Array,
    queryGradient: Float64Array,
    keyGradient: Float64Array,
  ): void {
    const { queries, keys, width, keyWidth } = this.#shape;
    const hidden = this.#hidden;
    const vector = this.#vector;
    const [q, k] = this.#project(query, key);
    const qGradient = new Float64Array(q.length);
    const kGradient = new Float64Array(k.length);
    for (let i = 0; i < queries; i++) {
      for (let j = 0; j < keys; j++) {
        const upstream = gradient[i * keys + j];
        if (upstream === 0) continue;
        for (let h = 0; h < hidden; h++) {
          const bent = Math.tanh(q[i * hidden + h] + k[j * hidden + h]);
          const toSum = upstream * vector[h] * (1 - bent * bent);
          this.#vectorGradient[h] += upstream * bent;
          qGradient[i * hidden + h] += toSum;
          kGradient[j * hidden + h] += toSum;
        }
      }
    }
    addTimesTransposed(qGradient, this.#queryWeight, queries, hidden, width, queryGradient);
    addTimesTransposed(kGradient, this.#keyWeight, keys, hidden, keyWidth, keyGradient);
    addTransposedTimes(qGradient, query, queries, hidden, width, this.#queryWeightGradient);
    addTransposedTimes(kGradient, key, keys, hidden, keyWidth, this.#keyWeightGradient);
  }

  parameterGradients(): ScoreGradients {
    const { queryWeight, keyWeight, vector } = this.#parameters;
    const { width, keyWidth } = this.#shape;
    const toQueryWeight = transposed(this.#queryWeightGradient, this.#hidden, width);
    const toKeyWeight = transposed(this.#keyWeightGradient, this.#hidden, keyWidth);
    return {
      queryWeight: rounded(toQueryWeight, queryWeight.shape, queryWeight),
      keyWeight: rounded(toKeyWeight, keyWeight.shape, keyWeight),
      vector: rounded(this.#vectorGradient, vector.shape, vector),
    };
  }

  #project(query: Float64Array, key: Float64Array): [query: Float64Array, key: Float64Array] {
    const { queries, keys, width, keyWidth } = this.#shape;
    const q = new Float64Array(queries * this.#hidden);
    const k = new Float64Array(keys * this.#hidden);
    addTimes(query, this.#queryWeight, queries, width, this.#hidden, q);
    addTimes(key, this.#keyWeight, keys, keyWidth, this.#hidden, k);
    return [q, k];
  }
}

function requireWeight(name: string, { shape }: Dense, width: number, hidden: number): void {
  if (shape.length === 2 && shape[0] === width && shape[1] === hidden) return;
  throw wrongOperand(name, shape, reason`[width, hidden], here [${width}, ${hidden}], is needed`);
}
