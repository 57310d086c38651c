import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CpuRuntime } from '../../src/tfjs/cpu-runtime/cpu-runtime.js';
import { PlainRuntime } from '../../src/tfjs/cpu-runtime/plain.js';
import { SimdRuntime } from '../../src/tfjs/cpu-runtime/simd.js';
import { randomNumbers } from './against-math.js';

/** Writes numbers to a runtime's memory, between guards that nothing may touch. */
function given(runtime: CpuRuntime, values: ArrayLike<number>): number {
  const at = runtime.alloc(values.length);
  runtime.floats.set(values, at);
  return at;
}

const numbers = (count: number, seed: number) => {
  const random = randomNumbers(seed);
  return Float32Array.from({ length: count }, () => 4 * random() - 2);
};

const length = fc.integer({ min: 1, max: 40 });

describe('the runtime on SIMD', () => {
  let runtimes: CpuRuntime[];
  beforeAll(async () => {
    const simd = await SimdRuntime.start();
    expect(simd).not.toBeNull();
    runtimes = [new PlainRuntime(), simd!];
  });

  it('multiplies as the plain one does: any sizes, either way round, scaled and added', () => {
    const shape = fc.record({ m: length, n: length, k: fc.integer({ min: 0, max: 300 }) });
    const ways = fc.record({
      a: fc.boolean(),
      b: fc.boolean(),
      add: fc.boolean(),
      gap: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(shape, ways, ({ m, n, k }, { a, b, add, gap }) => {
        const [plain, simd] = runtimes.map((runtime) => {
          runtime.begin();
          const atA = given(runtime, numbers((m + gap) * (k + gap), 3));
          const atB = given(runtime, numbers((n + gap) * (k + gap), 5));
          const c = given(runtime, numbers(m * (n + gap), 7));
          const matrix = (at: number, rows: number, columns: number, isTurned: boolean) =>
            isTurned ? { at, row: 1, column: rows + gap } : { at, row: columns + gap, column: 1 };
          runtime.multiply(m, n, k, matrix(atA, m, k, a), matrix(atB, k, n, b), c, n + gap, 0.5, add);
          return runtime.floats.slice(c, c + m * (n + gap));
        });
        for (const [i, value] of plain.entries()) expect(Math.abs(simd[i] - value)).toBeLessThan(2e-4);
      }),
      { numRuns: 300 },
    );
  });

  it('weighs rows as the plain one does, masked cells, masked rows and scores of thousands included', () => {
    const cell = fc.oneof(
      { weight: 4, arbitrary: fc.float({ min: -6000, max: 6000, noNaN: true }) },
      fc.constant(-Infinity),
      { weight: 4, arbitrary: fc.float({ min: -3, max: 3, noNaN: true }) },
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 7, maxLength: 7 }), { minLength: 1, maxLength: 5 }),
        length,
        (rows, n) => {
          const columns = Math.min(n, 7);
          const scores = Float32Array.from(rows.flat());
          const upstream = numbers(scores.length, 9);
          const [plain, simd] = runtimes.map((runtime) => {
            runtime.begin();
            const at = given(runtime, scores);
            const g = given(runtime, upstream);
            runtime.softmax(at, rows.length, columns, 7, 0.7);
            runtime.softmaxGradient(at, g, rows.length, columns, 7, 0.7);
            return [...runtime.floats.slice(at, at + scores.length), ...runtime.floats.slice(g, g + scores.length)];
          });
          for (const [i, value] of plain.entries()) {
            // Cells beyond the columns are not touched.
            if (i % 7 >= columns) expect(simd[i]).toBe(value);
            else expect(Math.abs(simd[i] - value)).toBeLessThan(2e-6);
            if (i < scores.length && scores[i] === -Infinity && i % 7 < columns) expect(simd[i]).toBe(0);
          }
        },
      ),
    );
  });

  it.each(['relu', 'tanh', 'sigmoid'] as const)(
    'computes %s and its gradient as the plain one does, far out too',
    (name) => {
      const x = Float32Array.of(-200, -88, -30, -9, -1, -1e-3, 0, 1e-6, 0.3, 2, 8.5, 20, 89, 1e30, -1e30);
      const [plain, simd] = runtimes.map((runtime) => {
        runtime.begin();
        const at = given(runtime, x);
        const g = given(runtime, numbers(x.length, 4));
        runtime.activate(name, at, x.length);
        runtime.activateGradient(name, at, g, x.length);
        return [...runtime.floats.slice(at, at + x.length), ...runtime.floats.slice(g, g + x.length)];
      });
      for (const [i, value] of plain.entries()) {
        if (Math.abs(value) < 1e10) expect(Math.abs(simd[i] - value)).toBeLessThan(1e-6);
        else expect(simd[i]).toBe(value);
      }
    },
  );

  it('scores additively, adds rows and steps as the plain one does', () => {
    const step = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, rate: 0.01, correction: 3 };
    fc.assert(
      fc.property(length, length, length, (queries, keys, width) => {
        const [plain, simd] = runtimes.map((runtime) => {
          runtime.begin();
          const scores = given(runtime, numbers(queries * keys, 1));
          const inputs = { query: given(runtime, numbers(queries * width, 2)), key: 0, v: 0 };
          inputs.key = given(runtime, numbers(keys * width, 3));
          inputs.v = given(runtime, numbers(width, 4));
          const gradients = { query: given(runtime, numbers(queries * width, 5)), key: 0, v: 0 };
          gradients.key = given(runtime, numbers(keys * width, 6));
          gradients.v = given(runtime, numbers(width, 7));
          const moments = given(runtime, numbers(width, 8).map(Math.abs));
          runtime.additiveGradient(scores, keys, inputs, gradients, queries, keys, width);
          runtime.additive(scores, keys, inputs.query, inputs.key, inputs.v, queries, keys, width);
          runtime.addRow(gradients.query, inputs.v, queries, width);
          runtime.addColumnSums(gradients.v, gradients.key, keys, width);
          const [p, m] = [given(runtime, numbers(width, 10)), given(runtime, numbers(width, 11))];
          runtime.adam(p, inputs.v, m, moments, width, step);
          const part = (at: number, count: number) => [...runtime.floats.subarray(at, at + count)];
          return [
            ...part(scores, queries * keys),
            ...part(gradients.query, queries * width),
            ...part(gradients.key, keys * width),
            ...part(gradients.v, width),
            ...[p, m, moments].flatMap((at) => part(at, width)),
          ];
        });
        for (const [i, value] of plain.entries()) {
          expect(Math.abs(simd[i] - value)).toBeLessThan(1e-4 * Math.max(1, Math.abs(value)));
        }
      }),
      { numRuns: 60 },
    );
  });
});
