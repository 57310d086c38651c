import { addTimes, addTimesTransposed, addTransposedTimes } from '../../matrix-product.js';
import type { AttentionShape } from '../shape.js';
import type { ScoreFunction, ScoreGradients } from './score-function.js';

/** q·k × scale: `dot` and `scaled-dot`. */
export class DotScore implements ScoreFunction {
  readonly #shape: AttentionShape;
  readonly #scale: number;

  constructor(shape: AttentionShape, scale: number) {
    this.#shape = shape;
    this.#scale = scale;
  }

  score(query: Float64Array, key: Float64Array, scores: Float64Array): void {
    const { queries, keys, width } = this.#shape;
    addTimesTransposed(query, key, queries, width, keys, scores);
    if (this.#scale !== 1) for (let i = 0; i < scores.length; i++) scores[i] *= this.#scale;
  }

  pullBack(
    query: Float64Array,
    key: Float64Array,
    gradient: Float64Array,
    queryGradient: Float64Array,
    keyGradient: Float64Array,
  ): void {
    const { queries, keys, width } = this.#shape;
    const scaled = gradient.map((value) => value * this.#scale);
    addTimes(scaled, key, queries, keys, width, queryGradient);
    addTransposedTimes(scaled, query, queries, keys, width, keyGradient);
  }

  parameterGradients(): ScoreGradients {
    return {};
  }
}
