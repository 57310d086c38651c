import type { TensorFile } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import type { ReactiveControllerHost } from 'lit';

/** Array or text that a file may have beside its attention. */
export class FilePart<T> {
  readonly #host: ReactiveControllerHost;
  readonly #read: (file: TensorFile) => Promise<T> | null;
  #file: TensorFile | null = null;
  #value: T | null = null;
  #error: AttnError | null = null;
  #isReading = false;
  #settled: Promise<void> = Promise.resolve();

  /** @param read rejects where the file has something else in its place; null where it has nothing */
  constructor(host: ReactiveControllerHost, read: (file: TensorFile) => Promise<T> | null) {
    this.#host = host;
    this.#read = read;
  }

  get value(): T | null {
    return this.#value;
  }

  /** Why it cannot be read. */
  get error(): AttnError | null {
    return this.#error;
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  /** Settles, and never rejects, once it is read. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** Reads that of another file, or of none. */
  follow(file: TensorFile | null): void {
    if (file === this.#file) return;
    this.#file = file;
    this.#value = this.#error = null;
    const reading = file && this.#read(file);
    this.#isReading = reading !== null;
    if (file && reading) this.#settled = this.#take(file, reading);
  }

  async #take(file: TensorFile, reading: Promise<T>): Promise<void> {
    let value: T | null = null;
    let error: AttnError | null = null;
    try {
      value = await reading;
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
