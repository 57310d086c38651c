import type { TensorFile } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import type { ReactiveControllerHost } from 'lit';
import { patchFault } from './faults.js';

/** A box as shares of the picture: 0 is its left or upper edge, 1 its right or lower one. */
export type Region = readonly [left: number, top: number, right: number, bottom: number];
export type Regions = readonly Region[];

/** Boxes out of lists of four numbers; undefined where they are none. */
export function checkRegions(value: unknown): Regions | undefined {
  let list = value;
  if (typeof value === 'string') {
    try {
      list = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return list.every(isBox) ? list.map(([...box]) => box as unknown as Region) : undefined;
}

function isBox(box: unknown): boolean {
  if (!Array.isArray(box) || box.length !== 4) return false;
  const [left, top, right, bottom] = box.map(Number);
  return left >= 0 && top >= 0 && right <= 1 && bottom <= 1 && left < right && top < bottom;
}

/** Names of arrays of boxes in files. */
const names = ['regions', 'boxes', 'bbox'];

/** The boxes that a file has beside its attention. */
export class FileRegions {
  readonly #host: ReactiveControllerHost;
  #file: TensorFile | null = null;
  #value: Regions | null = null;
  #error: AttnError | null = null;
  #isReading = false;
  #settled: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get value(): Regions | null {
    return this.#value;
  }

  /** Why they cannot be read. */
  get error(): AttnError | null {
    return this.#error;
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  /** Settles, and never rejects, once they are read. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** Reads those of another file, or of none. */
  follow(file: TensorFile | null): void {
    if (file === this.#file) return;
    this.#file = file;
    this.#value = this.#error = null;
    const name = names.find((one) => file?.has(one));
    this.#isReading = name !== undefined;
    if (file && name) this.#settled = this.#read(file, name);
  }

  async #read(file: TensorFile, name: string): Promise<void> {
    let value: Regions | null = null;
    let error: AttnError | null = null;
    try {
      const array = await file.get(name);
      const [count, sides] = array.shape;
      const numbers = array.dtype === 'string' ? [] : array.float64();
      const boxes = Array.from({ length: count ?? 0 }, (_, at) => Array.from(numbers.slice(at * 4, at * 4 + 4)));
      value = (array.shape.length === 2 && sides === 4 && checkRegions(boxes)) || null;
      if (!value) throw patchFault(name, array.shape, 'noBoxes');
    } catch (failure) {
      error = AttnError.from(failure);
    }
    if (file !== this.#file) return;
    this.#value = value;
    this.#error = error;
    this.#isReading = false;
    this.#host.requestUpdate();
  }
}
