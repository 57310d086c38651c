import type { ModelRope } from '../../math/index.js';
import type { Engine } from '../engine/engine.js';
import type { KeysAndValues } from './layer-pass.js';
import { dependsOnLength } from './positions.js';
import type { AttentionTrace } from './trace.js';

/** Keys and values of the text before: what has the same beginning need not compute them again (a KV cache). */
export class Prefix {
  readonly #engine: Engine;
  #ids: readonly number[] = [];
  #layers: KeysAndValues[] = [];
  #traces: AttentionTrace[] = [];
  #shared = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Tokens of the beginning that are as they were, at most all but the last: something must be computed. */
  shared(ids: readonly number[], ropes: readonly ModelRope[]): number {
    const isTurnedAlike = !ropes.some((rope) => dependsOnLength(rope, this.#ids.length, ids.length));
    let count = 0;
    if (isTurnedAlike) while (count < ids.length - 1 && ids[count] === this.#ids[count]) count++;
    this.#shared = count;
    for (const { keys, values } of this.#layers) {
      if (keys && values) {
        this.#engine.shorten(keys, count);
        this.#engine.shorten(values, count);
      }
    }
    this.#ids = this.#ids.slice(0, count);
    return count;
  }

  layer(at: number): KeysAndValues {
    this.#layers[at] ??= { keys: null, values: null };
    return this.#layers[at];
  }

  /** A trace of the new queries with those of the old ones above: keys after a query have 0. */
  extended(at: number, trace: AttentionTrace): AttentionTrace {
    const before = this.#traces[at];
    const { heads, keyCount, queryCount, attention } = trace;
    let joined = trace;
    if (this.#shared > 0 && attention && before?.attention) {
      const whole = new Float32Array(heads * keyCount * keyCount);
      for (let head = 0; head < heads; head++) {
        for (let query = 0; query < this.#shared; query++) {
          const from = (head * before.queryCount + query) * before.keyCount;
          whole.set(before.attention.subarray(from, from + this.#shared), (head * keyCount + query) * keyCount);
        }
        const from = head * queryCount * keyCount;
        whole.set(attention.subarray(from, from + queryCount * keyCount), (head * keyCount + this.#shared) * keyCount);
      }
      joined = { ...trace, attention: whole, queryCount: keyCount };
    }
    this.#traces[at] = joined;
    return joined;
  }

  keep(ids: readonly number[]): void {
    this.#ids = [...ids];
  }

  forget(): void {
    for (const { keys, values } of this.#layers) this.#engine.free(keys, values);
    this.#layers = [];
    this.#traces = [];
    this.#ids = [];
  }
}
