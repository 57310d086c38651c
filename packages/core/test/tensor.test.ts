import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type DType, elementCount, Tensor } from '../src/tensor.js';

const fixtures = join(import.meta.dirname, 'data/fixtures');

function table(name: string): Float32Array {
  const { buffer, byteOffset, byteLength } = gunzipSync(readFileSync(join(fixtures, `${name}.f32.gz`)));
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** Indices at which two lists differ; NaN equals NaN, and 0 does not equal −0. */
function differences(actual: ArrayLike<number>, expected: ArrayLike<number>): number[] {
  return Array.from(expected, (_, at) => at).filter((at) => !Object.is(actual[at], expected[at]));
}

describe('small floats', () => {
  it.each<[DType, number]>([
    ['float16', 65_536],
    ['bfloat16', 65_536],
    ['float8_e4m3', 256],
    ['float8_e5m2', 256],
  ])('%s: each of the %i codes is what the table says', (dtype, count) => {
    const expected = table(dtype);
    const codes = Array.from({ length: count }, (_, code) => code);
    const bytes = new Uint8Array((count === 256 ? Uint8Array.from(codes) : Uint16Array.from(codes)).buffer);
    const tensor = new Tensor(dtype, [count], bytes);
    expect(expected).toHaveLength(count);
    expect(differences(tensor.float32(), expected)).toEqual([]);
    expect(differences(tensor.float64(), Float64Array.from(expected))).toEqual([]);
  });

  it('reads big-endian codes the other way round', () => {
    expect(new Tensor('float16', [2], Uint8Array.of(0x3c, 0, 0xc0, 0), { bigEndian: true }).float32()).toEqual(
      Float32Array.of(1, -2),
    );
  });
});

describe('Tensor', () => {
  const grid = Float32Array.from({ length: 24 }, (_, at) => at);

  it('shows float32 without copying it', () => {
    const tensor = Tensor.of(grid, [2, 3, 4]);
    expect(tensor.float32().buffer).toBe(grid.buffer);
    expect(tensor.slice(1, 2).float32()).toEqual(grid.subarray(20, 24));
    expect(tensor.slice(1, 2).float32().buffer).toBe(grid.buffer);
  });

  it('copies only the part that is asked for where bytes are not aligned', () => {
    const bytes = new Uint8Array(97);
    bytes.set(new Uint8Array(grid.buffer), 1);
    const part = new Tensor('float32', [2, 3, 4], bytes.subarray(1)).slice(1).float32();
    expect(part).toEqual(grid.subarray(12));
    expect(part.buffer.byteLength).toBe(48);
  });

  it('reads column-major arrays and their slices row by row', () => {
    // Element [i, j, k] of a 2 × 3 × 4 array holds 100 i + 10 j + k, the first index running fastest in memory.
    const values: number[] = [];
    for (let k = 0; k < 4; k++)
      for (let j = 0; j < 3; j++) for (let i = 0; i < 2; i++) values.push(100 * i + 10 * j + k);
    const tensor = new Tensor('int16', [2, 3, 4], new Uint8Array(Int16Array.from(values).buffer), { fortran: true });
    expect(Array.from(tensor.slice(1, 2).float32())).toEqual([120, 121, 122, 123]);
    expect(Array.from(tensor.slice(0).float64()).slice(0, 6)).toEqual([0, 1, 2, 3, 10, 11]);
  });

  it('repeats an axis of stride 0', () => {
    const tensor = new Tensor('uint8', [3, 2], Uint8Array.of(7, 9), { strides: [0, 1] });
    expect(Array.from(tensor.float32())).toEqual([7, 9, 7, 9, 7, 9]);
  });

  it('reads any byte but 0 as true', () => {
    expect(Array.from(new Tensor('bool', [3], Uint8Array.of(0, 1, 2)).float32())).toEqual([0, 1, 1]);
  });

  it('gives the nearest number for integers beyond 2⁵³', () => {
    const tensor = Tensor.of(BigInt64Array.of(2n ** 53n + 1n, -(2n ** 63n)));
    expect(Array.from(tensor.float64())).toEqual([2 ** 53, -(2 ** 63)]);
  });

  it('refuses shapes that the bytes do not hold', () => {
    for (const shape of [[25], [5, 5], [-1, -24], [1.5, 16], [NaN], [2 ** 52, 4], [Infinity, 0]]) {
      expect(() => new Tensor('float32', shape, new Uint8Array(96))).toThrow(
        expect.objectContaining({ code: 'wrong-shape' }),
      );
    }
  });

  it('takes nothing for an array without elements, however long its other axes', () => {
    expect(new Tensor('float32', [2 ** 40, 0], new Uint8Array(0)).float32()).toHaveLength(0);
  });
});

it('counts elements, and knows when it cannot', () => {
  expect(elementCount([])).toBe(1);
  expect(elementCount([2, 3, 4])).toBe(24);
  expect(elementCount([2 ** 40, 2 ** 40])).toBeNaN();
  expect(elementCount([2 ** 40, 2 ** 40, 0])).toBe(0);
});
