import type { MaskRule } from '../../../math/attention/mask.js';

/** A mask rule row by row: the span of keys that a query may attend to, and whether there are gaps in it. */
export class RowMask {
  /** First key of the row that was last asked for. */
  from = 0;
  /** End of the row, behind its last key; not above `from` where nothing may be attended. */
  to = 0;
  readonly #rule: MaskRule;
  readonly #offset: number;
  readonly #keys: number;

  constructor(rule: MaskRule, queries: number, keys: number) {
    this.#rule = rule;
    this.#offset = keys - queries;
    this.#keys = keys;
  }

  /** Whether any cell inside a span may be masked. */
  get hasGaps(): boolean {
    return this.#rule.allowed !== null || (this.#rule.globals > 0 && this.#rule.window < Infinity);
  }

  /** Sets `from` and `to`. */
  ask(item: number, query: number): void {
    const { causal, window, globals, block, lengths } = this.#rule;
    const position = query + this.#offset;
    let from = 0;
    let to = this.#keys;
    if (window < Infinity && query >= globals) {
      to = Math.max(Math.min(to, position + window + 1), Math.min(to, globals));
      if (globals === 0) from = position - window;
    }
    if (causal) to = Math.min(to, position + 1);
    if (block > 0) {
      const first = Math.floor(position / block) * block;
      from = Math.max(from, first);
      to = Math.min(to, first + block);
    }
    if (lengths) to = Math.min(to, lengths[item]);
    this.from = Math.max(0, from);
    this.to = to;
  }

  /** Whether a cell inside the span of its row may be attended. */
  allows(item: number, head: number, query: number, key: number): boolean {
    const { window, globals, allowed } = this.#rule;
    const near = Math.abs(key - query - this.#offset) <= window;
    if (!near && key >= globals && query >= globals) return false;
    if (!allowed) return true;
    const [items, heads, queries, keys] = allowed.shape;
    const matrix = (item % items) * heads + (head % heads);
    return allowed.values[(matrix * queries + query) * keys + key] !== 0;
  }
}
