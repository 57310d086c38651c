import type { Activation, AdamStep, AdditiveInputs, CpuRuntime, StridedMatrix } from './cpu-runtime.js';
import { multiplyPlain } from './plain-multiply.js';

/** The runtime in plain TypeScript, for pages whose policy forbids WebAssembly and browsers without SIMD. */
export class PlainRuntime implements CpuRuntime {
  readonly kind = 'plain';
  #floats = new Float32Array(1 << 16);
  #used = 0;

  get floats(): Float32Array {
    return this.#floats;
  }

  begin(): void {
    this.#used = 0;
  }

  alloc(count: number): number {
    const at = this.#used;
    this.#used += count;
    if (this.#used > this.#floats.length) {
      const larger = new Float32Array(Math.max(this.#used, 2 * this.#floats.length));
      larger.set(this.#floats.subarray(0, at));
      this.#floats = larger;
    }
    return at;
  }

  multiply(
    m: number,
    n: number,
    k: number,
    a: StridedMatrix,
    b: StridedMatrix,
    c: number,
    cRow: number,
    scale: number,
    add: boolean,
  ): void {
    multiplyPlain(this.#floats, m, n, k, a, b, c, cRow, scale, add);
  }

  softmax(at: number, rows: number, columns: number, stride: number, scale: number): void {
    const x = this.#floats;
    for (let row = 0; row < rows; row++, at += stride) {
      const end = at + columns;
      let most = -Infinity;
      for (let i = at; i < end; i++) if (x[i] > most) most = x[i];
      let sum = 0;
      for (let i = at; i < end; i++) {
        // Not exp(−Infinity − −Infinity), which is NaN, where nothing may be attended.
        x[i] = x[i] === -Infinity ? 0 : Math.exp(scale * (x[i] - most));
        sum += x[i];
      }
      const share = sum > 0 ? 1 / sum : sum;
      for (let i = at; i < end; i++) x[i] *= share;
    }
  }

  softmaxGradient(p: number, upstream: number, rows: number, columns: number, stride: number, scale: number): void {
    const x = this.#floats;
    for (let row = 0; row < rows; row++) {
      const from = p + row * stride;
      const to = upstream + row * stride;
      let mean = 0;
      for (let i = 0; i < columns; i++) mean += x[from + i] * x[to + i];
      for (let i = 0; i < columns; i++) x[to + i] = scale * x[from + i] * (x[to + i] - mean);
    }
  }

  addRow(at: number, row: number, rows: number, columns: number): void {
    const x = this.#floats;
    for (let r = 0; r < rows; r++) for (let i = 0; i < columns; i++) x[at++] += x[row + i];
  }

  addColumnSums(sums: number, at: number, rows: number, columns: number): void {
    const x = this.#floats;
    for (let r = 0; r < rows; r++) for (let i = 0; i < columns; i++) x[sums + i] += x[at++];
  }

  activate(activation: Activation, at: number, count: number): void {
    const x = this.#floats;
    const end = at + count;
    if (activation === 'relu') for (let i = at; i < end; i++) x[i] = x[i] > 0 ? x[i] : 0;
    else if (activation === 'tanh') for (let i = at; i < end; i++) x[i] = Math.tanh(x[i]);
    else for (let i = at; i < end; i++) x[i] = 1 / (1 + Math.exp(-x[i]));
  }

  activateGradient(activation: Activation, y: number, g: number, count: number): void {
    const x = this.#floats;
    if (activation === 'relu') for (let i = 0; i < count; i++) x[g + i] = x[y + i] > 0 ? x[g + i] : 0;
    else if (activation === 'tanh') for (let i = 0; i < count; i++) x[g + i] *= 1 - x[y + i] * x[y + i];
    else for (let i = 0; i < count; i++) x[g + i] *= x[y + i] * (1 - x[y + i]);
  }

  additive(
    scores: number,
    stride: number,
    query: number,
    key: number,
    v: number,
    queries: number,
    keys: number,
    width: number,
  ): void {
    const x = this.#floats;
    for (let q = 0; q < queries; q++) {
      for (let k = 0; k < keys; k++) {
        let sum = 0;
        for (let i = 0, at = key + k * width; i < width; i++, at++) {
          sum += x[v + i] * Math.tanh(x[query + q * width + i] + x[at]);
        }
        x[scores + q * stride + k] = sum;
      }
    }
  }

  additiveGradient(
    upstream: number,
    stride: number,
    inputs: AdditiveInputs,
    gradients: AdditiveInputs,
    queries: number,
    keys: number,
    width: number,
  ): void {
    const x = this.#floats;
    for (let q = 0; q < queries; q++) {
      for (let k = 0; k < keys; k++) {
        const g = x[upstream + q * stride + k];
        // Most cells of a masked matrix.
        if (g === 0) continue;
        for (let i = 0, atQ = q * width, atK = k * width; i < width; i++, atQ++, atK++) {
          const t = Math.tanh(x[inputs.query + atQ] + x[inputs.key + atK]);
          const inner = g * x[inputs.v + i] * (1 - t * t);
          x[gradients.v + i] += g * t;
          x[gradients.query + atQ] += inner;
          x[gradients.key + atK] += inner;
        }
      }
    }
  }

  adam(p: number, g: number, m: number, v: number, count: number, step: AdamStep): void {
    const x = this.#floats;
    const { beta1, beta2, epsilon, rate, correction } = step;
    for (let i = 0; i < count; i++) {
      const gradient = x[g + i];
      const first = beta1 * x[m + i] + (1 - beta1) * gradient;
      const second = beta2 * x[v + i] + (1 - beta2) * gradient * gradient;
      x[m + i] = first;
      x[v + i] = second;
      x[p + i] -= (rate * first) / (Math.sqrt(second) * correction + epsilon);
    }
  }
}
