import type { Dense } from '../../math/dense.js';
import { ROW } from '../scratch-texture.js';
import { named } from './block-run.js';
import type { Device } from './device.js';
import { placeSource } from './product.glsl.js';

/**
 * Matrices of one shape in one texture, four columns a texel. Matrix m begins `m % abreast` matrices from the left and
 * `⌊m / abreast⌋` from the bottom; columns that fill the last texel are 0.
 */
export class Matrices {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** Texels of a row. */
  readonly texels: number;
  readonly abreast: number;
  readonly texture: WebGLTexture;
  readonly #device: Device;

  /** Room for matrices; what is in it is undefined. Where kernels write it, it has the precision that the device can write. */
  constructor(device: Device, count: number, rows: number, columns: number, written = false) {
    this.#device = device;
    this.count = count;
    this.rows = rows;
    this.columns = columns;
    this.texels = Math.ceil(columns / 4);
    // One above the other as far as a texture reaches: values then go up in one piece.
    this.abreast = Math.max(1, Math.ceil((count * rows) / device.maxSize));
    this.texture = device.texture(
      this.abreast * this.texels,
      Math.ceil(count / this.abreast) * rows,
      written && !device.canFloat32,
    );
  }

  /** The last two axes of an array as matrices; all of them, or those from `start` to `end`. */
  static upload(device: Device, { shape, values }: Dense, start = 0, end = Infinity): Matrices {
    const [rows, columns] = shape.slice(-2);
    const last = Math.min(end, values.length / (rows * columns));
    const matrices = new Matrices(device, last - start, rows, columns);
    matrices.#write(values.subarray(start * rows * columns, last * rows * columns));
    return matrices;
  }

  /** For a kernel's `placeOf`. */
  get layout(): readonly number[] {
    return [this.texels, this.rows, this.abreast];
  }

  /** The texel where a matrix begins. */
  placeOf(matrix: number): [x: number, y: number] {
    return [(matrix % this.abreast) * this.texels, Math.floor(matrix / this.abreast) * this.rows];
  }

  free(): void {
    this.#device.free(this.texture);
  }

  #write(values: Dense['values']): void {
    const { count, rows, texels, abreast } = this;
    const { gl } = this.#device;
    const texelsOf = this.#padded(values);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    this.#device.stage.resetUnpack();
    const size = rows * texels * 4;
    for (let matrix = 0, end: number; matrix < count; matrix = end) {
      end = abreast === 1 ? count : matrix + 1;
      const [x, y] = this.placeOf(matrix);
      const height = (end - matrix) * rows;
      gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, texels, height, gl.RGBA, gl.FLOAT, texelsOf, matrix * size);
    }
  }

  /** Float32 values with every row filled up to whole texels. */
  #padded(values: Dense['values']): Float32Array {
    const { columns, texels } = this;
    if (columns % 4 === 0) return values instanceof Float32Array ? values : Float32Array.from(values);
    const padded = new Float32Array((values.length / columns) * texels * 4);
    for (let from = 0, to = 0; from < values.length; from += columns, to += texels * 4)
      padded.set(values.subarray(from, from + columns), to);
    return padded;
  }
}

/** Puts what a block computed for its heads, rows r, r + parts, … in part r, into its place among the matrices. */
export function placeRows(
  device: Device,
  parts: readonly WebGLTexture[],
  { head, heads }: { head: number; heads: number },
  into: Matrices,
  firstRow: number,
  rows: number,
  span: readonly [from: number, texels: number] = [0, into.texels],
): void {
  for (let local = 0; local < heads; local++) {
    const [x, y] = into.placeOf(head + local);
    const corner = [x, y + firstRow] as const;
    device.run({
      fragment: placeSource(parts.length),
      targets: [into.texture],
      width: into.texels,
      height: rows,
      corner,
      textures: named('part', parts),
      ints: { corner, span, local: [local] },
    });
  }
}

/** A list of numbers as a texture, rows of 2048: what `listAt` reads. */
export function uploadList(device: Device, values: ArrayLike<number>): WebGLTexture {
  const { gl } = device;
  const height = Math.max(1, Math.ceil(values.length / ROW));
  const rows = new Float32Array(height * ROW);
  rows.set(values);
  const texture = device.listTexture(ROW, height);
  device.stage.resetUnpack();
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, ROW, height, gl.RED, gl.FLOAT, rows);
  return texture;
}
