import type { Tensor } from '../../../tensor.js';
import type { Activation, Attended, Attending, Engine, Matrix, MatrixOptions, Rows } from '../engine.js';
import { type Loops, type LoopsInMemory, startLoops } from './loops.js';
import { WasmMemory } from './memory.js';
import { packingOf, panelTypes } from './panels.js';

/** Inputs that `linear` takes of each row at a time. */
const BLOCK = 256;

/** Rows in the module's memory, with room for more behind them. */
class WasmRows implements Rows {
  rows: number;
  readonly columns: number;
  at: number;
  /** Rows that there is room for. */
  room: number;

  constructor(rows: number, columns: number, at: number) {
    this.rows = rows;
    this.columns = columns;
    this.at = at;
    this.room = rows;
  }

  get count(): number {
    return this.rows * this.columns;
  }
}

/** Weights in the module's memory. Addresses of 0 are none. */
interface WasmMatrix extends Matrix {
  at: number;
  readonly type: number;
  readonly outputScales: number;
  readonly inputScales: number;
  /** Factors of the outputs, for rows that are looked up. */
  readonly factors: Float32Array | null;
}

/** Operations in WebAssembly with SIMD. Weights stay as they are stored, in panels that the product reads one after the other. */
export class WasmEngine implements Engine {
  readonly name = 'wasm';
  readonly #loops: Loops;
  readonly #memory: WasmMemory;

  /** Rejects where WebAssembly or its SIMD is missing, or a page's policy does not allow it (no 'wasm-unsafe-eval'). */
  static async start(): Promise<WasmEngine> {
    return new WasmEngine(await startLoops());
  }

  private constructor({ loops, memory }: LoopsInMemory) {
    this.#loops = loops;
    this.#memory = new WasmMemory(memory);
  }

  get bytes(): number {
    return this.#memory.used;
  }

  matrix(stored: Tensor, options: MatrixOptions = {}): Matrix {
    const packing = packingOf(stored, options);
    const { type, outputs, inputs, bytes, outputScales, inputScales } = packing;
    const at = this.#memory.alloc(bytes);
    packing.write(this.#memory.buffer, at);
    const matrix: WasmMatrix = {
      outputs,
      inputs,
      at,
      type: panelTypes[type],
      outputScales: outputScales ? this.#put(outputScales) : 0,
      inputScales: inputScales ? this.#put(inputScales) : 0,
      factors: outputScales,
    };
    return matrix;
  }

  rows(rows: number, columns: number, values?: ArrayLike<number>): Rows {
    const made = this.#rows(rows, columns);
    const view = this.#view(made);
    if (values) view.set(values);
    else view.fill(0);
    return made;
  }

  read(rows: Rows, from = 0, end = rows.rows): Float32Array {
    return this.#view(rows as WasmRows).slice(from * rows.columns, end * rows.columns);
  }

  write(rows: Rows, values: ArrayLike<number>, from = 0): void {
    this.#view(rows as WasmRows).set(values, from * rows.columns);
  }

  free(...held: readonly (Rows | Matrix | null | undefined)[]): void {
    for (const one of held as readonly (WasmRows | WasmMatrix | null | undefined)[]) {
      // An address that was given back may be another's by now.
      if (!one?.at) continue;
      this.#memory.free(one.at);
      if ('outputScales' in one) {
        this.#memory.free(one.outputScales);
        this.#memory.free(one.inputScales);
      }
      one.at = 0;
    }
  }

  gather(table: Matrix, ids: ArrayLike<number>): Rows {
    const { at, type, inputs, outputs, factors, inputScales } = table as WasmMatrix;
    const output = this.#rows(ids.length, inputs);
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row];
      if (!(id >= 0 && id < outputs)) throw new RangeError(`There is no row ${id}.`);
      this.#loops.gather(at, type, inputs, id, factors?.[id] ?? 1, output.at + 4 * row * inputs);
    }
    if (inputScales) this.#loops.timesRow(output.at, inputScales, ids.length, inputs);
    return output;
  }

  take(x: Rows, from: number, end: number): Rows {
    return this.rows(end - from, x.columns, this.read(x, from, end));
  }

  linear(x: Rows, weight: Matrix, bias: Rows | null = null): Rows {
    const { at, type, inputs, outputs, outputScales, inputScales } = weight as WasmMatrix;
    const { rows } = x;
    const output = this.#rows(rows, outputs);
    const packed = this.#memory.alloc(4 * Math.ceil(rows / 4) * 4 * Math.min(BLOCK, inputs));
    const scaled = inputScales ? this.#copy(x as WasmRows) : (x as WasmRows);
    if (inputScales) this.#loops.timesRow(scaled.at, inputScales, rows, inputs);
    const added = bias ? (bias as WasmRows).at : 0;
    this.#loops.linear(rows, outputs, inputs, scaled.at, at, type, outputScales, added, output.at, packed);
    this.#memory.free(packed);
    if (scaled !== x) this.free(scaled);
    return output;
  }

  layerNorm(x: Rows, weight: Rows, bias: Rows | null, epsilon: number): Rows {
    const output = this.#rows(x.rows, x.columns);
    const [w, b] = [weight as WasmRows, bias as WasmRows | null];
    this.#loops.layerNorm((x as WasmRows).at, output.at, x.rows, x.columns, w.at, b ? b.at : 0, epsilon);
    return output;
  }

  rmsNorm(x: Rows, weight: Rows, epsilon: number): Rows {
    const output = this.#rows(x.rows, x.columns);
    const width = weight.columns;
    const groups = (x as WasmRows).count / width;
    this.#loops.rmsNorm((x as WasmRows).at, output.at, groups, width, (weight as WasmRows).at, epsilon);
    return output;
  }

  activate(x: Rows, kind: Activation): void {
    const { at, count } = x as WasmRows;
    if (kind === 'gelu') this.#loops.gelu(at, count);
    else if (kind === 'gelu-tanh') this.#loops.geluTanh(at, count);
    else if (kind === 'silu') this.#loops.silu(at, count, 1);
    else if (kind === 'quick-gelu') this.#loops.silu(at, count, 1.702);
    else this.#loops[kind](at, count);
  }

  multiply(x: Rows, y: Rows): void {
    const { at, count } = x as WasmRows;
    this.#loops.times(at, (y as WasmRows).at, count);
  }

  add(x: Rows, y: Rows): void {
    const { at, count, rows, columns } = x as WasmRows;
    const more = y as WasmRows;
    if (more.rows === 1) this.#loops.addRow(at, more.at, rows, columns);
    else this.#loops.add(at, more.at, count);
  }

  scale(x: Rows, factor: number): void {
    const { at, count } = x as WasmRows;
    this.#loops.scale(at, count, factor);
  }

  cap(x: Rows, cap: number): void {
    const { at, count } = x as WasmRows;
    this.#loops.cap(at, count, cap);
  }

  rotate(x: Rows, heads: number, cosines: Rows, sines: Rows): void {
    const tables = [(cosines as WasmRows).at, (sines as WasmRows).at] as const;
    this.#loops.rotate((x as WasmRows).at, x.rows, heads, x.columns / heads, cosines.columns, ...tables);
  }

  append(cache: Rows | null, more: Rows): Rows {
    const joined = (cache as WasmRows | null) ?? this.#rows(0, more.columns);
    const { columns } = more;
    const needed = joined.rows + more.rows;
    if (needed > joined.room) {
      const room = Math.max(needed, 2 * joined.room);
      const at = this.#memory.alloc(4 * room * columns);
      this.#move(joined.at, at, joined.count);
      this.#memory.free(joined.at);
      Object.assign(joined, { at, room });
    }
    this.#move((more as WasmRows).at, joined.at + 4 * joined.count, more.rows * columns);
    joined.rows = needed;
    return joined;
  }

  shorten(cache: Rows, count: number): void {
    const rows = cache as WasmRows;
    rows.rows = Math.min(rows.rows, count);
  }

  attend(queries: Rows, keys: Rows, values: Rows, how: Attending): Attended {
    const { heads, keyHeads, headWidth, scale, softcap = 0, causal = false, offset = 0, window = 0 } = how;
    const { bias = null, visible = null } = how;
    const loops = this.#loops;
    const [q, k, v] = [queries as WasmRows, keys as WasmRows, values as WasmRows];
    const weights = this.#rows(heads * q.rows, k.rows);
    const output = this.#rows(q.rows, heads * headWidth);
    const size = 4 * q.rows * k.rows;
    const group = heads / keyHeads;
    const shared = (head: number) => 4 * Math.floor(head / group) * headWidth;
    for (let head = 0; head < heads; head++) {
      const a = [q.at + 4 * head * headWidth, 4 * q.columns, 4] as const;
      const b = [k.at + shared(head), 4, 4 * k.columns] as const;
      loops.multiply(q.rows, k.rows, headWidth, ...a, ...b, weights.at + head * size, 4 * k.rows, scale, false);
    }
    if (softcap > 0) loops.cap(weights.at, weights.count, softcap);
    if (bias) loops.add(weights.at, (bias as WasmRows).at, weights.count);
    if (causal || window > 0 || visible) {
      const seen = visible ? this.#memory.alloc(visible.length) : 0;
      if (visible) new Uint8Array(this.#memory.buffer, seen, visible.length).set(visible);
      loops.hide(weights.at, heads, q.rows, k.rows, offset, causal, window, seen);
      if (visible) this.#memory.free(seen);
    }
    loops.softmax(weights.at, weights.rows, k.rows, 4 * k.rows, 1);
    for (let head = 0; head < heads; head++) {
      const a = [weights.at + head * size, 4 * k.rows, 4] as const;
      const b = [v.at + shared(head), 4 * v.columns, 4] as const;
      const to = output.at + 4 * head * headWidth;
      loops.multiply(q.rows, headWidth, k.rows, ...a, ...b, to, 4 * output.columns, 1, false);
    }
    return { output, weights };
  }

  dispose(): void {
    this.#memory.clear();
  }

  #view({ at, count }: WasmRows): Float32Array {
    return this.#memory.floats.subarray(at / 4, at / 4 + count);
  }

  #move(from: number, to: number, count: number): void {
    this.#memory.floats.copyWithin(to / 4, from / 4, from / 4 + count);
  }

  #copy(x: WasmRows): WasmRows {
    const made = this.#rows(x.rows, x.columns);
    this.#move(x.at, made.at, x.count);
    return made;
  }

  /** Numbers that stay. */
  #put(values: Float32Array): number {
    // Whole panels are read.
    const at = this.#memory.alloc(4 * (values.length + 8));
    this.#memory.floats.set(values, at / 4);
    return at;
  }

  /** Not zeroed. */
  #rows(rows: number, columns: number): WasmRows {
    return new WasmRows(rows, columns, this.#memory.alloc(4 * rows * columns));
  }
}
