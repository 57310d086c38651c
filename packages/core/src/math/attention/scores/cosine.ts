import { addTimesTransposed } from '../../matrix-product.js';
import type { AttentionShape } from '../shape.js';
import type { ScoreFunction, ScoreGradients } from './score-function.js';

/** q·k / (‖q‖‖k‖): the dot product of directions; that of 0 is 0. */
export class CosineScore implements ScoreFunction {
  readonly #shape: AttentionShape;

  constructor(shape: AttentionShape) {
    this.#shape = shape;
  }

  score(query: Float64Array, key: Float64Array, scores: Float64Array): void {
    const { queries, keys, width } = this.#shape;
    const q = directions(query, queries, width);
    const k = directions(key, keys, width);
    addTimesTransposed(q.unit, k.unit, queries, width, keys, scores);
  }

  // The gradient of q̂·k̂ by q is (k̂ − (q̂·k̂) q̂) / ‖q‖, and likewise by k.
  pullBack(
    query: Float64Array,
    key: Float64Array,
    gradient: Float64Array,
    queryGradient: Float64Array,
    keyGradient: Float64Array,
  ): void {
    const { queries, keys, width } = this.#shape;
    const q = directions(query, queries, width);
    const k = directions(key, keys, width);
    for (let i = 0; i < queries; i++) {
      for (let j = 0; j < keys; j++) {
        const upstream = gradient[i * keys + j];
        if (upstream === 0 || q.norms[i] === 0 || k.norms[j] === 0) continue;
        const qAt = i * width;
        const kAt = j * width;
        let cosine = 0;
        for (let d = 0; d < width; d++) cosine += q.unit[qAt + d] * k.unit[kAt + d];
        const toQuery = upstream / q.norms[i];
        const toKey = upstream / k.norms[j];
        for (let d = 0; d < width; d++) {
          const qUnit = q.unit[qAt + d];
          const kUnit = k.unit[kAt + d];
          queryGradient[qAt + d] += toQuery * (kUnit - cosine * qUnit);
          keyGradient[kAt + d] += toKey * (qUnit - cosine * kUnit);
        }
      }
    }
  }

  parameterGradients(): ScoreGradients {
    return {};
  }
}

/** Rows of length 1, or of 0 where they were 0, and the lengths that they had. */
function directions(rows: Float64Array, count: number, width: number): { unit: Float64Array; norms: Float64Array } {
  const unit = new Float64Array(rows.length);
  const norms = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let squares = 0;
    for (let i = row * width; i < (row + 1) * width; i++) squares += rows[i] * rows[i];
    norms[row] = Math.sqrt(squares);
    if (squares !== 0) for (let i = row * width; i < (row + 1) * width; i++) unit[i] = rows[i] / norms[row];
  }
  return { unit, norms };
}
