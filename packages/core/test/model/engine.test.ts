/** The engine in WebAssembly, operation by operation, held to that in plain TypeScript; PyTorch's numbers are in `tests/models`. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activation, Attending, Engine, Rows } from '../../src/model/engine/engine.js';
import { PlainEngine } from '../../src/model/engine/plain.js';
import { WasmMemory } from '../../src/model/engine/wasm/memory.js';
import { WasmEngine } from '../../src/model/engine/wasm/wasm.js';
import { AttnError } from '../../src/errors.js';
import { type DType, Tensor } from '../../src/tensor.js';

const plain = new PlainEngine();
const wasm = await WasmEngine.start();

/** Sizes about whole vectors, panels and blocks, and beyond. */
const size = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(31, 32, 33, 255, 256, 257, 515));
const few = fc.integer({ min: 1, max: 9 });

/** Numbers between −2 and 2, always the same of a seed. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed + 1;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 30 - 2;
  });
}

const rowsOf = (engine: Engine, rows: number, columns: number, seed: number) =>
  engine.rows(rows, columns, numbers(rows * columns, seed));

/** The largest difference of what two engines come to, of numbers of about the size of `scale`. */
function apart(one: Float32Array, other: Float32Array, scale = 1): number {
  expect(one.length).toBe(other.length);
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at]) / scale), 0);
}

/** Runs the same on both engines, and gives all back. */
function both(run: (engine: Engine) => Rows | readonly Rows[]): readonly [plain: Float32Array, wasm: Float32Array][] {
  const [first, second] = [plain, wasm].map((engine) => {
    const made = [run(engine)].flat();
    return made.map((rows) => {
      const values = engine.read(rows);
      engine.free(rows);
      return values;
    });
  });
  return first.map((values, at) => [values, second[at]]);
}

const kinds: readonly DType[] = ['float32', 'float16', 'bfloat16', 'int8', 'float64'];

/** A stored matrix of codes that are finite numbers of their type. */
function stored(kind: DType, outer: number, inner: number, seed: number): Tensor {
  const values = numbers(outer * inner, seed);
  const shape = [outer, inner];
  if (kind === 'float32') return Tensor.of(values, shape);
  if (kind === 'float64') return Tensor.of(Float64Array.from(values), shape);
  const bits = new Uint32Array(values.buffer);
  // Signs and fractions as they come; exponents of float16 from 0, which has the smallest numbers, on.
  const codes =
    kind === 'int8'
      ? Int8Array.from(values, (value) => value * 63)
      : Uint16Array.from(bits, (word) => (kind === 'bfloat16' ? word >>> 16 : (word >>> 7) & 0xbfff));
  return new Tensor(kind, shape, new Uint8Array(codes.buffer));
}

describe('a product with weights', () => {
  it('is that of the plain engine, of all types, sizes and layouts', () => {
    const problem = fc.record({
      kind: fc.constantFrom(...kinds),
      rows: few,
      inputs: size,
      outputs: size,
      transposed: fc.boolean(),
      biased: fc.boolean(),
      scaled: fc.boolean(),
      seed: fc.nat(1000),
    });
    fc.assert(
      fc.property(problem, ({ kind, rows, inputs, outputs, transposed, biased, scaled, seed }) => {
        const [outer, inner] = transposed ? [inputs, outputs] : [outputs, inputs];
        const weights = stored(kind, outer, inner, seed);
        const scales = kind === 'int8' && scaled ? numbers(outer, seed + 1) : undefined;
        // The second half of the outputs, then the first.
        const half = Math.floor(outputs / 2);
        const ranges =
          seed % 2
            ? ([
                [half, outputs],
                [0, half],
              ] as const)
            : undefined;
        const [[expected, actual]] = both((engine) => {
          const matrix = engine.matrix(weights, { transposed, scales, outputs: ranges });
          const x = rowsOf(engine, rows, inputs, seed + 2);
          const bias = biased ? rowsOf(engine, 1, outputs, seed + 3) : null;
          const y = engine.linear(x, matrix, bias);
          engine.free(matrix, x, bias);
          return y;
        });
        const largest = weights.float32().reduce((most, value) => Math.max(most, Math.abs(value)), 1);
        expect(apart(expected, actual, largest * inputs)).toBeLessThan(1e-6);
      }),
      { numRuns: 100 },
    );
  });

  it('takes rows of a table exactly, by factors of their own where these are given', () => {
    for (const kind of kinds) {
      for (const transposed of [false, true]) {
        const table = transposed ? stored(kind, 13, 21, 5) : stored(kind, 21, 13, 5);
        const scales = kind === 'int8' ? numbers(21, 6) : undefined;
        const [[expected, actual]] = both((engine) =>
          engine.gather(engine.matrix(table, { scales, transposed }), [20, 0, 7, 8, 8]),
        );
        expect(actual).toEqual(expected);
      }
    }
  });

  it('reads the largest and smallest numbers of 16 bits, and what is none', () => {
    const codes = Uint16Array.of(0x0001, 0x8001, 0x03ff, 0x0400, 0x7bff, 0xfbff, 0x0000, 0x8000);
    for (const more of [[], [0x7c00, 0xfc00, 0x7e00]]) {
      const all = Uint16Array.from([...codes, ...more]);
      const tensor = new Tensor('float16', [1, all.length], new Uint8Array(all.buffer));
      expect(wasm.read(wasm.gather(wasm.matrix(tensor), [0]))).toEqual(tensor.float32());
    }
  });
});

describe('norms', () => {
  it('are those of the plain engine', () => {
    fc.assert(
      fc.property(few, size, fc.boolean(), fc.nat(1000), (rows, width, biased, seed) => {
        const made = both((engine) => {
          const x = rowsOf(engine, rows, width, seed);
          const wide = rowsOf(engine, rows, 3 * width, seed);
          const weight = rowsOf(engine, 1, width, seed + 1);
          const bias = biased ? rowsOf(engine, 1, width, seed + 2) : null;
          return [
            engine.layerNorm(x, weight, bias, 1e-5),
            engine.rmsNorm(x, weight, 1e-6),
            engine.rmsNorm(wide, weight, 1e-6),
          ];
        });
        for (const [expected, actual] of made) expect(apart(expected, actual)).toBeLessThan(1e-4);
      }),
      { numRuns: 60 },
    );
  });
});

describe('activations', () => {
  const values = Float32Array.from({ length: 40_003 }, (_, at) => (at - 20_001) / 1000);
  const all: readonly Activation[] = ['gelu', 'gelu-tanh', 'quick-gelu', 'silu', 'relu', 'tanh'];
  it.each(all)('%s', (kind) => {
    const [[expected, actual]] = both((engine) => {
      const x = engine.rows(1, values.length, values);
      engine.activate(x, kind);
      return x;
    });
    const errors = expected.map((value, at) => Math.abs(actual[at] - value) / Math.max(1, Math.abs(value)));
    expect(Math.max(...errors)).toBeLessThan(1.2e-6);
  });
});

it('sums, products, factors and caps are those of the plain engine', () => {
  fc.assert(
    fc.property(few, size, fc.boolean(), fc.nat(1000), (rows, columns, isRow, seed) => {
      const [[expected, actual]] = both((engine) => {
        const x = rowsOf(engine, rows, columns, seed);
        engine.multiply(x, rowsOf(engine, rows, columns, seed + 1));
        engine.add(x, rowsOf(engine, isRow ? 1 : rows, columns, seed + 2));
        engine.scale(x, -1.5);
        engine.cap(x, 3);
        return x;
      });
      expect(apart(expected, actual)).toBeLessThan(2e-6);
    }),
    { numRuns: 60 },
  );
});

it('pairs of heads turn as in the plain engine, and what does not turn stays', () => {
  fc.assert(
    fc.property(few, few, few, few, fc.nat(1000), (rows, heads, half, rest, seed) => {
      const [[expected, actual]] = both((engine) => {
        const x = rowsOf(engine, rows, heads * (2 * half + rest - 1), seed);
        engine.rotate(x, heads, rowsOf(engine, rows, half, seed + 1), rowsOf(engine, rows, half, seed + 2));
        return x;
      });
      expect(apart(expected, actual)).toBeLessThan(2e-6);
    }),
  );
});

describe('attention', () => {
  const problem = fc.record({
    queries: few,
    more: few,
    group: fc.integer({ min: 1, max: 3 }),
    keyHeads: fc.integer({ min: 1, max: 3 }),
    headWidth: few,
    causal: fc.boolean(),
    window: fc.constantFrom(0, 0, 1, 3),
    softcap: fc.constantFrom(0, 2),
    biased: fc.boolean(),
    hidden: fc.constantFrom(null, 1, 2),
    seed: fc.nat(1000),
  });

  it('is that of the plain engine, whatever hides keys', () => {
    fc.assert(
      fc.property(problem, ({ queries, more, group, keyHeads, headWidth, biased, hidden, seed, ...how }) => {
        const keys = queries + more - 1;
        const heads = group * keyHeads;
        const visible = hidden && Uint8Array.from({ length: keys }, (_, key) => (key % 2 === hidden - 1 ? 0 : 1));
        const [output, weights] = both((engine) => {
          const bias = biased ? rowsOf(engine, heads * queries, keys, seed + 3) : null;
          const attending: Attending = {
            ...how,
            heads,
            keyHeads,
            headWidth,
            visible,
            bias,
            scale: 0.7,
            offset: more - 1,
          };
          const attended = engine.attend(
            rowsOf(engine, queries, heads * headWidth, seed),
            rowsOf(engine, keys, keyHeads * headWidth, seed + 1),
            rowsOf(engine, keys, keyHeads * headWidth, seed + 2),
            attending,
          );
          return [attended.output, attended.weights];
        });
        expect(apart(...output)).toBeLessThan(1e-5);
        expect(apart(...weights)).toBeLessThan(1e-5);
        // What is hidden is nothing, not little.
        weights[0].forEach((weight, at) => weight === 0 && expect(weights[1][at]).toBe(0));
      }),
      { numRuns: 200 },
    );
  });
});

it('a cache grows, is shortened and grows again', () => {
  const [[expected, actual]] = both((engine) => {
    let cache = engine.append(null, rowsOf(engine, 3, 5, 1));
    cache = engine.append(cache, rowsOf(engine, 4, 5, 2));
    engine.shorten(cache, 2);
    cache = engine.append(cache, rowsOf(engine, 1, 5, 3));
    engine.write(cache, numbers(5, 4), 1);
    return engine.append(cache, rowsOf(engine, 40, 5, 5));
  });
  expect(actual).toEqual(expected);
});

describe('memory', () => {
  it('comes back whole, and no piece lies in another', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 300_000 }), fc.nat()), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(steps, (list) => {
        const memory = new WasmMemory(new WebAssembly.Memory({ initial: 1 }));
        const pieces: { at: number; bytes: number }[] = [];
        let most = 0;
        for (const [bytes, pick] of list) {
          if (pick % 3 && pieces.length > 0) memory.free(pieces.splice(pick % pieces.length, 1)[0].at);
          const at = memory.alloc(bytes);
          expect(at % 64).toBe(0);
          expect(at + bytes).toBeLessThanOrEqual(memory.buffer.byteLength);
          for (const piece of pieces) expect(at + bytes <= piece.at || piece.at + piece.bytes <= at).toBe(true);
          pieces.push({ at, bytes });
          most = Math.max(most, memory.used);
        }
        for (const { at } of pieces) {
          memory.free(at);
          memory.free(at);
        }
        expect(memory.used).toBe(0);
        const { byteLength } = memory.buffer;
        memory.alloc(most);
        expect(memory.buffer.byteLength).toBe(byteLength);
      }),
    );
  });

  it('that a device does not have is said', () => {
    const memory = new WasmMemory(new WebAssembly.Memory({ initial: 1, maximum: 4 }));
    memory.alloc(100_000);
    expect(() => memory.alloc(2 ** 20)).toThrow(AttnError);
    // What fits has room as before.
    expect(memory.alloc(1000)).toBeGreaterThan(0);
    // A piece that ended at 4 GB would end at address 0.
    expect(() => new WasmMemory(new WebAssembly.Memory({ initial: 1 })).alloc(2 ** 32 - 65536)).toThrow(AttnError);
  });

  it('of an engine is given back', () => {
    const engine = wasm;
    const before = engine.bytes;
    const matrix = engine.matrix(stored('int8', 9, 7, 1), { scales: numbers(9, 2) });
    const x = rowsOf(engine, 3, 7, 1);
    const y = engine.linear(x, matrix);
    expect(engine.bytes).toBeGreaterThan(before);
    engine.free(matrix, x, y, null);
    engine.free(matrix, x);
    expect(engine.bytes).toBe(before);
  });
});

it('rows that are taken are rows of their own', () => {
  for (const engine of [plain, wasm]) {
    const from = rowsOf(engine, 5, 7, 3);
    const taken = engine.take(from, 1, 3);
    engine.scale(from, 2);
    expect(engine.read(taken)).toEqual(numbers(35, 3).subarray(7, 21));
    engine.free(from, taken);
  }
});
