import { nextTask } from '../../slices.js';
import { Tensor } from '../../tensor.js';
import { activationGradient, attentionGradients, capGradient, normGradient, rotationGradient } from './derivatives.js';
import type { Activation, Attended, Attending, Engine, HeadChanges, Matrix, MatrixOptions, Rows } from './engine.js';

/** Rows of a matrix that the way back through a linear map takes at a time. */
const BLOCK = 4096;

/** An attention on the tape. */
interface Attention {
  /** As it was used: heads that were replaced have others. */
  weights: Float32Array;
  changes: HeadChanges;
}

/**
 * An engine that keeps in mind how things came of attention, and goes the same way back: the gradient of one number of a result
 * with respect to every weight of attention, by the chain rule. What does not come of an attention is not kept. It is of one pass.
 */
export class Tape implements Engine {
  readonly name: string;
  readonly #engine: Engine;
  readonly #steps: (() => void)[] = [];
  /** Rows that come of an attention. */
  readonly #live = new WeakSet<Rows>();
  readonly #gradients = new Map<Rows, Float32Array>();
  readonly #attentions = new Map<Attended, Attention>();
  /** Gradients of the weights of each attention, the last first. */
  readonly #found: Float32Array[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
    this.name = engine.name;
  }

  get bytes(): number {
    return this.#engine.bytes;
  }

  /**
   * Gradients of one number of a result with respect to the weights of each attention, [heads, queries, keys], in the order in
   * which they were computed. Rejects with the signal's reason.
   */
  async gradients(result: Rows, at: number, signal?: AbortSignal): Promise<readonly Float32Array[]> {
    const one = new Float32Array(result.rows * result.columns);
    one[at] = 1;
    this.#gradients.set(result, one);
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      // Others have their turn, and whoever has lost interest is heard.
      if (this.#steps.length % 8 === 0) await nextTask();
      signal?.throwIfAborted();
      step();
    }
    return this.#found.reverse();
  }

  matrix(stored: Tensor, options?: MatrixOptions): Matrix {
    return this.#engine.matrix(stored, options);
  }

  rows(rows: number, columns: number, values?: ArrayLike<number>): Rows {
    return this.#engine.rows(rows, columns, values);
  }

  read(rows: Rows, from?: number, end?: number): Float32Array {
    return this.#engine.read(rows, from, end);
  }

  write(rows: Rows, values: ArrayLike<number>, from?: number): void {
    this.#engine.write(rows, values, from);
  }

  free(...held: readonly (Rows | Matrix | null | undefined)[]): void {
    this.#engine.free(...held);
  }

  gather(table: Matrix, ids: ArrayLike<number>): Rows {
    return this.#engine.gather(table, ids);
  }

  take(x: Rows, from: number, end: number): Rows {
    const output = this.#engine.take(x, from, end);
    const { rows, columns } = x;
    this.#made(output, x, (gradient) => {
      const wide = new Float32Array(rows * columns);
      wide.set(gradient, from * columns);
      return wide;
    });
    return output;
  }

  linear(x: Rows, weight: Matrix, bias?: Rows | null): Rows {
    const output = this.#engine.linear(x, weight, bias);
    const { rows } = x;
    this.#made(output, x, (gradient) => this.#throughLinear(gradient, rows, weight));
    return output;
  }

  layerNorm(x: Rows, weight: Rows, bias: Rows | null, epsilon: number): Rows {
    const output = this.#engine.layerNorm(x, weight, bias, epsilon);
    this.#normed(output, x, weight, epsilon, true);
    return output;
  }

  rmsNorm(x: Rows, weight: Rows, epsilon: number): Rows {
    const output = this.#engine.rmsNorm(x, weight, epsilon);
    this.#normed(output, x, weight, epsilon, false);
    return output;
  }

  activate(x: Rows, kind: Activation): void {
    if (this.#live.has(x)) {
      const before = this.read(x);
      this.#changed(x, (gradient) => activationGradient(gradient, before, kind));
    }
    this.#engine.activate(x, kind);
  }

  multiply(x: Rows, y: Rows): void {
    const [isLive, byLive] = [this.#live.has(x), this.#live.has(y)];
    if (isLive || byLive) {
      const [before, by] = [this.read(x), this.read(y)];
      this.#live.add(x);
      this.#changed(x, (gradient) => {
        if (byLive)
          this.#give(
            y,
            gradient.map((value, at) => value * before[at]),
          );
        return isLive ? gradient.map((value, at) => value * by[at]) : null;
      });
    }
    this.#engine.multiply(x, y);
  }

  /** y of one row that is added to all does not come of attention: it is a weight. */
  add(x: Rows, y: Rows): void {
    if (this.#live.has(y)) {
      this.#live.add(x);
      this.#changed(x, (gradient) => {
        this.#give(y, gradient);
        return gradient;
      });
    }
    this.#engine.add(x, y);
  }

  scale(x: Rows, factor: number): void {
    if (this.#live.has(x)) this.#changed(x, (gradient) => gradient.map((value) => value * factor));
    this.#engine.scale(x, factor);
  }

  cap(x: Rows, cap: number): void {
    if (this.#live.has(x)) {
      const before = this.read(x);
      this.#changed(x, (gradient) => capGradient(gradient, before, cap));
    }
    this.#engine.cap(x, cap);
  }

  rotate(x: Rows, heads: number, cosines: Rows, sines: Rows): void {
    if (this.#live.has(x)) {
      const [c, s] = [this.read(cosines), this.read(sines)];
      this.#changed(x, (gradient) => rotationGradient(gradient, heads, c, s, cosines.columns));
    }
    this.#engine.rotate(x, heads, cosines, sines);
  }

  /** Of caches, which a pass with a tape has not, and of pictures before all attention. */
  append(cache: Rows | null, more: Rows): Rows {
    return this.#engine.append(cache, more);
  }

  shorten(cache: Rows, count: number): void {
    this.#engine.shorten(cache, count);
  }

  attend(queries: Rows, keys: Rows, values: Rows, how: Attending): Attended {
    const [q, k, v] = [queries, keys, values].map((rows) => this.read(rows));
    const attended = this.#engine.attend(queries, keys, values, how);
    const { output } = attended;
    const width = output.columns;
    const attention: Attention = { weights: this.read(attended.weights), changes: { given: [], ablated: [] } };
    this.#attentions.set(attended, attention);
    this.#live.add(output);
    this.#steps.push(() => {
      const { weights, changes } = attention;
      const arrived = this.#taken(output) ?? new Float32Array(output.rows * width);
      const gradient = beforeAblations(arrived, changes, how);
      const found = attentionGradients(
        gradient,
        { queries: q, keys: k, values: v, weights, given: new Set(changes.given) },
        how,
      );
      this.#found.push(found.weights);
      for (const [rows, own] of [
        [queries, found.queries],
        [keys, found.keys],
        [values, found.values],
      ] as const) {
        if (this.#live.has(rows)) this.#give(rows, own);
      }
    });
    return attended;
  }

  replaced(attended: Attended, changes: HeadChanges): void {
    const attention = this.#attentions.get(attended)!;
    attention.weights = this.read(attended.weights);
    attention.changes = changes;
  }

  /** The engine below is another's. */
  dispose(): void {
    this.#steps.length = 0;
    this.#gradients.clear();
    this.#attentions.clear();
  }

  /** New rows that come of others. */
  #made(output: Rows, x: Rows, back: (gradient: Float32Array) => Float32Array): void {
    if (!this.#live.has(x)) return;
    this.#live.add(output);
    this.#steps.push(() => {
      const gradient = this.#taken(output);
      if (gradient) this.#give(x, back(gradient));
    });
  }

  /** Rows that were changed in their place. */
  #changed(x: Rows, back: (gradient: Float32Array) => Float32Array | null): void {
    this.#steps.push(() => {
      const gradient = this.#taken(x);
      const before = gradient && back(gradient);
      if (before) this.#gradients.set(x, before);
    });
  }

  #normed(output: Rows, x: Rows, weights: Rows, epsilon: number, isCentred: boolean): void {
    if (!this.#live.has(x)) return;
    const [before, weight] = [this.read(x), this.read(weights)];
    this.#made(output, x, (gradient) => normGradient(gradient, before, { weight, epsilon, isCentred }));
  }

  #taken(rows: Rows): Float32Array | null {
    const gradient = this.#gradients.get(rows) ?? null;
    this.#gradients.delete(rows);
    return gradient;
  }

  #give(rows: Rows, gradient: Float32Array): void {
    const sum = this.#gradients.get(rows);
    if (!sum) this.#gradients.set(rows, gradient.slice());
    else for (let at = 0; at < sum.length; at++) sum[at] += gradient[at];
  }

  /** Gradient before y = x Wᵀ: dy W, by the rows of W alone that anything flows through: of a vocabulary that is one. */
  #throughLinear(gradient: Float32Array, rows: number, weight: Matrix): Float32Array {
    const { inputs, outputs } = weight;
    const used: number[] = [];
    for (let output = 0; output < outputs; output++) {
      for (let row = 0; row < rows; row++) {
        if (gradient[row * outputs + output] === 0) continue;
        used.push(output);
        break;
      }
    }
    const sum = new Float32Array(rows * inputs);
    for (let from = 0; from < used.length; from += BLOCK) {
      const ids = used.slice(from, from + BLOCK);
      const taken = this.#engine.gather(weight, ids);
      const turned = this.#engine.matrix(Tensor.of(this.#engine.read(taken), [ids.length, inputs]), {
        transposed: true,
      });
      const given = new Float32Array(rows * ids.length);
      for (let row = 0, to = 0; row < rows; row++) for (const id of ids) given[to++] = gradient[row * outputs + id];
      const dy = this.#engine.rows(rows, ids.length, given);
      const dx = this.#engine.linear(dy, turned);
      const values = this.#engine.read(dx);
      for (let at = 0; at < sum.length; at++) sum[at] += values[at];
      this.#engine.free(taken, turned, dy, dx);
    }
    return sum;
  }
}

/** Gradient of the sums of heads as they were before heads were taken away. */
function beforeAblations(
  gradient: Float32Array,
  { ablated }: HeadChanges,
  { heads, headWidth }: Attending,
): Float32Array {
  if (ablated.length === 0) return gradient;
  const out = gradient.slice();
  const width = heads * headWidth;
  const queries = gradient.length / width;
  for (const { head, by } of ablated) {
    for (let column = head * headWidth; column < (head + 1) * headWidth; column++) {
      let sum = 0;
      for (let query = 0; query < queries; query++) sum += out[query * width + column];
      const value = by === 'mean' ? sum / queries : 0;
      for (let query = 0; query < queries; query++) out[query * width + column] = value;
    }
  }
  return out;
}
