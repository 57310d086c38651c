import type { Tensor } from '../../tensor.js';
import { activations } from './activations.js';
import type { Activation, Attended, Attending, Engine, Matrix, MatrixOptions, Rows } from './engine.js';

/** Rows in JavaScript's memory, with room for more behind them. */
class PlainRows implements Rows {
  rows: number;
  readonly columns: number;
  values: Float32Array;

  constructor(rows: number, columns: number, values = new Float32Array(rows * columns)) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }
}

/** Weights widened to float32. */
class PlainMatrix implements Matrix {
  readonly outputs: number;
  readonly inputs: number;
  readonly values: Float32Array;

  constructor(outputs: number, inputs: number, values: Float32Array) {
    this.outputs = outputs;
    this.inputs = inputs;
    this.values = values;
  }
}

/** The truth in plain TypeScript: float32 is what it keeps, sums are float64. Weights of all types are widened when they come. */
export class PlainEngine implements Engine {
  readonly name = 'plain';
  readonly #held = new Set<PlainRows | PlainMatrix>();

  get bytes(): number {
    let sum = 0;
    for (const { values } of this.#held) sum += values.byteLength;
    return sum;
  }

  matrix(stored: Tensor, { transposed = false, outputs: taken, scales }: MatrixOptions = {}): Matrix {
    const [first] = stored.shape;
    const across = stored.size / first;
    const from = stored.float32();
    const [all, inputs] = transposed ? [across, first] : [first, across];
    const ranges = taken ?? [[0, all]];
    const outputs = ranges.reduce((sum, [start, end]) => sum + end - start, 0);
    const values = new Float32Array(outputs * inputs);
    let row = 0;
    for (const [start, end] of ranges) {
      for (let output = start; output < end; output++, row++) {
        for (let input = 0; input < inputs; input++) {
          const stands = transposed ? input : output;
          const value = from[stands * across + (transposed ? output : input)];
          values[row * inputs + input] = scales ? value * scales[stands] : value;
        }
      }
    }
    return this.#hold(new PlainMatrix(outputs, inputs, values));
  }

  rows(rows: number, columns: number, values?: ArrayLike<number>): Rows {
    return this.#rows(rows, columns, values);
  }

  read(rows: Rows, from = 0, end = rows.rows): Float32Array {
    return valuesOf(rows).slice(from * rows.columns, end * rows.columns);
  }

  write(rows: Rows, values: ArrayLike<number>, from = 0): void {
    valuesOf(rows).set(values, from * rows.columns);
  }

  free(...held: readonly (Rows | Matrix | null | undefined)[]): void {
    for (const one of held) if (one) this.#held.delete(one as PlainRows | PlainMatrix);
  }

  gather(table: Matrix, ids: ArrayLike<number>): Rows {
    const width = table.inputs;
    const output = this.#rows(ids.length, width);
    const { values } = table as PlainMatrix;
    for (let at = 0; at < ids.length; at++) {
      output.values.set(values.subarray(ids[at] * width, (ids[at] + 1) * width), at * width);
    }
    return output;
  }

  take(x: Rows, from: number, end: number): Rows {
    return this.#rows(end - from, x.columns, this.read(x, from, end));
  }

  linear(x: Rows, weight: Matrix, bias: Rows | null = null): Rows {
    const { inputs, outputs, values: weights } = weight as PlainMatrix;
    const from = valuesOf(x);
    const output = this.#rows(x.rows, outputs);
    const added = bias && valuesOf(bias);
    for (let row = 0; row < x.rows; row++) {
      for (let column = 0; column < outputs; column++) {
        let sum = added ? added[column] : 0;
        for (let at = row * inputs, w = column * inputs, end = at + inputs; at < end; at++, w++) {
          sum += from[at] * weights[w];
        }
        output.values[row * outputs + column] = sum;
      }
    }
    return output;
  }

  layerNorm(x: Rows, weight: Rows, bias: Rows | null, epsilon: number): Rows {
    const width = x.columns;
    const output = this.#rows(x.rows, width);
    const from = valuesOf(x);
    const factors = valuesOf(weight);
    const added = bias && valuesOf(bias);
    for (let start = 0; start < x.rows * width; start += width) {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += from[start + i];
      const mean = sum / width;
      let squares = 0;
      for (let i = 0; i < width; i++) squares += (from[start + i] - mean) ** 2;
      const scale = 1 / Math.sqrt(squares / width + epsilon);
      for (let i = 0; i < width; i++) {
        output.values[start + i] = (from[start + i] - mean) * scale * factors[i] + (added ? added[i] : 0);
      }
    }
    return output;
  }

  rmsNorm(x: Rows, weight: Rows, epsilon: number): Rows {
    const width = weight.columns;
    const output = this.#rows(x.rows, x.columns);
    const from = valuesOf(x);
    const factors = valuesOf(weight);
    for (let start = 0; start < x.rows * x.columns; start += width) {
      let squares = 0;
      for (let i = 0; i < width; i++) squares += from[start + i] ** 2;
      const scale = 1 / Math.sqrt(squares / width + epsilon);
      for (let i = 0; i < width; i++) output.values[start + i] = from[start + i] * scale * factors[i];
    }
    return output;
  }

  activate(x: Rows, kind: Activation): void {
    this.#each(x, activations[kind]);
  }

  multiply(x: Rows, y: Rows): void {
    const by = valuesOf(y);
    this.#each(x, (value, at) => value * by[at]);
  }

  add(x: Rows, y: Rows): void {
    const more = valuesOf(y);
    const length = y.rows * y.columns;
    this.#each(x, (value, at) => value + more[at % length]);
  }

  scale(x: Rows, factor: number): void {
    this.#each(x, (value) => value * factor);
  }

  cap(x: Rows, cap: number): void {
    this.#each(x, (value) => cap * Math.tanh(value / cap));
  }

  rotate(x: Rows, heads: number, cosines: Rows, sines: Rows): void {
    const values = valuesOf(x);
    const half = cosines.columns;
    const width = x.columns / heads;
    const cosine = valuesOf(cosines);
    const sine = valuesOf(sines);
    for (let row = 0; row < x.rows; row++) {
      for (let head = 0; head < heads; head++) {
        const start = row * x.columns + head * width;
        for (let pair = 0; pair < half; pair++) {
          const one = values[start + pair];
          const other = values[start + pair + half];
          const c = cosine[row * half + pair];
          const s = sine[row * half + pair];
          values[start + pair] = one * c - other * s;
          values[start + pair + half] = other * c + one * s;
        }
      }
    }
  }

  append(cache: Rows | null, more: Rows): Rows {
    const joined = (cache as PlainRows | null) ?? this.#rows(0, more.columns);
    const { columns } = more;
    const needed = (joined.rows + more.rows) * columns;
    if (joined.values.length < needed) {
      const wider = new Float32Array(Math.max(needed, 2 * joined.values.length));
      wider.set(joined.values.subarray(0, joined.rows * columns));
      joined.values = wider;
    }
    joined.values.set(valuesOf(more), joined.rows * columns);
    joined.rows += more.rows;
    return joined;
  }

  shorten(cache: Rows, count: number): void {
    const rows = cache as PlainRows;
    rows.rows = Math.min(rows.rows, count);
  }

  attend(queries: Rows, keys: Rows, values: Rows, how: Attending): Attended {
    const { heads, headWidth } = how;
    const weights = this.#rows(heads * queries.rows, keys.rows);
    const output = this.#rows(queries.rows, heads * headWidth);
    for (let head = 0; head < heads; head++) {
      for (let query = 0; query < queries.rows; query++) {
        const row = weights.values.subarray(
          (head * queries.rows + query) * keys.rows,
          (head * queries.rows + query + 1) * keys.rows,
        );
        this.#weigh(row, queries, keys, { ...how, head, query });
        this.#sum(output, row, values, { ...how, head, query });
      }
    }
    return { output, weights };
  }

  dispose(): void {
    this.#held.clear();
  }

  /** One row of weights: the softmax of the scores of the keys that may be seen. */
  #weigh(row: Float32Array, queries: Rows, keys: Rows, how: Attending & { head: number; query: number }): void {
    const { heads, keyHeads, headWidth, scale, softcap = 0, causal = false, offset = 0, window = 0 } = how;
    const { bias = null, visible = null, head, query } = how;
    const position = query + offset;
    const first = window > 0 ? Math.max(0, position - window + 1) : 0;
    const last = causal ? Math.min(keys.rows - 1, position) : keys.rows - 1;
    const q = valuesOf(queries);
    const k = valuesOf(keys);
    const biases = bias && valuesOf(bias).subarray((head * queries.rows + query) * keys.rows);
    const from = query * queries.columns + head * headWidth;
    const keyFrom = Math.floor(head / (heads / keyHeads)) * headWidth;
    let most = -Infinity;
    for (let key = first; key <= last; key++) {
      let score = 0;
      if (visible && !visible[key]) score = -Infinity;
      else {
        for (let i = 0; i < headWidth; i++) score += q[from + i] * k[key * keys.columns + keyFrom + i];
        score *= scale;
        if (softcap > 0) score = softcap * Math.tanh(score / softcap);
        if (biases) score += biases[key];
      }
      row[key] = score;
      most = Math.max(most, score);
    }
    let sum = 0;
    for (let key = first; key <= last; key++) sum += row[key] = most === -Infinity ? 0 : Math.exp(row[key] - most);
    if (sum > 0) for (let key = first; key <= last; key++) row[key] /= sum;
  }

  #sum(output: PlainRows, row: Float32Array, values: Rows, how: Attending & { head: number; query: number }): void {
    const { heads, keyHeads, headWidth, head, query } = how;
    const v = valuesOf(values);
    const from = Math.floor(head / (heads / keyHeads)) * headWidth;
    const to = query * output.columns + head * headWidth;
    for (let i = 0; i < headWidth; i++) {
      let sum = 0;
      for (let key = 0; key < row.length; key++) sum += row[key] * v[key * values.columns + from + i];
      output.values[to + i] = sum;
    }
  }

  #each(x: Rows, next: (value: number, at: number) => number): void {
    const values = valuesOf(x);
    for (let at = 0; at < values.length; at++) values[at] = next(values[at], at);
  }

  #rows(rows: number, columns: number, values?: ArrayLike<number>): PlainRows {
    const made = new PlainRows(rows, columns);
    if (values) made.values.set(values);
    return this.#hold(made);
  }

  #hold<T extends PlainRows | PlainMatrix>(made: T): T {
    this.#held.add(made);
    return made;
  }
}

/** Values of rows, without the room behind them. */
function valuesOf(rows: Rows): Float32Array {
  const { values } = rows as PlainRows;
  return values.subarray(0, rows.rows * rows.columns);
}
