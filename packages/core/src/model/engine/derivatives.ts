import { erf } from './activations.js';
import type { Activation, Attending } from './engine.js';

/** Slope of each activation, in float64. */
const slopes: Readonly<Record<Activation, (x: number) => number>> = {
  gelu: (x) => (1 + erf(x * Math.SQRT1_2)) / 2 + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI),
  'gelu-tanh': (x) => {
    const scale = Math.sqrt(2 / Math.PI);
    const bent = Math.tanh(scale * (x + 0.044715 * x ** 3));
    return (1 + bent) / 2 + (x / 2) * (1 - bent * bent) * scale * (1 + 3 * 0.044715 * x * x);
  },
  'quick-gelu': (x) => sigmoidSlope(x, 1.702),
  silu: (x) => sigmoidSlope(x, 1),
  relu: (x) => (x > 0 ? 1 : 0),
  tanh: (x) => 1 - Math.tanh(x) ** 2,
};

/** Slope of x / (1 + exp(−steepness x)). */
function sigmoidSlope(x: number, steepness: number): number {
  const share = 1 / (1 + Math.exp(-steepness * x));
  return share * (1 + steepness * x * (1 - share));
}

/** Gradient before an activation, of that behind it. */
export function activationGradient(gradient: Float32Array, x: Float32Array, kind: Activation): Float32Array {
  const slope = slopes[kind];
  return gradient.map((value, at) => value * slope(x[at]));
}

/** Gradient before x becomes cap × tanh(x / cap). */
export function capGradient(gradient: Float32Array, x: Float32Array, cap: number): Float32Array {
  return gradient.map((value, at) => value * (1 - Math.tanh(x[at] / cap) ** 2));
}

/** A norm of groups of as many numbers as it has weights. */
interface Norm {
  readonly weight: Float32Array;
  readonly epsilon: number;
  /** Whether the mean is taken off: layer norm; else the root of the mean square alone. */
  readonly isCentred: boolean;
}

/**
 * Gradient before a norm y = (x − m) / s × w: (g − mean(g) − n mean(g n)) / s, with g = dy × w and n the normed x; without the
 * mean of g where no mean was taken off.
 */
export function normGradient(
  gradient: Float32Array,
  x: Float32Array,
  { weight, epsilon, isCentred }: Norm,
): Float32Array {
  const width = weight.length;
  const out = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += width) {
    let mean = 0;
    if (isCentred) for (let i = 0; i < width; i++) mean += x[start + i] / width;
    let squares = 0;
    for (let i = 0; i < width; i++) squares += (x[start + i] - mean) ** 2;
    const inverse = 1 / Math.sqrt(squares / width + epsilon);
    let level = 0;
    let slant = 0;
    for (let i = 0; i < width; i++) {
      const g = gradient[start + i] * weight[i];
      level += g / width;
      slant += (g * (x[start + i] - mean) * inverse) / width;
    }
    for (let i = 0; i < width; i++) {
      const g = gradient[start + i] * weight[i] - (isCentred ? level : 0);
      out[start + i] = (g - (x[start + i] - mean) * inverse * slant) * inverse;
    }
  }
  return out;
}

/** Gradient before pairs of columns were turned: turned back. */
export function rotationGradient(
  gradient: Float32Array,
  heads: number,
  cosines: Float32Array,
  sines: Float32Array,
  half: number,
): Float32Array {
  const out = gradient.slice();
  const rows = cosines.length / half;
  const columns = gradient.length / rows;
  const width = columns / heads;
  for (let row = 0; row < rows; row++) {
    for (let head = 0; head < heads; head++) {
      const start = row * columns + head * width;
      for (let pair = 0; pair < half; pair++) {
        const [one, other] = [gradient[start + pair], gradient[start + pair + half]];
        const [c, s] = [cosines[row * half + pair], sines[row * half + pair]];
        out[start + pair] = one * c + other * s;
        out[start + pair + half] = other * c - one * s;
      }
    }
  }
  return out;
}

/** An attention: vectors that it was computed of, and weights that it came to. */
export interface AttentionOperands {
  /** [queries, heads × head width]. */
  readonly queries: Float32Array;
  /** [keys, key heads × head width]. */
  readonly keys: Float32Array;
  readonly values: Float32Array;
  /** After the softmax, [heads, queries, keys]. */
  readonly weights: Float32Array;
  /** Heads whose weights were given, not computed: nothing flows on into their scores. */
  readonly given: ReadonlySet<number>;
}

export interface AttentionGradients {
  /** [heads, queries, keys]: also of keys that a query may not see, whose weights could be raised as well. */
  readonly weights: Float32Array;
  readonly queries: Float32Array;
  readonly keys: Float32Array;
  readonly values: Float32Array;
}

/** Gradients before an attention, of that of its sums [queries, heads × head width]. */
export function attentionGradients(
  gradient: Float32Array,
  operands: AttentionOperands,
  how: Attending,
): AttentionGradients {
  const { heads, keyHeads, headWidth, scale, softcap = 0 } = how;
  const { queries: q, keys: k, values: v, weights, given } = operands;
  const [across, keyAcross] = [heads * headWidth, keyHeads * headWidth];
  const [queryCount, keyCount] = [q.length / across, k.length / keyAcross];
  const out = {
    weights: new Float32Array(weights.length),
    queries: new Float32Array(q.length),
    keys: new Float32Array(k.length),
    values: new Float32Array(v.length),
  };
  for (let head = 0; head < heads; head++) {
    const group = Math.floor(head / (heads / keyHeads)) * headWidth;
    for (let query = 0; query < queryCount; query++) {
      const from = query * across + head * headWidth;
      const row = (head * queryCount + query) * keyCount;
      let level = 0;
      for (let key = 0; key < keyCount; key++) {
        const at = key * keyAcross + group;
        const weight = weights[row + key];
        let sum = 0;
        for (let i = 0; i < headWidth; i++) {
          sum += gradient[from + i] * v[at + i];
          out.values[at + i] += weight * gradient[from + i];
        }
        out.weights[row + key] = sum;
        level += weight * sum;
      }
      if (given.has(head)) continue;
      for (let key = 0; key < keyCount; key++) {
        const weight = weights[row + key];
        if (weight === 0) continue;
        const at = key * keyAcross + group;
        let slope = weight * (out.weights[row + key] - level) * scale;
        if (softcap > 0) {
          let score = 0;
          for (let i = 0; i < headWidth; i++) score += q[from + i] * k[at + i];
          slope *= 1 - Math.tanh((score * scale) / softcap) ** 2;
        }
        for (let i = 0; i < headWidth; i++) {
          out.queries[from + i] += slope * k[at + i];
          out.keys[at + i] += slope * q[from + i];
        }
      }
    }
  }
  return out;
}
